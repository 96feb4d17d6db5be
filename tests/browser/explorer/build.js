// @ts-check
/** What the tests build charts from. @import {Chart, Level, Link, Marking, Node, Placed} from "../../../graphintel/web/static/app/types.js" */
import { add } from "/app/commands.js";
import { emptyChart } from "/app/state.js";

/** @param {Level} [level] @param {string[]} [registers] @param {string[]} [groups] @returns {Marking} */
export function marking(level = "restricted", registers = ["suspects"], groups = []) {
  const parts = [registers.join("+"), level, ...(groups.length ? [groups.join("+")] : [])];
  return { text: parts.join("/"), level, registers, groups };
}

/** @param {string} id @param {Partial<Node>} [about] @returns {Node} */
export function node(id, about = {}) {
  return {
    id, kind: "Person", subkind: null, caption: id, subtitle: "", names: [id], registers: ["suspects"], marking: marking(), grade: "B2", degree: 0,
    first_seen: null, last_seen: null, countries: [], flags: [], ...about,
  };
}

/** @param {string} id @param {Partial<Placed>} [place] @param {Partial<Node>} [about] @returns {Placed} */
export function placed(id, place = {}, about = {}) {
  const usual = { x: 0, y: 0, pinned: false, hidden: false, group: null, from: null };
  return { node: node(id, about), by: "search", ...usual, ...place };
}

/** @param {string} source @param {string} target @param {Partial<Link>} [about] @returns {Link} */
export function link(source, target, about = {}) {
  return {
    id: `${source}-${target}`, type: "DIRECTS", role: null, source, target, marking: marking(), grade: "B2", strength: "confirmed",
    from: null, to: null, count: 1, records: ["r"], ...about,
  };
}

/** @param {Placed[]} nodes @param {Link[]} [links] @returns {Chart} */
export function chart(nodes, links = []) {
  return add(emptyChart(), nodes, links);
}

/** @param {ReadonlyMap<string, unknown>} map @returns {string[]} */
export function ids(map) {
  return [...map.keys()].sort();
}
