// @ts-check
/** Saving charts and opening them. @import {App} from "../app.js" @import {Chart, Subgraph} from "../types.js" @import {ChartDocument} from "../document.js" */
import { attempt, say } from "../app.js";
import { fromDocument, toDocument } from "../document.js";
import { emptyChart } from "../state.js";
import { initialState } from "../store.js";
import { isolated } from "../text.js";
import { keptChart } from "../session.js";
import { select } from "../commands.js";
import { addEntities, addEntity } from "./add.js";

/** Opens what the address asks for: a saved chart, entities, or the chart that was left in this tab. @param {App} app */
export async function openFirst(app) {
  // A list of search results may ask for several entities at once.
  const asked = new URLSearchParams(location.search);
  const entities = asked.getAll("entity");
  const { chart } = app.page.deep_link;
  const kept = keptChart(app);
  if (chart && !(kept?.id === chart && kept.changed)) await openChart(app, chart);
  else if (kept) await reopen(app, kept);
  if (entities.length === 1) await addEntity(app, entities[0], { expand: true });
  else if (entities.length) await addEntities(app, entities);
}

/** @param {App} app @param {import("../session.js").Kept} kept */
async function reopen(app, kept) {
  const { api, store, t } = app;
  const words = {
    busy: t("Opening the chart"),
    failed: t("The chart that was left here could not be opened."),
    retry: () => reopen(app, kept),
  };
  store.set({ loading: true });
  const graph = await attempt(app, words, () => api.post("/subgraph", { entities: kept.document.nodes.map(({ id }) => id) }));
  store.set({ loading: false });
  if (!graph) return;
  const chart = fromDocument(kept.document, graph);
  const { id, name, version, at, owner, shared, inspected } = kept;
  const saved = { ...initialState().saved, id, name, version, at, owner, shared, chart: kept.changed ? null : chart };
  store.restart(inspected ? select(chart, [inspected]) : chart, { saved, inspected, focus: inspected });
  show(app, kept.document);
}

/** @param {App} app @param {string} id */
export async function openChart(app, id) {
  const { api, store, t } = app;
  store.set({ loading: true });
  const words = { busy: t("Opening the chart"), failed: t("The chart could not be opened."), retry: () => openChart(app, id) };
  const answer = await attempt(app, words, () => api.get(`/charts/${encodeURIComponent(id)}`));
  store.set({ loading: false });
  if (!answer) return;
  const chart = fromDocument(answer.state, answer.graph);
  store.restart(chart, { ...fresh(), saved: savedAs(answer, chart) });
  address(app, `?chart=${encodeURIComponent(id)}`);
  show(app, answer.state);
  const gone = answer.owner === app.page.user.id ? (answer.graph.missing?.length ?? 0) : 0;
  const opened = t("Opened {name}: {n, plural, one {# entity} other {# entities}}.", {
    name: isolated(answer.name),
    n: chart.nodes.size,
  });
  // Only who saved the chart knew what was on it; for others nothing is missing.
  say(
    app,
    gone
      ? `${opened} ${t("{n, plural, one {# entity is} other {# entities are}} no longer in the register.", { n: gone })}`
      : opened,
    { toast: gone > 0 },
  );
}

/** Tells what came of what was decided from this chart; the address names the chart again, so that it is told once. @param {App} app */
export function comeBack(app) {
  const { id } = app.store.get().saved;
  if (!app.page.told) return;
  address(app, id ? `?chart=${encodeURIComponent(id)}` : "");
  say(app, app.page.told);
}

/** @param {App} app @param {Partial<ChartDocument>} document */
function show({ engine }, { viewport }) {
  if (viewport) engine?.setViewport(viewport);
  else engine?.fit();
}

/** @returns {Partial<import("../store.js").State>} nothing left over from another chart */
function fresh() {
  const { paths, pathFrom, expanding, openPairs, dialog, inspected, focus, toast } = initialState();
  return { paths, pathFrom, expanding, openPairs, dialog, inspected, focus, toast };
}

/** @param {any} answer @param {Chart} chart @returns {import("../store.js").Saved} */
function savedAs({ id, name, version, updated_at: at, owner, marking, shared }, chart) {
  return { id, name, version, at, chart, owner, marking, shared: Boolean(shared) };
}

/** @param {App} app @param {string} query */
function address(app, query) {
  window.history.replaceState(null, "", `${app.page.urls.explore}${query}`);
}

/** Saves the chart: under its name if it has one, else under the name given.
 * @param {App} app @param {{name: string, copy?: boolean, shared?: boolean}} how @returns {Promise<boolean>} */
export async function saveChart(app, { name, copy = false, shared = app.store.get().saved.shared }) {
  const { api, store, t, engine } = app;
  const { saved } = store.get();
  const chart = store.chart();
  const body = { name, shared, state: toDocument(chart, engine?.viewport() ?? null) };
  const words = { busy: t("Saving"), failed: t("The chart could not be saved."), retry: null };
  const answer = await attempt(app, words, () =>
    saved.id && !copy
      ? api.put(`/charts/${encodeURIComponent(saved.id)}`, { ...body, version: saved.version })
      : api.post("/charts", body),
  );
  if (!answer) return false;
  store.set({ saved: savedAs({ ...answer, name }, chart), dialog: null });
  address(app, `?chart=${encodeURIComponent(answer.id)}`);
  say(app, t("Saved {name}.", { name: isolated(name) }));
  return true;
}

/** Saves a chart of one's own at once; a new one and somebody else's under a name that is asked for. @param {App} app */
export function save(app) {
  const { store, page } = app;
  const { saved } = store.get();
  if (saved.id && saved.owner === page.user.id) saveChart(app, { name: saved.name });
  else askForName(app, { copy: saved.id !== null });
}

/** @param {App} app @param {{copy: boolean}} how copy: leaves the chart that is open as it is */
export function askForName({ store }, { copy }) {
  store.set({ dialog: "save", dialogData: { copy }, failure: null });
}

/** @param {App} app */
export function newChart(app) {
  app.store.restart(emptyChart(), { ...fresh(), saved: initialState().saved });
  address(app, "");
  say(app, app.t("New chart."), { toast: false });
}
