// @ts-check
/** @import {App} from "../app.js" @import {Chart, Node, Path, PathState, Placed, Point} from "../types.js" */
import { attempt, say } from "../app.js";
import { add, follow } from "../commands.js";
import { placeAlong } from "../layout.js";
import { isolated } from "../text.js";
import { fetchAmong } from "./add.js";

export const MOST_HOPS = 8;
export const MOST_PATHS = 10;

/** @typedef {{source: string, target: string, maxHops: number, k: number, types: string[]}} PathQuestion */

/** Begins to ask for a path from an entity: the next one that is chosen is where it leads.
 * @param {App} app @param {string} id */
export function pathFrom(app, id) {
  const { store, t } = app;
  store.set({ pathFrom: id, dialog: "paths", dialogData: { source: id, target: null } });
  say(app, t("Paths from {name}: choose where they lead.", { name: isolated(store.chart().nodes.get(id)?.node.caption ?? "") }), {
    toast: false,
  });
}

/** @param {App} app @returns {string[]} link types that paths may use unless somebody says otherwise */
export function usualTypes({ registry }) {
  return registry.linkTypes.filter(({ paths }) => paths).map(({ type }) => type);
}

/** @param {App} app @returns {import("../types.js").LinkTypeLook[]} link types that paths can use: a guess at identity is no link */
export function pathTypes({ registry }) {
  return registry.linkTypes;
}

/** @param {App} app @param {PathQuestion} question */
export async function findPaths(app, question) {
  const { api, store, t } = app;
  const { source, target, maxHops, k, types } = question;
  const failed = t("Paths could not be found.");
  const retry = () => findPaths(app, { ...question, maxHops: Math.max(1, maxHops - 2) });
  const found = await attempt(app, { busy: t("Finding paths"), failed, retry }, async () => {
    const answer = await api.post("/paths", { source, target, max_hops: maxHops, k, link_types: types });
    const ids = answer.nodes.map((/** @type {Node} */ { id }) => id);
    // What the paths bring in is linked to what is there by more than the paths.
    return { answer, among: ids.length ? await fetchAmong(app, ids) : null };
  });
  if (!found) return;
  const { answer, among } = found;
  if (!answer.paths.length) {
    store.set({ pathFrom: null, dialog: "paths", dialogData: { source, target, maxHops, none: true } });
    say(app, t("No path of at most {n, plural, one {# link} other {# links}}.", { n: maxHops }), { toast: false });
    return;
  }
  const before = follow(store.chart(), among?.resolved ?? {});
  const next = add(before, placeAll(before, answer.paths, answer.nodes), [...answer.links, ...(among?.links ?? [])]);
  /** @type {PathState} */
  const paths = {
    source: answer.paths[0].nodes[0],
    target: answer.paths[0].nodes.at(-1),
    paths: answer.paths,
    index: 0,
    more: Boolean(answer.more),
    types,
    used: answer.link_types ?? [],
    maxHops,
  };
  store.take(next, t("Add paths"), { paths, pathFrom: null, dialog: null });
  showPath(app, 0);
}

/** @param {Chart} chart @param {Path[]} paths @param {Node[]} nodes @returns {Placed[]} */
function placeAll(chart, paths, nodes) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<string, Point>} */
  const places = new Map(chart.nodes);
  /** @type {Placed[]} */
  const placed = [];
  for (const path of paths) {
    for (const [id, at] of placeAlong(path.nodes, places)) {
      const node = known.get(id);
      if (!node) continue;
      places.set(id, at);
      placed.push({ node, ...at, pinned: false, hidden: false, group: null, by: "path", from: null });
    }
  }
  // A path through something that is hidden has to be seen whole.
  for (const { nodes: ids } of paths) {
    for (const id of ids) if (chart.nodes.get(id)?.hidden) placed.push(/** @type {Placed} */ (chart.nodes.get(id)));
  }
  return placed;
}

/** @param {App} app @param {number} index */
export function showPath(app, index) {
  const { store, t } = app;
  const { paths } = store.get();
  if (!paths) return;
  const count = paths.paths.length;
  const at = (index + count) % count;
  store.set({ paths: { ...paths, index: at } });
  const path = paths.paths[at];
  app.engine?.fit(path.nodes);
  say(
    app,
    t("Path {index} of {count}, {n, plural, one {# link} other {# links}}, from {source} to {target}.", {
      index: at + 1,
      count,
      n: path.length,
      source: nameOf(app, paths.source),
      target: nameOf(app, paths.target),
    }),
    { toast: false },
  );
}

/** @param {App} app @param {string} id @returns {string} */
export function nameOf({ store }, id) {
  return isolated(store.chart().nodes.get(id)?.node.caption ?? "");
}

/** @param {App} app */
export function clearPaths(app) {
  app.store.set({ paths: null, pathFrom: null, pathFocus: false });
}
