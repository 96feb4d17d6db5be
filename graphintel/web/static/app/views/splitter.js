// @ts-check
import { useRef } from "preact/hooks";
import { html } from "./base.js";
import { recall, remember } from "../remember.js";

/** A border that can be moved by mouse and by arrow keys, and remembers where it was left.
 * @param {{edge: "start"|"top", token: string, least: number, most: number, label: string}} props `token`: the custom property it sets */
export function Splitter({ edge, token, least, most, label }) {
  const held = useRef(/** @type {{at: number, size: number}|null} */ (null));
  const root = document.documentElement;
  const size = () => parseFloat(getComputedStyle(root).getPropertyValue(token));
  const resize = (/** @type {number} */ to) => {
    const px = Math.round(Math.min(most, Math.max(least, to)));
    root.style.setProperty(token, `${px}px`);
    remember(token, px);
  };
  // The panel lies at the inline end or at the bottom: moving towards the start makes it larger.
  const ahead = edge === "start" && root.dir === "rtl" ? -1 : 1;
  const at = (/** @type {PointerEvent} */ event) => (edge === "top" ? event.clientY : event.clientX * ahead);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    /** @type {Record<string, number>} */
    const steps = edge === "top" ? { ArrowUp: 16, ArrowDown: -16 } : { ArrowLeft: 16 * ahead, ArrowRight: -16 * ahead };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size() + step);
  };
  return html`<div class=${`splitter ${edge}`} role="separator" tabindex="0" aria-label=${label}
    aria-orientation=${edge === "top" ? "horizontal" : "vertical"}
    aria-valuemin=${least} aria-valuemax=${most} aria-valuenow=${Math.round(size())} onKeyDown=${onKeyDown}
    onPointerDown=${(/** @type {PointerEvent} */ event) => {
      held.current = { at: at(event), size: size() };
      /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    }}
    onPointerMove=${(/** @type {PointerEvent} */ event) => held.current && resize(held.current.size + held.current.at - at(event))}
    onPointerUp=${() => {
      held.current = null;
    }}></div>`;
}

/** Brings panels back to the size they were left at. @param {string[]} tokens */
export function restoreSizes(tokens) {
  for (const token of tokens) {
    const px = Number(recall(token));
    if (px > 0) document.documentElement.style.setProperty(token, `${px}px`);
  }
}
