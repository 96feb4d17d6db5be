// @ts-check
/** @import {App} from "../app.js" @import {Chart, Link, Node, Placed} from "../types.js" */
import { attempt, say } from "../app.js";
import { add, collapse, collapsible, follow, turnPage } from "../commands.js";
import { linksByNode } from "../graph.js";
import { placeAround } from "../layout.js";
import { isolated } from "../text.js";
import { fetchAmong } from "./add.js";

/** How many entities one expansion brings at most. */
export const PAGE = 50;
/** Pages that hold nothing new are skipped, but not for ever. */
const MOST_PAGES = 8;

/** @typedef {{type: string|null, direction: "out"|"in"|null, kind: string|null, order: string}} Wanted null stands for all */

/** @param {string} id @param {Wanted} wanted @returns {string} */
export function pageKey(id, { type, direction, kind, order }) {
  return [id, type, direction, kind, order].join(" ");
}

/** Brings the next page of an entity's links onto the chart; never more than that.
 * @param {App} app @param {string} id @param {Wanted} wanted */
export async function expand(app, id, wanted) {
  const { store, t } = app;
  const failed = t("The links could not be shown.");
  const found = await attempt(app, { busy: t("Expanding"), failed, retry: () => expand(app, id, wanted) }, async () => {
    const page = await nextPage(app, id, wanted);
    const fresh = page.items.filter(({ node }) => !store.chart().nodes.has(node.id));
    return { page, fresh, graph: await fetchAmong(app, fresh.map(({ node }) => node.id)) };
  });
  if (!found || !store.chart().nodes.has(id)) return;
  const { page, graph } = found;
  const before = follow(store.chart(), graph.resolved ?? {});
  const nodes = new Map([...page.items.map(({ node }) => node), ...graph.nodes].map((node) => [node.id, node]));
  const links = [...page.items.map(({ link }) => link), ...graph.links];
  const fresh = [...nodes.values()].filter((node) => !before.nodes.has(node.id));
  const next = turnPage(add(before, place(before, id, fresh, links), links), pageKey(id, wanted), page.cursor);
  const name = isolated(before.nodes.get(id)?.node.caption ?? "");
  store.take(unhide(next, page.items), t("Expand {name}", { name }), { expanding: page.cursor ? id : null });
  const asked = new Set(page.items.map(({ node }) => node.id)).size;
  tell(app, { id, added: fresh.length, repeated: Math.max(0, asked - fresh.length), total: page.total, wanted });
}

/** What was asked for has to be seen, also when it had been hidden. @param {Chart} chart @param {{node: Node}[]} items @returns {Chart} */
function unhide(chart, items) {
  const hidden = items.map(({ node }) => chart.nodes.get(node.id)).filter((placed) => placed?.hidden);
  return hidden.length ? add(chart, /** @type {Placed[]} */ (hidden), []) : chart;
}

/** @param {App} app @param {string} id @param {Wanted} wanted
 * @returns {Promise<{items: {link: Link, node: Node}[], cursor: string|null, total: number}>} */
async function nextPage({ api, store }, id, wanted) {
  const chart = store.chart();
  const { type, direction, kind, order } = wanted;
  let cursor = chart.pages.get(pageKey(id, wanted)) ?? null;
  for (let turned = 1; ; turned += 1) {
    const page = await api.get(`/entities/${encodeURIComponent(id)}/links`, { type, direction, kind, order, limit: PAGE, cursor });
    // A server may answer with more than was asked for; the chart takes no more.
    const items = page.items.slice(0, PAGE);
    const news = items.some((/** @type {{link: Link}} */ { link }) => !chart.links.has(link.id));
    cursor = page.next_cursor ?? null;
    if (news || !cursor || turned >= MOST_PAGES) return { items, cursor, total: page.total };
  }
}

/** @param {Chart} chart @param {string} id @param {Node[]} fresh @param {Link[]} links @returns {Placed[]} */
function place(chart, id, fresh, links) {
  const centre = /** @type {Placed} */ (chart.nodes.get(id));
  /** @type {Map<string, string[]>} */
  const near = new Map(fresh.map((node) => [node.id, []]));
  for (const { source, target } of links) {
    if (source !== id) near.get(target)?.push(source);
    if (target !== id) near.get(source)?.push(target);
  }
  // Kinds stand together, and what is linked to most is placed first.
  const sorted = [...fresh].sort((a, b) => (near.get(b.id)?.length ?? 0) - (near.get(a.id)?.length ?? 0)
    || a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id));
  const visible = new Map([...chart.nodes].filter(([, placed]) => !placed.hidden));
  const places = placeAround(centre, sorted.map((node) => ({ id: node.id, near: near.get(node.id) ?? [] })), visible);
  return sorted.map((node) => ({
    node, ...(places.get(node.id) ?? centre), pinned: false, hidden: false, group: null, by: "expand", from: id,
  }));
}

/** @param {App} app @param {{id: string, added: number, repeated: number, total: number, wanted: Wanted}} what */
function tell(app, { id, added, repeated, total, wanted }) {
  const { store, t } = app;
  const shown = shownCount(store.chart(), id, wanted);
  const sentences = [t("Added {n, plural, one {# entity} other {# entities}}.", { n: added })];
  if (repeated) sentences.push(t("{n, plural, one {# was} other {# were}} on the chart.", { n: repeated }));
  if (total > shown) sentences.push(t("Showing {shown} of {total}.", { shown, total }));
  say(app, sentences.join(" "), { undo: true });
}

/** @param {Chart} chart @param {string} id @param {Wanted} wanted @returns {number} links of that sort on the chart */
export function shownCount(chart, id, { type, direction, kind }) {
  return (linksByNode(chart).get(id) ?? []).filter((link) => {
    const outward = link.source === id;
    if (type && link.type !== type) return false;
    if (direction && outward !== (direction === "out")) return false;
    return !kind || chart.nodes.get(outward ? link.target : link.source)?.node.kind === kind;
  }).length;
}

/** @param {App} app @param {string} id */
export function collapseEntity(app, id) {
  const { store, t } = app;
  const going = collapsible(store.chart(), id);
  const name = isolated(store.chart().nodes.get(id)?.node.caption ?? "");
  if (!going.length) {
    say(app, t("Nothing to collapse: what is linked to {name} is linked to others too, is pinned or was added by name.", { name }));
    return;
  }
  store.take(collapse(store.chart(), id), t("Collapse {name}", { name }), { expanding: null });
  say(app, t("Collapsed {name}: {n, plural, one {# entity} other {# entities}} taken off the chart.", { name, n: going.length }), { undo: true });
}
