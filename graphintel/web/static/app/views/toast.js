// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { takeBack } from "../actions/arrange.js";
import { Icon, html, useApp, useStore } from "./base.js";

const SECONDS = 8;

/** One at a time, gone after eight seconds unless the pointer or the keyboard is on it. The undo list keeps what it offers. */
export function Toast() {
  const app = useApp();
  const { store, t } = app;
  const toast = useStore((state) => state.toast);
  const [held, setHeld] = useState(false);
  const shown = useRef(toast);
  shown.current = toast;
  useEffect(() => {
    if (!toast || held) return undefined;
    const timer = setTimeout(() => shown.current === toast && store.set({ toast: null }), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [toast, held]);
  if (!toast) return null;
  return html`<div class="toast" onMouseEnter=${() => setHeld(true)} onMouseLeave=${() => setHeld(false)}
    onFocusIn=${() => setHeld(true)} onFocusOut=${() => setHeld(false)}>
    <span>${toast.text}</span>${toast.undo && html`<button type="button" onClick=${() => takeBack(app)}>${t("Undo")}</button>`}
    <button type="button" class="x" aria-label=${t("Dismiss")} onClick=${() => store.set({ toast: null })}><${Icon} name="x"
    small /></button></div>`;
}

/** The last message for screen readers, and what is being waited for. */
export function Live() {
  const live = useStore((state) => state.live);
  return html`<div class="sr" role="status" aria-live="polite" id="live">${live}</div>`;
}

/** A bar of two pixels while something is being waited for; it shows after 300 ms. */
export function Busy() {
  const busy = useStore((state) => state.busy);
  return busy ? html`<div class="busy" role="progressbar" aria-label=${busy}><span></span></div>` : null;
}
