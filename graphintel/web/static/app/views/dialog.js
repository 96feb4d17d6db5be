// @ts-check
import { useLayoutEffect, useRef } from "preact/hooks";
import { IconButton, html, useApp } from "./base.js";

/** A dialog that keeps the keyboard, closes with Escape, and gives the keyboard back.
 * @param {{title: string, wide?: boolean, children?: import("preact").ComponentChildren}} props */
export function Dialog({ title, wide = false, children }) {
  const { store, t } = useApp();
  const element = useRef(/** @type {HTMLDialogElement|null} */ (null));
  const close = () => store.set({ dialog: null });
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const dialog = /** @type {HTMLDialogElement} */ (element.current);
    dialog.showModal();
    /** @type {HTMLElement|null} */ (dialog.querySelector("[data-first]"))?.focus();
    return () => {
      dialog.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return html`<dialog class=${`dialog${wide ? " wide" : ""}`} ref=${element} aria-labelledby="dialog-title" onCancel=${(
    /** @type {Event} */ event,
  ) => {
    event.preventDefault();
    close();
  }}><header class="row"><h2 id="dialog-title" class="grow">${title}</h2><${IconButton} icon="x" label=${t("Close")} small
    onClick=${close} /></header>${children}</dialog>`;
}
