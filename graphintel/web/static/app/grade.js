// @ts-check
/** Admiralty grades: reliability A to F, credibility 1 to 6. @import {Strength} from "./types.js" */

export const RELIABILITY = ["A", "B", "C", "D", "E", "F"];
export const CREDIBILITY = ["1", "2", "3", "4", "5", "6"];

/** English words, translated where they are shown. @type {Record<string, string>} */
export const WORDS = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
  1: "confirmed",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
};

/** @param {string|null} grade @returns {Strength|null} the link that this grade would make */
export function strengthOf(grade) {
  if (!grade || !/^[A-F][1-6]$/.test(grade)) return null;
  if (grade[0] >= "D" || grade[1] >= "4") return "tentative";
  return grade[1] === "3" ? "probable" : "confirmed";
}

/** Whether a grade is at least as good as asked. What was never graded does not meet a demand.
 * @param {string|null} grade @param {string|null} reliability @param {string|null} credibility @returns {boolean} */
export function meets(grade, reliability, credibility) {
  if (!reliability && !credibility) return true;
  if (!grade) return false;
  return (!reliability || grade[0] <= reliability) && (!credibility || grade[1] <= credibility);
}
