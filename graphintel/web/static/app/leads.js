// @ts-check
/**
 * What is possibly the same. A lead is no link: it is drawn and listed, but no path, figure or expansion counts it, and it is not
 * kept with the chart. Pure.
 * @import {Lead, Link} from "./types.js"
 * @import {State} from "./store.js"
 */
import { viewOf } from "./view.js";

export const SAME = "POSSIBLY_SAME";

/** @param {Omit<Lead, "id">} lead @returns {Lead} */
export function named(lead) {
  return { ...lead, id: `lead ${lead.source} ${lead.target}` };
}

/** @param {string|null} id @returns {boolean} */
export function isLead(id) {
  return Boolean(id?.startsWith("lead "));
}

/** The leads of which both ends are on the chart and seen, hidden by their own filter or not.
 * @param {State} state @returns {Lead[]} */
export function leadsOn({ history: { chart }, leads }) {
  if (!leads.size) return [];
  const seen = new Set(viewOf(chart).nodes.map(({ node }) => node.id));
  return [...leads.values()].filter(({ source, target }) => seen.has(source) && seen.has(target));
}

/** Those that are drawn. @param {State} state @returns {Lead[]} */
export function leadsInSight(state) {
  return state.history.chart.filters.types.includes(SAME) ? [] : leadsOn(state);
}

/** A lead as a row among links. @param {Lead} lead @returns {Link} */
export function asRow({ id, source, target, marking }) {
  const none = { role: null, grade: null, from: null, to: null, count: 0, records: [] };
  return { ...none, id, type: SAME, source, target, marking, strength: "tentative" };
}
