// @ts-check
/** Walking over the chart by keyboard. @import {App} from "./app.js" @import {Direction} from "./geometry.js" */
import { say } from "./app.js";
import { linksByNode, otherEnd } from "./graph.js";
import { nearest } from "./geometry.js";
import { isolated } from "./text.js";
import { viewOf } from "./view.js";

/** To the nearest entity in a direction; from a link to the end that lies there.
 * @param {App} app @param {Direction} direction */
export function stepNode(app, direction) {
  const { store } = app;
  const view = viewOf(store.chart());
  const places = new Map(view.nodes.map(({ node, x, y }) => [node.id, { x, y }]));
  const { focus } = store.get();
  const link = focus ? store.chart().links.get(focus) : undefined;
  const from = link ? middle(places.get(link.source), places.get(link.target)) : places.get(focus ?? "");
  const next = from
    ? nearest(
        from,
        direction,
        [...places].filter(([id]) => (link ? id === link.source || id === link.target : id !== focus)),
      )
    : (view.nodes[0]?.node.id ?? null);
  if (!next) return;
  store.set({ focus: next });
  app.engine?.reveal(next);
  tellNode(app, next);
}

/** @param {{x: number, y: number}|undefined} a @param {{x: number, y: number}|undefined} b */
function middle(a, b) {
  return a && b ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : undefined;
}

/** The entity whose links the Tab key goes along. */
let anchor = /** @type {string|null} */ (null);

/** The entity that the keyboard is on, or the one at the other end of the link that it is on.
 * @param {App} app @param {string|null} focus @returns {string|undefined} */
export function entityAt({ store }, focus) {
  const { nodes, links } = store.chart();
  if (!focus || nodes.has(focus)) return focus ?? undefined;
  const link = links.get(focus);
  return link && otherEnd(link, anchor ?? link.source);
}

/** Goes along the links of the entity that the keyboard is on. After the last link the key leaves the chart, so it is no trap.
 * @param {App} app @param {1|-1} turn @returns {boolean} whether there was a link to go to */
export function stepLink(app, turn) {
  const { store } = app;
  const chart = store.chart();
  const { focus } = store.get();
  if (!focus) return false;
  if (chart.nodes.has(focus)) anchor = focus;
  const seen = new Set(viewOf(chart).links.map(({ id }) => id));
  const links = (linksByNode(chart).get(anchor ?? "") ?? []).filter(({ id }) => seen.has(id));
  const at = links.findIndex(({ id }) => id === focus);
  const next = at < 0 ? (turn > 0 ? links[0] : undefined) : links[at + turn];
  if (!next) {
    if (at >= 0 && turn < 0) store.set({ focus: anchor });
    return at >= 0 && turn < 0;
  }
  store.set({ focus: next.id });
  const { t, registry } = app;
  const other = chart.nodes.get(otherEnd(next, anchor ?? ""));
  say(
    app,
    t("{link}: {name}. Link {index} of {count}.", {
      link: next.role ? registry.roleLabel(next.role) : registry.linkLabel(next.type, next.source === anchor ? "out" : "in"),
      name: isolated(other?.node.caption ?? ""),
      index: links.indexOf(next) + 1,
      count: links.length,
    }),
    { toast: false },
  );
  return true;
}

/** @param {App} app @param {string} id */
function tellNode(app, id) {
  const { store, t, registry } = app;
  const placed = store.chart().nodes.get(id);
  if (!placed) return;
  const links = linksByNode(store.chart()).get(id)?.length ?? 0;
  say(
    app,
    t("{name}, {kind}, {n, plural, one {# link} other {# links}} on this chart.", {
      name: isolated(placed.node.caption),
      kind: registry.kindLabel(placed.node),
      n: links,
    }),
    { toast: false },
  );
}
