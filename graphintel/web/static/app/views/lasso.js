// @ts-check
import { useRef, useState } from "preact/hooks";
import { choose } from "../actions/arrange.js";
import { say } from "../app.js";
import { inside } from "../geometry.js";
import { html, useApp } from "./base.js";

/** @import {Point} from "../types.js" */

/** Draws a line around entities to select them. */
export function Lasso() {
  const app = useApp();
  const { t, store } = app;
  const drawing = useRef(false);
  const [line, setLine] = useState(/** @type {Point[]} */ ([]));
  const at = (/** @type {PointerEvent} */ event) => ({ x: event.offsetX, y: event.offsetY });
  const finish = (/** @type {PointerEvent} */ event) => {
    if (!drawing.current) return;
    drawing.current = false;
    const found =
      line.length > 2 ? [...(app.engine?.allRendered() ?? [])].filter(([, point]) => inside(point, line)).map(([id]) => id) : [];
    setLine([]);
    choose(app, event.shiftKey ? [...store.chart().selection, ...found] : found);
    say(app, t("{n, plural, one {# entity} other {# entities}} selected.", { n: found.length }), { toast: false });
    store.set({ tool: "select" });
  };
  return html`<svg class="lasso" aria-hidden="true" onPointerDown=${(/** @type {PointerEvent} */ event) => {
    drawing.current = true;
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    setLine([at(event)]);
  }} onPointerMove=${(/** @type {PointerEvent} */ event) => drawing.current && setLine([...line, at(event)])}
    onPointerUp=${finish} onPointerCancel=${finish}>
    ${line.length > 1 && html`<polygon points=${line.map(({ x, y }) => `${x},${y}`).join(" ")} />`}</svg>`;
}
