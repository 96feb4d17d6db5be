// @ts-check
/** Hiding, grouping, pinning, selecting: what needs no server. @import {App} from "../app.js" @import {Filters} from "../types.js" */
import { actedOn, say } from "../app.js";
import * as commands from "../commands.js";

/** @param {App} app @param {string[]} [ids] */
export function hideChosen(app, ids) {
  const { store, t } = app;
  const chosen = ids ?? [...actedOn(store.get()), ...[...store.chart().selection].filter((id) => store.chart().links.has(id))];
  if (!chosen.length) return say(app, t("Select what you want to hide first."));
  const label = t("Hide {n, plural, one {# item} other {# items}}", { n: chosen.length });
  if (store.take(commands.hide(store.chart(), chosen), label)) {
    say(app, t("Hidden: {n, plural, one {# item} other {# items}}. Undo with Control Z.", { n: chosen.length }), { undo: true });
  }
}

/** @param {App} app */
export function showHidden(app) {
  const { store, t } = app;
  if (store.take(commands.show(store.chart()), t("Show what was hidden")))
    say(app, t("Everything that was hidden is shown."), { undo: true });
}

/** @param {App} app @param {string[]} [ids] */
export function removeChosen(app, ids) {
  const { store, t } = app;
  const chosen = ids ?? actedOn(store.get());
  if (!chosen.length) return;
  const label = t("Take {n, plural, one {# entity} other {# entities}} off the chart", { n: chosen.length });
  if (store.take(commands.remove(store.chart(), chosen), label)) {
    say(app, t("Taken off the chart: {n, plural, one {# entity} other {# entities}}.", { n: chosen.length }), { undo: true });
  }
}

/** @param {App} app @param {string[]} [ids] */
export function togglePin(app, ids) {
  const { store, t } = app;
  const chosen = ids ?? actedOn(store.get());
  const pinned = !chosen.every((id) => store.chart().nodes.get(id)?.pinned);
  const label = pinned
    ? t("Pin {n, plural, one {# entity} other {# entities}}", { n: chosen.length })
    : t("Unpin {n, plural, one {# entity} other {# entities}}", { n: chosen.length });
  if (store.take(commands.pin(store.chart(), chosen, pinned), label)) say(app, label, { toast: false });
}

/** Groups the selected entities; those that form a group already are released.
 * @param {App} app */
export function groupChosen(app) {
  const { store, t } = app;
  const { nodes } = store.chart();
  const chosen = actedOn(store.get());
  const [common] = new Set(chosen.map((id) => nodes.get(id)?.group ?? null));
  if (common && chosen.every((id) => nodes.get(id)?.group === common)) {
    if (store.take(commands.ungroup(store.chart(), common), t("Ungroup"))) say(app, t("The group is released."), { undo: true });
    return;
  }
  if (chosen.length < 2) return say(app, t("Select at least two entities to group them."));
  store.set({ dialog: "group", dialogData: { ids: chosen } });
}

/** @param {App} app @param {string[]} ids @param {string} label */
export function makeGroup(app, ids, label) {
  const { store, t } = app;
  const group = { id: crypto.randomUUID(), label };
  store.take(commands.group(store.chart(), ids, group), t("Group"), { dialog: null });
  say(app, t("Grouped {n, plural, one {# entity} other {# entities}}.", { n: ids.length }), { undo: true });
}

/** @param {App} app @param {Partial<Filters>} change */
export function setFilters(app, change) {
  app.store.take(commands.filter(app.store.chart(), change), app.t("Change filters"));
}

/** @param {App} app @param {"kinds"|"types"|"strengths"|"registers"} list @param {string} value */
export function toggleFilter(app, list, value) {
  const present = /** @type {string[]} */ (app.store.chart().filters[list]);
  const next = present.includes(value) ? present.filter((item) => item !== value) : [...present, value];
  setFilters(app, { [list]: next });
}

/** @param {App} app @param {Iterable<string>} ids @param {{focus?: string|null}} [how] */
export function choose(app, ids, { focus } = {}) {
  const { store } = app;
  const chosen = [...ids];
  const inspected = chosen.length === 1 ? chosen[0] : store.get().inspected;
  store.amend(commands.select(store.chart(), chosen), {
    inspected,
    focus: focus === undefined ? (chosen.at(-1) ?? null) : focus,
  });
}

/** @param {App} app @param {string} id */
export function toggleChosen(app, id) {
  const selection = new Set(app.store.chart().selection);
  if (selection.has(id)) selection.delete(id);
  else selection.add(id);
  choose(app, selection, { focus: id });
}

/** @param {App} app */
export function takeBack(app) {
  const label = app.store.undo();
  say(app, label === null ? app.t("Nothing to undo.") : app.t("Undone: {what}.", { what: label }), { toast: label === null });
}

/** @param {App} app */
export function doAgain(app) {
  const label = app.store.redo();
  say(app, label === null ? app.t("Nothing to redo.") : app.t("Done again: {what}.", { what: label }), { toast: label === null });
}
