// @ts-check
/** Links by month, and the period that is shown. */
import { useRef, useState } from "preact/hooks";
import { setFilters } from "../actions/arrange.js";
import { byMonth, monthIndex, monthText, shortDate } from "../dates.js";
import { viewOf } from "../view.js";
import { html, useApp, useStore } from "./base.js";

const HEIGHT = 43;
const YEAR = 12;

/** @typedef {[number, number]} Period first and last month */

/** @returns {any} */
export function Brush() {
  const app = useApp();
  const { t, lang } = app;
  const chart = useStore((state) => state.history.chart);
  const months = byMonth(viewOf(withoutPeriod(chart)).links);
  const [dragged, setDragged] = useState(/** @type {Period|null} */ (null));
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  if (!months) return html`<div class="bwrap none faint">${t("No dated links on this chart.")}</div>`;
  const { first, last, bars, undated } = months;
  const { from, to } = chart.filters;
  const set = Boolean(from || to);
  const clamp = (/** @type {number} */ month) => Math.min(last, Math.max(first, month));
  const period = /** @type {Period} */ (dragged ?? [clamp(monthIndex(from) ?? first), clamp(monthIndex(to) ?? last)]);
  const take = (/** @type {Period} */ [start, end]) => {
    setDragged(null);
    const whole = start <= first && end >= last;
    setFilters(app, whole ? { from: null, to: null } : { from: monthText(start), to: monthText(end) });
  };
  const monthAt = (/** @type {PointerEvent} */ event) => {
    const { left, width } = /** @type {HTMLElement} */ (box.current).getBoundingClientRect();
    const part = (event.clientX - left) / width;
    return clamp(first + Math.floor((document.documentElement.dir === "rtl" ? 1 - part : part) * bars.length));
  };
  const text = (/** @type {number} */ month) => shortDate(monthText(month), lang);
  return html`<div class="bwrap"><${Bars}
    ...${{ bars, first, period, set: set || dragged !== null, lang, box, label: t("Links by month, shown: {from} to {to}", { from: text(period[0]), to: text(period[1]) }) }}
      drag=${dragging(monthAt, setDragged, take, period)}>
      ${period.map((month, end) => html`<${Handle} key=${end}
        ...${{ end, month, period, first, last, take, text, label: end ? t("End of the period") : t("Start of the period") }} />`)}<//>
    ${undated > 0 && html`<span class="undated faint">${t("{n} without date", { n: undated })}</span>`}</div>`;
}

/** @type {WeakMap<import("../types.js").Chart, import("../types.js").Chart>} */
const unbounded = new WeakMap();

/** The same chart without its period, so that the bars stand still while the period is moved. @param {import("../types.js").Chart} chart */
function withoutPeriod(chart) {
  let other = unbounded.get(chart);
  if (!other) unbounded.set(chart, (other = { ...chart, filters: { ...chart.filters, from: null, to: null } }));
  return other;
}

/** Pointer handlers: a stroke over the bars sets the period, a stroke from a handle moves that end.
 * @param {(event: PointerEvent) => number} monthAt @param {(period: Period|null) => void} show @param {(period: Period) => void} take @param {Period} period */
function dragging(monthAt, show, take, period) {
  const held = useRef(/** @type {number|null} */ (null));
  const spanTo = (/** @type {number} */ month) =>
    /** @type {Period} */ ([Math.min(held.current ?? month, month), Math.max(held.current ?? month, month)]);
  return {
    onPointerDown: (/** @type {PointerEvent} */ event) => {
      if (event.button) return;
      const handle = /** @type {HTMLElement} */ (event.target).dataset.end;
      held.current = handle === undefined ? monthAt(event) : period[handle === "0" ? 1 : 0];
      /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
      show(handle === undefined ? spanTo(monthAt(event)) : period);
    },
    onPointerMove: (/** @type {PointerEvent} */ event) => held.current !== null && show(spanTo(monthAt(event))),
    onPointerUp: (/** @type {PointerEvent} */ event) => {
      if (held.current === null) return;
      const chosen = spanTo(monthAt(event));
      held.current = null;
      take(chosen);
    },
    onPointerCancel: () => {
      held.current = null;
      show(null);
    },
  };
}

/** @param {any} props */
function Bars({ bars, first, period, set, lang, box, label, drag, children }) {
  const most = Math.max(1, ...bars);
  const wide = 100 / bars.length;
  const [start, end] = period.map((/** @type {number} */ month) => month - first);
  const ticks = ticksFor(bars.length, first);
  return html`<div class="brush" ref=${box} role="group" aria-label=${label} ...${drag}>
    <svg viewBox=${`0 0 ${bars.length * 10} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      ${set && html`<rect class="period" x=${start * 10} y="0" width=${(end - start + 1) * 10} height=${HEIGHT} />`}
      ${bars.map(
        (/** @type {number} */ count, /** @type {number} */ at) =>
          count > 0 &&
          html`<rect key=${at} class=${set && at >= start && at <= end ? "bar on" : "bar"}
        x=${at * 10 + 1} width="8" y=${HEIGHT - Math.max(4, (count / most) * (HEIGHT - 3))}
          height=${Math.max(4, (count / most) * (HEIGHT - 3))} />`,
      )}
      <path class="ground" d=${`M0 ${HEIGHT - 0.5}H${bars.length * 10}`} vector-effect="non-scaling-stroke" /></svg>
    ${ticks.map((at) => html`<span class="tick" key=${at}
      ref=${(/** @type {HTMLElement|null} */ element) => element?.style.setProperty("inset-inline-start", `${at * wide}%`)}>
        ${shortDate(monthText(first + at), lang)}</span>`)}
    ${children}</div>`;
}

/** @param {number} months @param {number} first @returns {number[]} where a label stands: at most about eight, on round months */
function ticksFor(months, first) {
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((size) => months / size <= 8) ?? 1200;
  const start = (step - (first % step)) % step;
  return Array.from({ length: Math.max(0, Math.ceil((months - start) / step)) }, (_, at) => start + at * step).filter(
    (at) => at < months - months / 14,
  );
}

/** @param {any} props */
function Handle({ end, month, period, first, last, take, text, label }) {
  const place = (/** @type {HTMLElement|null} */ element) =>
    element?.style.setProperty("inset-inline-start", `${((month - first + end) / (last - first + 1)) * 100}%`);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
    const turns = /** @type {Record<string, number>} */ ({
      ArrowRight: ahead,
      ArrowLeft: -ahead,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: YEAR,
      PageDown: -YEAR,
    });
    const turn = turns[event.key] ?? (event.key === "Home" ? -Infinity : event.key === "End" ? Infinity : 0);
    if (!turn) return;
    event.preventDefault();
    event.stopPropagation();
    const next = month + turn * (event.shiftKey ? YEAR : 1);
    take(end ? [period[0], Math.min(last, Math.max(period[0], next))] : [Math.max(first, Math.min(period[1], next)), period[1]]);
  };
  return html`<span class="handle" role="slider" tabindex="0" data-end=${end} ref=${place} aria-label=${label}
    aria-valuemin=${first} aria-valuemax=${last}
    aria-valuenow=${month} aria-valuetext=${text(month)} onKeyDown=${onKeyDown}></span>`;
}
