// @ts-check
/** @import {App} from "../app.js" @import {Chart, Link, Node, Origin, Placed, Point, Subgraph} from "../types.js" */
import { ApiError } from "../api.js";
import { attempt, say } from "../app.js";
import { add, follow, select } from "../commands.js";
import { freeSpot, placeAround } from "../layout.js";
import { isolated } from "../text.js";

/** How many entities a chart holds at most: what the server keeps of one, and what stays fluent. */
export const MOST_ENTITIES = 1500;

/** The entities asked for and all links between them and what is on the chart, as of now.
 * @param {App} app @param {Iterable<string>} ids @returns {Promise<Subgraph>} */
export async function fetchAmong({ api, store, t, number }, ids) {
  const entities = [...new Set([...store.chart().nodes.keys(), ...ids])];
  if (entities.length > MOST_ENTITIES) {
    const detail = t("A chart holds at most {n} entities. Take some off first, or begin a new chart.", { n: MOST_ENTITIES });
    throw new ApiError({ status: 422, code: "too_many", detail });
  }
  return api.post("/subgraph", { entities });
}

/** Adds one entity, with its links to what is on the chart, and shows its details.
 * @param {App} app @param {string} id @param {{by?: Origin, at?: Point, expand?: boolean}} [how] @returns {Promise<boolean>} */
export async function addEntity(app, id, { by = "search", at, expand = false } = {}) {
  const { store, t } = app;
  const known = store.chart().nodes.get(id);
  if (known && !known.hidden) {
    inspect(app, id, { reveal: true });
    say(app, t("{name} is on the chart already.", { name: isolated(known.node.caption) }));
    return true;
  }
  const failed = t("The entity could not be added.");
  const graph = await attempt(app, { busy: t("Adding"), failed, retry: () => addEntity(app, id, { by, at, expand }) }, () =>
    fetchAmong(app, [id]),
  );
  if (!graph) return false;
  const present = graph.resolved?.[id] ?? id;
  const node = graph.nodes.find((item) => item.id === present);
  if (!node) {
    store.set({
      failure: { what: failed, detail: t("This does not exist, or not any more."), remedy: "", reference: null, retry: null },
    });
    return false;
  }
  const name = isolated(node.caption);
  const chart = follow(store.chart(), graph.resolved ?? {});
  const next = add(chart, [{ ...placedAt(chart, node, graph.links, at, app), by }], graph.links);
  const label = t("Add {name}", { name });
  store.take(select(next, [present]), label, {
    focus: present,
    inspected: present,
    expanding: expand ? present : store.get().expanding,
  });
  app.engine?.reveal(present);
  say(app, t("Added {name}. {n, plural, one {# entity} other {# entities}} on the chart.", { name, n: next.nodes.size }), {
    undo: true,
  });
  return true;
}

/** Adds several entities at once, as from a list of search results. @param {App} app @param {string[]} ids */
export async function addEntities(app, ids) {
  const { store, t } = app;
  const words = { busy: t("Adding"), failed: t("The entities could not be added."), retry: () => addEntities(app, ids) };
  const graph = await attempt(app, words, () => fetchAmong(app, ids));
  if (!graph) return;
  const before = follow(store.chart(), graph.resolved ?? {});
  let chart = before;
  for (const node of graph.nodes) {
    if (!chart.nodes.has(node.id)) chart = add(chart, [placedAt(chart, node, graph.links, undefined, app)], []);
  }
  const n = chart.nodes.size - before.nodes.size;
  store.take(add(chart, [], graph.links), t("Add {n, plural, one {# entity} other {# entities}}", { n }));
  app.engine?.fit();
  say(app, t("Added {n, plural, one {# entity} other {# entities}}.", { n }), { undo: true });
}

/** Beside what it is linked to, or where there is room in sight.
 * @param {Chart} chart @param {Node} node @param {Link[]} links @param {Point|undefined} at @param {App} app @returns {Placed} */
function placedAt(chart, node, links, at, app) {
  const near = links
    .filter(({ source, target }) => source === node.id || target === node.id)
    .map(({ source, target }) => (source === node.id ? target : source))
    .filter((id) => chart.nodes.has(id));
  const base = { node, pinned: false, hidden: false, group: null, by: /** @type {Origin} */ ("search"), from: null };
  if (!at && near.length) {
    const [anchor] = near;
    const spot = placeAround(/** @type {Placed} */ (chart.nodes.get(anchor)), [{ id: node.id, near }], chart.nodes).get(node.id);
    return { ...base, ...(spot ?? freeSpot(chart.nodes)) };
  }
  return { ...base, ...freeSpot(chart.nodes, at ?? app.engine?.middle()) };
}

/** Shows the details of an entity or a link and puts the keyboard on it.
 * @param {App} app @param {string|null} id @param {{reveal?: boolean, keepSelection?: boolean}} [how] */
export function inspect(app, id, { reveal = false, keepSelection = false } = {}) {
  const { store } = app;
  const chart = id && !keepSelection ? select(store.chart(), [id]) : store.chart();
  store.amend(chart, { focus: id, inspected: id });
  if (reveal && id) app.engine?.reveal(id);
}
