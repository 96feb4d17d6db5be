// @ts-check
/** @import {App} from "../app.js" @import {Chart, Link, Node, Placed} from "../types.js" */
import { attempt, say } from "../app.js";
import { add, collapse, collapsible, follow, turnPage } from "../commands.js";
import { linksByNode } from "../graph.js";
import { placeAround } from "../layout.js";
import { isolated } from "../text.js";
import { fetchAmong } from "./add.js";

/** How many links one expansion brings at most. */
export const PAGE = 50;
/** Where only some of a type's links are wanted, more are looked through at a time, but not for ever. */
const LOOKED_THROUGH = 200;
const MOST_PAGES = 50;

/**
 * @typedef {object} Wanted null stands for all
 * @property {string|null} type
 * @property {"out"|"in"|null} direction
 * @property {string|null} kind of the other end
 * @property {string} order
 * @property {number} total how many links of that sort there are
 *
 * @typedef {{link: Link, node: Node}} Linked
 */

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
    return {
      page,
      graph: await fetchAmong(
        app,
        page.items.map(({ node }) => node.id),
      ),
    };
  });
  if (!found || !store.chart().nodes.has(id)) return;
  const { page, graph } = found;
  const before = follow(store.chart(), graph.resolved ?? {});
  const nodes = new Map([...page.items.map(({ node }) => node), ...graph.nodes].map((node) => [node.id, node]));
  const links = [...page.items.map(({ link }) => link), ...graph.links];
  const fresh = [...nodes.values()].filter((node) => !before.nodes.has(node.id));
  const next = turnPage(add(before, place(before, id, fresh, links), links), pageKey(id, wanted), page.cursor);
  const name = isolated(before.nodes.get(id)?.node.caption ?? "");
  store.take(unhide(next, page.items), t("Expand {name}", { name }), { expanding: page.cursor === null ? null : id });
  const others = new Set(page.items.map(({ node }) => node.id)).size;
  tell(app, { id, added: fresh.length, repeated: Math.max(0, others - fresh.length), wanted });
}

/** What was asked for has to be seen, also when it had been hidden. @param {Chart} chart @param {{node: Node}[]} items @returns {Chart} */
function unhide(chart, items) {
  const hidden = items.map(({ node }) => chart.nodes.get(node.id)).filter((placed) => placed?.hidden);
  return hidden.length ? add(chart, /** @type {Placed[]} */ (hidden), []) : chart;
}

/** The next links that are not on the chart yet. Where a page of the server's holds more than is taken, it is asked for again next time.
 * @param {App} app @param {string} id @param {Wanted} wanted
 * @returns {Promise<{items: Linked[], cursor: string|null}>} cursor: where to go on, "" for the beginning, null when all are there */
async function nextPage({ api, store }, id, wanted) {
  const chart = store.chart();
  const some = wanted.direction !== null || wanted.kind !== null;
  /** @type {Linked[]} */
  const items = [];
  let cursor = chart.pages.get(pageKey(id, wanted)) ?? "";
  for (let turned = 0; turned < MOST_PAGES; turned += 1) {
    const { type, order } = wanted;
    const page = await api.get(`/entities/${encodeURIComponent(id)}/links`, {
      type,
      order,
      limit: some ? LOOKED_THROUGH : PAGE,
      cursor,
    });
    const fresh = page.items.filter((/** @type {Linked} */ item) => !chart.links.has(item.link.id) && isWanted(id, item, wanted));
    const room = PAGE - items.length;
    items.push(...fresh.slice(0, room));
    if (fresh.length > room) return { items, cursor };
    if (page.next_cursor === null) return { items, cursor: null };
    cursor = page.next_cursor;
    if (items.length === PAGE) break;
  }
  return { items, cursor };
}

/** @param {string} id @param {Linked} linked @param {Wanted} wanted @returns {boolean} */
function isWanted(id, { link, node }, { direction, kind }) {
  if (direction && (link.source === id) !== (direction === "out")) return false;
  return !kind || node.kind === kind;
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
  const sorted = [...fresh].sort(
    (a, b) =>
      (near.get(b.id)?.length ?? 0) - (near.get(a.id)?.length ?? 0) || a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id),
  );
  const visible = new Map([...chart.nodes].filter(([, placed]) => !placed.hidden));
  const places = placeAround(
    centre,
    sorted.map((node) => ({ id: node.id, near: near.get(node.id) ?? [] })),
    visible,
  );
  return sorted.map((node) => ({
    node,
    ...(places.get(node.id) ?? centre),
    pinned: false,
    hidden: false,
    group: null,
    by: "expand",
    from: id,
  }));
}

/** @param {App} app @param {{id: string, added: number, repeated: number, wanted: Wanted}} what */
function tell(app, { id, added, repeated, wanted }) {
  const { store, t } = app;
  const { total } = wanted;
  const shown = shownCount(store.chart(), id, wanted);
  const sentences = [t("Added {n, plural, one {# entity} other {# entities}}.", { n: added })];
  if (repeated) sentences.push(t("{n, plural, one {# was} other {# were}} on the chart.", { n: repeated }));
  if (total > shown) sentences.push(t("Showing {shown} of {total}.", { shown, total }));
  say(app, sentences.join(" "), { undo: true });
}

/** @param {Chart} chart @param {string} id @param {Pick<Wanted, "type"|"direction"|"kind">} wanted @returns {number} links of that sort on the chart */
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
    say(
      app,
      t("Nothing to collapse: what is linked to {name} is linked to others too, is pinned or was added by name.", { name }),
    );
    return;
  }
  store.take(collapse(store.chart(), id), t("Collapse {name}", { name }), { expanding: null });
  say(
    app,
    t("Collapsed {name}: {n, plural, one {# entity} other {# entities}} taken off the chart.", { name, n: going.length }),
    { undo: true },
  );
}
