// @ts-check
/**
 * All keys in one list, from which the help, the command list and the handler are made.
 * @import {App} from "./app.js" @import {Translate} from "./i18n.js"
 */
import { choose, doAgain, groupChosen, hideChosen, removeChosen, takeBack, toggleChosen, togglePin } from "./actions/arrange.js";
import { inspect } from "./actions/add.js";
import { newChart, save } from "./actions/charts.js";
import { collapseEntity } from "./actions/expand.js";
import { clearPaths, pathFrom } from "./actions/paths.js";
import { actedOn, say } from "./app.js";
import { recall, remember } from "./remember.js";
import { entityAt, stepLink, stepNode } from "./walk.js";

/** @typedef {{id: string, keys: string, label: string, where: "anywhere"|"chart", run: (app: App) => void, listed?: boolean}} Command */

/** Single letters can be switched off (WCAG 2.1.4). */
const LETTERS = "letters";

/** @returns {boolean} */
export function lettersOn() {
  return recall(LETTERS) !== "off";
}

/** @param {boolean} on */
export function setLetters(on) {
  remember(LETTERS, on ? "on" : "off");
}

/** What the keyboard is on comes before what was selected: one walks on without selecting; from a link it is its other end.
 * @param {App} app @param {(app: App, id: string) => void} act */
function onFirst(app, act) {
  const state = app.store.get();
  const first = entityAt(app, state.focus) ?? actedOn(state)[0];
  if (first) act(app, first);
  else say(app, app.t("Select an entity first."), { toast: false });
}

/** @param {string} id */
function focusOn(id) {
  document.getElementById(id)?.focus();
}

/** One step out: from the narrowest that is open to the widest. @param {App} app */
function stepOut(app) {
  const { store } = app;
  const state = store.get();
  if (state.expanding) store.set({ expanding: null });
  else if (state.tool !== "select") store.set({ tool: "select" });
  else if (state.sheet !== "none") store.set({ sheet: "none" });
  else if (state.paths || state.pathFrom) clearPaths(app);
  else if (state.inspected) {
    store.set({ inspected: null });
    focusOn("chart");
  } else if (state.history.chart.selection.size) choose(app, [], { focus: state.focus });
}

const REGIONS = ["search", "chart", "inspector", "dock"];

/** @param {number} turn */
function nextRegion(turn) {
  const present = REGIONS.filter((id) => document.getElementById(id)?.offsetParent);
  const at = present.findIndex((id) => document.getElementById(id)?.contains(document.activeElement));
  focusOn(present[(at + turn + present.length) % present.length]);
}

/** @param {Translate} t @returns {Command[]} */
export function commandsOf(t) {
  return [...everywhere(t), ...onChart(t)];
}

/** @param {Translate} t @returns {Command[]} */
function everywhere(t) {
  return [
    { id: "search", keys: "/", label: t("Search"), where: "anywhere", run: () => focusOn("search") },
    { id: "keys", keys: "?", label: t("All keys"), where: "anywhere", run: ({ store }) => store.set({ dialog: "keys" }) },
    {
      id: "commands",
      keys: "Ctrl+K",
      label: t("Commands"),
      where: "anywhere",
      listed: false,
      run: ({ store }) => store.set({ dialog: "commands" }),
    },
    { id: "undo", keys: "Ctrl+Z", label: t("Undo"), where: "anywhere", run: takeBack },
    { id: "redo", keys: "Ctrl+Shift+Z", label: t("Redo"), where: "anywhere", run: doAgain },
    { id: "redo2", keys: "Ctrl+Y", label: t("Redo"), where: "anywhere", listed: false, run: doAgain },
    { id: "save", keys: "Ctrl+S", label: t("Save"), where: "anywhere", run: save },
    { id: "new", keys: "", label: t("New chart"), where: "anywhere", run: newChart },
    { id: "out", keys: "Escape", label: t("One step out"), where: "anywhere", run: stepOut },
    { id: "region", keys: "F6", label: t("Next region"), where: "anywhere", run: () => nextRegion(1) },
    { id: "region-back", keys: "Shift+F6", label: t("Previous region"), where: "anywhere", run: () => nextRegion(-1) },
  ];
}

/** @param {Translate} t @returns {Command[]} */
function onChart(t) {
  return [
    { id: "inspect", keys: "Enter", label: t("Show details"), where: "chart", run: details },
    {
      id: "expand",
      keys: "E",
      label: t("Expand"),
      where: "chart",
      run: (app) => onFirst(app, ({ store }, id) => store.set({ expanding: id })),
    },
    { id: "collapse", keys: "C", label: t("Collapse"), where: "chart", run: (app) => onFirst(app, collapseEntity) },
    { id: "hide", keys: "H", label: t("Hide"), where: "chart", run: (app) => hideChosen(app) },
    { id: "remove", keys: "Delete", label: t("Take off the chart"), where: "chart", run: (app) => removeChosen(app) },
    { id: "path", keys: "P", label: t("Path from here"), where: "chart", run: (app) => onFirst(app, pathFrom) },
    {
      id: "add",
      keys: "N",
      label: t("Add an entity or a link"),
      where: "chart",
      run: ({ store, page }) => page.user.may_write && store.set({ dialog: "add", dialogData: {} }),
    },
    { id: "group", keys: "G", label: t("Group"), where: "chart", run: groupChosen },
    { id: "pin", keys: "I", label: t("Pin"), where: "chart", run: (app) => togglePin(app) },
    { id: "lasso", keys: "L", label: t("Lasso"), where: "chart", run: ({ store }) => store.set({ tool: "lasso" }) },
    { id: "select", keys: "V", label: t("Select"), where: "chart", run: ({ store }) => store.set({ tool: "select" }) },
    {
      id: "all",
      keys: "Ctrl+A",
      label: t("Select everything"),
      where: "chart",
      run: (app) => choose(app, app.store.chart().nodes.keys()),
    },
    { id: "fit", keys: "F", label: t("Fit"), where: "chart", run: ({ engine }) => engine?.fit() },
    { id: "in", keys: "+", label: t("Zoom in"), where: "chart", run: ({ engine }) => engine?.zoomBy(1.25) },
    { id: "out2", keys: "-", label: t("Zoom out"), where: "chart", run: ({ engine }) => engine?.zoomBy(1 / 1.25) },
    { id: "table", keys: "T", label: t("To the table"), where: "chart", run: toTable },
    {
      id: "add-selection",
      keys: "Space",
      label: t("Add to the selection"),
      where: "chart",
      run: (app) => app.store.get().focus && toggleChosen(app, app.store.get().focus ?? ""),
    },
    ...["Left", "Right", "Up", "Down"].map((side) => ({
      id: side,
      keys: `Arrow${side}`,
      label: t("To the nearest entity"),
      where: /** @type {const} */ ("chart"),
      listed: side === "Left",
      run: (/** @type {App} */ app) => stepNode(app, /** @type {any} */ (side.toLowerCase())),
    })),
  ];
}

/** @param {App} app */
function details(app) {
  const { focus } = app.store.get();
  const show = (/** @type {App} */ _, /** @type {string} */ id) => {
    inspect(app, id);
    requestAnimationFrame(() => focusOn("inspector"));
  };
  if (focus && app.store.chart().links.has(focus)) show(app, focus);
  else onFirst(app, show);
}

/** @param {App} app */
function toTable({ store }) {
  store.set({ dockTab: "table", sheet: "table" });
  requestAnimationFrame(() => /** @type {HTMLElement|null} */ (document.querySelector("#dock-panel tr[tabindex='0']"))?.focus());
}

/** @param {KeyboardEvent} event @returns {string} "Ctrl+Shift+Z" */
function nameOf(event) {
  const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  // A sign that needs Shift on this keyboard ("?", "+") is named by itself.
  const shift = event.shiftKey && (control || event.key.length > 1);
  return `${control ? "Ctrl+" : ""}${shift ? "Shift+" : ""}${key === "=" ? "+" : key}`;
}

/** @param {App} app @returns {() => void} stops listening */
export function listenToKeys(app) {
  const table = new Map(
    commandsOf(app.t)
      .filter(({ keys }) => keys)
      .map((command) => [command.keys, command]),
  );
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    const target = /** @type {Element} */ (event.target);
    const name = nameOf(event);
    const single = /^[A-Z/?+-]$/.test(name);
    const typing = target.closest("input, textarea, select, [contenteditable]");
    if (target.closest("dialog")) return;
    if (typing && (single || ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A"].includes(name))) return;
    const onIt = target.id === "chart" || target === document.body || Boolean(target.closest("#dock-panel"));
    if (name === "Tab" || name === "Shift+Tab") {
      if (target.id === "chart" && stepLink(app, event.shiftKey ? -1 : 1)) event.preventDefault();
      return;
    }
    const command = table.get(name);
    if (!command || (command.where === "chart" && !onIt) || (single && !lettersOn())) return;
    event.preventDefault();
    command.run(app);
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}
