// @ts-check
/** Questions to a chart that need its links. @import {Chart, Link, Node} from "./types.js" */

/** @type {WeakMap<ReadonlyMap<string, Link>, Map<string, Set<string>>>} */
const remembered = new WeakMap();

/** The entities that each entity is linked to on this chart, hidden ones included.
 * @param {Chart} chart @returns {Map<string, Set<string>>} */
export function neighboursOf(chart) {
  const known = remembered.get(chart.links);
  if (known) return known;
  const found = new Map();
  for (const { source, target } of chart.links.values()) {
    at(found, source).add(target);
    at(found, target).add(source);
  }
  remembered.set(chart.links, found);
  return found;
}

/** @type {WeakMap<ReadonlyMap<string, Link>, Map<string, Link[]>>} */
const rememberedLinks = new WeakMap();

/** The links of every entity on this chart.
 * @param {Chart} chart @returns {Map<string, Link[]>} */
export function linksByNode(chart) {
  const known = rememberedLinks.get(chart.links);
  if (known) return known;
  /** @type {Map<string, Link[]>} */
  const found = new Map();
  for (const link of chart.links.values()) {
    for (const end of new Set([link.source, link.target])) {
      const list = found.get(end);
      if (list) list.push(link);
      else found.set(end, [link]);
    }
  }
  rememberedLinks.set(chart.links, found);
  return found;
}

/** How many of an entity's links are not on the chart.
 * @param {Chart} chart @param {Node} node @returns {number} */
export function linksNotShown(chart, node) {
  return Math.max(0, node.degree - (linksByNode(chart).get(node.id)?.length ?? 0));
}

/** How many links of one type, direction and kind of other end are on the chart.
 * @param {Chart} chart @param {string} id @param {{type: string, direction: string, kind: string}} wanted @returns {number} */
export function shownOf(chart, id, { type, direction, kind }) {
  let shown = 0;
  for (const link of linksByNode(chart).get(id) ?? []) {
    if (link.type !== type) continue;
    const outward = link.source === id;
    if (outward !== (direction === "out")) continue;
    const other = chart.nodes.get(outward ? link.target : link.source);
    if (other?.node.kind === kind) shown += 1;
  }
  return shown;
}

/** @param {Link} link @param {string} id @returns {string} the other end */
export function otherEnd(link, id) {
  return link.source === id ? link.target : link.source;
}

/** @param {Map<string, Set<string>>} map @param {string} key @returns {Set<string>} */
function at(map, key) {
  let set = map.get(key);
  if (!set) map.set(key, (set = new Set()));
  return set;
}
