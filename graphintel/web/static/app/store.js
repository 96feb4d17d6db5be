// @ts-check
/**
 * One state, replaced and never changed, and whoever listens to it.
 * @import {Chart, Entity, History, Lead, LinkCounts, PathState, Subgraph} from "./types.js"
 */
import { amend, begin, redo, step, undo } from "./history.js";
import { emptyChart } from "./state.js";

/**
 * @typedef {object} Toast
 * @property {string} text
 * @property {boolean} undo  whether it offers to take the last step back
 * @property {number} at     tells one toast from the next
 *
 * @typedef {{id: string|null, name: string, version: number|null, at: string|null, chart: Chart|null, owner: string|null,
 *   marking: string|null, shared: boolean}} Saved
 * @typedef {{what: string, detail: string, remedy: string, reference: string|null, retry: (() => void)|null}} Failure
 *
 * @typedef {object} State
 * @property {History} history
 * @property {string|null} focus      entity or link that the keyboard is on
 * @property {string|null} inspected  entity or link that the details show
 * @property {ReadonlyMap<string, Lead>} leads  what on the chart is possibly the same, as of now
 * @property {Saved} saved
 * @property {PathState|null} paths
 * @property {string|null} pathFrom   a path is being asked for from this entity
 * @property {boolean} pathFocus      the path bar has the keyboard: all else is faint
 * @property {string|null} expanding  entity whose expand menu is open
 * @property {ReadonlySet<string>} openPairs pairs whose parallel links are drawn in full
 * @property {"select"|"lasso"} tool
 * @property {string|null} dialog     the one dialog that is open
 * @property {Record<string, unknown>} dialogData what it was opened with
 * @property {"table"|"links"|"statistics"} dockTab
 * @property {"none"|"legend"|"filters"|"table"|"more"} sheet what covers the chart on a phone
 * @property {Toast|null} toast
 * @property {string} live            last message for screen readers
 * @property {string|null} busy       what is being waited for
 * @property {Failure|null} failure
 * @property {boolean} loading        the chart is being opened
 */

/** @returns {State} */
export function initialState() {
  return {
    history: begin(emptyChart()),
    focus: null,
    inspected: null,
    leads: new Map(),
    saved: { id: null, name: "", version: null, at: null, chart: null, owner: null, marking: null, shared: false },
    paths: null,
    pathFrom: null,
    pathFocus: false,
    expanding: null,
    openPairs: new Set(),
    tool: "select",
    dialog: null,
    dialogData: {},
    dockTab: "table",
    sheet: "none",
    toast: null,
    live: "",
    busy: null,
    failure: null,
    loading: false,
  };
}

/**
 * @typedef {object} Store
 * @property {() => State} get
 * @property {() => Chart} chart
 * @property {(change: Partial<State>) => void} set
 * @property {(next: Chart, label: string, change?: Partial<State>) => boolean} take  a step that can be undone
 * @property {(next: Chart, change?: Partial<State>) => void} amend  a change without a step
 * @property {(next: Chart, change?: Partial<State>) => void} restart another chart: nothing to undo
 * @property {() => string|null} undo  label of what was taken back
 * @property {() => string|null} redo
 * @property {(listener: (state: State, before: State) => void) => () => void} subscribe
 */

/** @param {State} [initial] @returns {Store} */
export function createStore(initial = initialState()) {
  let state = initial;
  /** @type {Set<(state: State, before: State) => void>} */
  const listeners = new Set();
  const set = (/** @type {Partial<State>} */ change) => {
    const before = state;
    state = consistent({ ...state, ...change });
    for (const listener of [...listeners]) listener(state, before);
  };
  return {
    get: () => state,
    chart: () => state.history.chart,
    set,
    take: (next, label, change = {}) => {
      const history = step(state.history, next, label);
      const taken = history !== state.history;
      set({ ...change, history });
      return taken;
    },
    amend: (next, change = {}) => set({ ...change, history: amend(state.history, next) }),
    restart: (next, change = {}) => set({ ...change, history: begin(next) }),
    undo: () => {
      const label = state.history.past.at(-1)?.label ?? null;
      if (label !== null) set({ history: undo(state.history), toast: null });
      return label;
    },
    redo: () => {
      const label = state.history.future.at(-1)?.label ?? null;
      if (label !== null) set({ history: redo(state.history), toast: null });
      return label;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Lets go of what points at something that is no longer on the chart.
 * @param {State} state @returns {State} */
function consistent(state) {
  const { nodes, links } = state.history.chart;
  const known = (/** @type {string|null} */ id) => (id && (nodes.has(id) || links.has(id) || state.leads.has(id)) ? id : null);
  const ends = state.paths && nodes.has(state.paths.source) && nodes.has(state.paths.target);
  return {
    ...state,
    focus: known(state.focus),
    inspected: known(state.inspected),
    expanding: known(state.expanding),
    pathFrom: known(state.pathFrom),
    paths: ends ? state.paths : null,
  };
}
