// @ts-check
/**
 * What every part of the explorer is given: the state and what changes it, the server, words and looks.
 * @import {Api} from "./api.js"
 * @import {ChartEngine} from "./engine/chart.js"
 * @import {Registry} from "./kinds.js"
 * @import {Palette} from "./theme.js"
 * @import {Translate} from "./i18n.js"
 * @import {PageData} from "./types.js"
 * @import {Store, State} from "./store.js"
 */
import { ApiError, isAbort } from "./api.js";

/**
 * @typedef {object} App
 * @property {Store} store
 * @property {Api} api
 * @property {Registry} registry
 * @property {Translate} t
 * @property {(value: number) => string} number
 * @property {(code: string) => string} word  label of a level, a register or another code
 * @property {string} lang
 * @property {PageData} page
 * @property {ChartEngine|null} engine  null until the chart stands on the page
 * @property {(palette: Palette) => void} onPalette
 * @property {Palette} palette
 */

/** Tells what was done: to screen readers always, on the screen with a way back where there is one.
 * @param {App} app @param {string} text @param {{undo?: boolean, toast?: boolean}} [how] */
export function say(app, text, { undo = false, toast = true } = {}) {
  app.store.set({ live: text, ...(toast ? { toast: { text, undo, at: performance.now() } } : {}) });
}

/** Runs what talks to the server: shows what is being waited for, and what failed where it can be tried again.
 * @template T @param {App} app @param {{busy: string, failed: string, retry?: (() => void)|null}} words @param {() => Promise<T>} work
 * @returns {Promise<T|undefined>} undefined when it failed */
export async function attempt(app, { busy, failed, retry = null }, work) {
  app.store.set({ busy, failure: null });
  try {
    return await work();
  } catch (error) {
    if (!isAbort(error)) app.store.set({ failure: failureOf(app, failed, error, retry) });
    return undefined;
  } finally {
    app.store.set({ busy: null });
  }
}

/** @param {App} app @param {string} what @param {unknown} error @param {(() => void)|null} retry
 * @returns {import("./store.js").Failure} */
export function failureOf({ t }, what, error, retry) {
  if (!(error instanceof ApiError)) throw error;
  const problem = error.problems.map(({ message, remedy }) => [message, remedy].filter(Boolean).join(" ")).join(" ");
  return {
    what,
    detail: [reason(t, error), problem].filter(Boolean).join(" "),
    remedy: t("The chart is kept."),
    reference: error.reference,
    retry,
  };
}

/** @param {Translate} t @param {ApiError} error @returns {string} */
export function reason(t, error) {
  if (error.message) return error.message;
  if (error.status === 0) return t("The server does not answer. Check the network and try again.");
  if (error.status === 401) return t("You are signed out. Sign in in another tab and try again.");
  if (error.status === 403) return t("You may not do this.");
  if (error.status === 404) return t("This does not exist, or not any more.");
  if (error.status === 429) return t("Too many requests. Try again in a minute.");
  return t("The server could not do this (status {status}).", { status: String(error.status) });
}

/** @param {State} state @returns {string[]} the entities that an act is about: the selected ones, or the one the keyboard is on */
export function actedOn(state) {
  const { nodes, selection } = state.history.chart;
  const chosen = [...selection].filter((id) => nodes.has(id));
  if (chosen.length) return chosen;
  return state.focus && nodes.has(state.focus) ? [state.focus] : [];
}
