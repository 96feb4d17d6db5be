// @ts-check
/**
 * What of a chart is seen under its filters. Pure; the chart itself is never changed by a filter.
 * @import {Chart, Filters, Link, Placed} from "./types.js"
 */
import { monthIndex, span } from "./dates.js";
import { meets } from "./grade.js";

/**
 * @typedef {object} View
 * @property {Placed[]} nodes       entities to draw
 * @property {Link[]} links         links to draw
 * @property {Set<string>} dim      entities whose links are all filtered away: drawn faintly, not taken out
 * @property {number} nodesFiltered entities that filters keep from sight
 * @property {number} linksFiltered links that filters keep from sight while both their ends are seen
 * @property {Record<string, number>} hides by filter: how many it keeps from sight
 * @property {number} nodesHidden   entities hidden by hand
 */

/** @type {WeakMap<Chart, View>} */
const remembered = new WeakMap();

/** @param {Chart} chart @returns {View} */
export function viewOf(chart) {
  let view = remembered.get(chart);
  if (!view) remembered.set(chart, (view = look(chart)));
  return view;
}

/** @param {Chart} chart @returns {View} */
function look(chart) {
  const { filters } = chart;
  /** @type {View} */
  const view = { nodes: [], links: [], dim: new Set(), nodesFiltered: 0, linksFiltered: 0, hides: {}, nodesHidden: 0 };
  const seen = new Set();
  for (const placed of chart.nodes.values()) {
    if (placed.hidden) {
      view.nodesHidden += 1;
      continue;
    }
    const why = nodeFilteredBy(placed, filters);
    if (why) {
      view.nodesFiltered += 1;
      count(view.hides, why);
    } else {
      view.nodes.push(placed);
      seen.add(placed.node.id);
    }
  }
  lookAtLinks(chart, view, seen);
  return view;
}

/** @param {Chart} chart @param {View} view @param {Set<string>} seen */
function lookAtLinks(chart, view, seen) {
  const filtered = new Set();
  const kept = new Set();
  for (const link of chart.links.values()) {
    if (!seen.has(link.source) || !seen.has(link.target) || chart.hiddenLinks.has(link.id)) continue;
    const why = linkFilteredBy(link, chart.filters);
    const ends = why ? filtered : kept;
    ends.add(link.source).add(link.target);
    if (why) {
      view.linksFiltered += 1;
      count(view.hides, why);
    } else view.links.push(link);
  }
  for (const id of filtered) if (!kept.has(id)) view.dim.add(id);
}

/** @param {Placed} placed @param {Filters} filters @returns {string|null} */
function nodeFilteredBy({ node }, filters) {
  if (filters.kinds.includes(node.kind)) return "kinds";
  if (
    filters.registers.length &&
    node.registers.length &&
    node.registers.every((register) => filters.registers.includes(register))
  ) {
    return "registers";
  }
  return null;
}

/** @param {Link} link @param {Filters} filters @returns {string|null} */
function linkFilteredBy(link, filters) {
  if (filters.types.includes(link.type)) return "types";
  if (filters.strengths.includes(link.strength)) return "strengths";
  if (!meets(link.grade, filters.reliability, filters.credibility)) return "grade";
  return inPeriod(link, filters) ? null : "period";
}

/** Undated links stay in sight: nothing says that they lie outside the period.
 * @param {Link} link @param {Filters} filters @returns {boolean} */
function inPeriod(link, filters) {
  if (!filters.from && !filters.to) return true;
  const held = span(link);
  if (!held) return true;
  const first = monthIndex(filters.from) ?? -Infinity;
  const last = monthIndex(filters.to) ?? Infinity;
  return held[0] <= last && held[1] >= first;
}

/** @param {Record<string, number>} counts @param {string} key */
function count(counts, key) {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** How many filters are set, for the button that opens them. @param {Filters} filters @returns {number} */
export function activeFilters(filters) {
  const lists = [filters.kinds, filters.types, filters.strengths, filters.registers];
  return (
    lists.filter((list) => list.length).length +
    Number(Boolean(filters.reliability || filters.credibility)) +
    Number(Boolean(filters.from || filters.to))
  );
}
