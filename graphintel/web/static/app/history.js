// @ts-check
/** @import {Chart, History} from "./types.js" */

/** How many steps can be taken back. A step shares all that did not change with its neighbours, so it is small. */
const LIMIT = 200;

/** @param {Chart} chart @returns {History} */
export function begin(chart) {
  return { chart, past: [], future: [] };
}

/** Takes a step that can be undone. A command that changes nothing leaves no step behind.
 * @param {History} history @param {Chart} chart @param {string} label @returns {History} */
export function step(history, chart, label) {
  if (chart === history.chart) return history;
  return { chart, past: [...history.past, { chart: history.chart, label }].slice(-LIMIT), future: [] };
}

/** Changes the chart without a step of its own: selecting, and filling in what the server learnt since.
 * @param {History} history @param {Chart} chart @returns {History} */
export function amend(history, chart) {
  return chart === history.chart ? history : { ...history, chart };
}

/** @param {History} history @returns {History} */
export function undo(history) {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    chart: last.chart,
    past: history.past.slice(0, -1),
    future: [...history.future, { chart: history.chart, label: last.label }],
  };
}

/** @param {History} history @returns {History} */
export function redo(history) {
  const next = history.future.at(-1);
  if (!next) return history;
  return {
    chart: next.chart,
    past: [...history.past, { chart: history.chart, label: next.label }],
    future: history.future.slice(0, -1),
  };
}
