// @ts-check
/** @import {Chart, Filters} from "./types.js" */

/** @returns {Filters} */
export function noFilters() {
  return { kinds: [], types: [], strengths: [], registers: [], reliability: null, credibility: null, from: null, to: null };
}

/** @returns {Chart} */
export function emptyChart() {
  return {
    nodes: new Map(),
    links: new Map(),
    hiddenLinks: new Set(),
    groups: new Map(),
    filters: noFilters(),
    selection: new Set(),
    pages: new Map(),
  };
}

/** Fills what a stored set of filters leaves out and drops what this version does not know.
 * @param {Partial<Filters>|null|undefined} stored @returns {Filters} */
export function filtersFrom(stored) {
  const filters = noFilters();
  if (!stored) return filters;
  for (const key of /** @type {const} */ (["kinds", "types", "strengths", "registers"])) {
    const list = stored[key];
    if (Array.isArray(list)) /** @type {string[]} */ (filters[key]) = list.filter((item) => typeof item === "string");
  }
  for (const key of /** @type {const} */ (["reliability", "credibility", "from", "to"])) {
    const value = stored[key];
    if (typeof value === "string") filters[key] = value;
  }
  return filters;
}
