// @ts-check
/** @import {Level, Marking} from "./types.js" */

/** @type {Level[]} */
export const LEVELS = ["unclassified", "restricted", "confidential", "secret"];

/** @param {Level} level @returns {number} */
export function rank(level) {
  return LEVELS.indexOf(level);
}

/** The marking that protects everything in the list: highest level, every register, every group.
 * @param {Iterable<Marking>} markings @returns {Marking|null} null for nothing */
export function highest(markings) {
  let level = -1;
  const registers = new Set();
  const groups = new Set();
  for (const marking of markings) {
    // An unknown level is treated as the highest: banners may say too much, never too little.
    const found = rank(marking.level);
    level = Math.max(level, found < 0 ? LEVELS.length - 1 : found);
    for (const register of marking.registers) registers.add(register);
    for (const group of marking.groups) groups.add(group);
  }
  if (level < 0) return null;
  const at = /** @type {Level} */ (LEVELS[level]);
  const lists = { registers: [...registers].sort(), groups: [...groups].sort() };
  return {
    level: at,
    ...lists,
    text: [lists.registers.join("+"), at, ...(lists.groups.length ? [lists.groups.join("+")] : [])].join("/"),
  };
}

/** "CONFIDENTIAL · SUSPECTS · OP HARBOUR" as the banner reads it.
 * @param {Marking} marking @param {(word: string) => string} word translates levels and registers @returns {string} */
export function bannerText(marking, word) {
  const groups = marking.groups.map((group) => group.replaceAll("-", " "));
  return [word(marking.level), ...marking.registers.map(word), ...groups].map((part) => part.toLocaleUpperCase()).join(" · ");
}
