// @ts-check
/** Parallel links: up to three are drawn as arcs of their own, from four as one line with a count. @import {Link} from "./types.js" */

export const BUNDLE_FROM = 4;

/** @typedef {{pair: string, links: Link[]}} Bundle */

/** @param {Link} link @returns {string} the same for both directions */
export function pairOf(link) {
  return link.source < link.target ? `${link.source} ${link.target}` : `${link.target} ${link.source}`;
}

/** @param {Link[]} links @param {ReadonlySet<string>} opened pairs that are to be drawn in full
 * @returns {{single: Link[], parallel: Set<string>, bundles: Bundle[]}} `parallel` names the single links that share their pair */
export function bundled(links, opened) {
  /** @type {Map<string, Link[]>} */
  const pairs = new Map();
  for (const link of links) {
    const pair = pairOf(link);
    const list = pairs.get(pair);
    if (list) list.push(link);
    else pairs.set(pair, [link]);
  }
  const single = [];
  const parallel = new Set();
  const bundles = [];
  for (const [pair, list] of pairs) {
    if (list.length >= BUNDLE_FROM && !opened.has(pair)) {
      bundles.push({ pair, links: list });
      continue;
    }
    for (const link of list) {
      single.push(link);
      if (list.length > 1) parallel.add(link.id);
    }
  }
  return { single, parallel, bundles };
}

/** The best of the strengths in a bundle, so that one confirmed link is not drawn as a rumour.
 * @param {Link[]} links @returns {Link["strength"]} */
export function strongest(links) {
  if (links.some((link) => link.strength === "confirmed")) return "confirmed";
  return links.some((link) => link.strength === "probable") ? "probable" : "tentative";
}
