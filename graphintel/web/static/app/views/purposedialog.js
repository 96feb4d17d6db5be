// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { failureOf } from "../app.js";
import { Dialog } from "./dialog.js";
import { Failed, html, useApp, useStore } from "./base.js";

/** Asks for a purpose, after which goes on what needed one. @returns {any} */
export function PurposeDialog() {
  const app = useApp();
  const { api, t } = app;
  const done = /** @type {(right: boolean) => void} */ (useStore((state) => state.dialogData.done));
  const [offered, setOffered] = useState(/** @type {{code: string, label: string}[]} */ ([]));
  const [purpose, setPurpose] = useState("");
  const [basis, setBasis] = useState("");
  const [failure, setFailure] = useState(/** @type {import("../store.js").Failure|null} */ (null));
  const right = useRef(false);
  const failed = (/** @type {unknown} */ error) => setFailure(failureOf(app, t("The purpose was not taken."), error, null));
  useEffect(() => {
    api.get("/purposes").then(({ items }) => setOffered(items), failed);
    // However the dialog is left: what waits for it goes on, or is given up.
    return () => done(right.current);
  }, []);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await api.tell("/session/purpose", { purpose, legal_basis: basis }, "PUT");
      right.current = true;
      app.store.set({ dialog: null });
    } catch (error) {
      failed(error);
    }
  };
  return html`<${Dialog} title=${t("Why you ask")}><form class="form" onSubmit=${submit}>
    ${failure && html`<${Failed} what=${failure.what} detail=${failure.detail} reference=${failure.reference} />`}
    <p class="help">${t("Say first for what purpose you ask: this installation keeps it with what you see.")}</p>
    <label class="field"><span class="label">${t("Purpose")}</span><select class="input" data-first required value=${purpose}
      onChange=${(/** @type {any} */ event) => setPurpose(event.target.value)}><option value="">${t("Choose…")}</option>
      ${offered.map(({ code, label }) => html`<option key=${code} value=${code}>${label}</option>`)}</select></label>
    <label class="field"><span class="label">${t("Legal basis")} <span class="req">${t("optional")}</span></span><input
      class="input" maxlength="200" value=${basis} onInput=${(/** @type {any} */ event) => setBasis(event.target.value)} /></label>
    <footer class="row"><button type="button" class="btn" onClick=${() => app.store.set({ dialog: null })}>${t("Cancel")}</button>
      <button type="submit" class="btn primary">${t("Go on")}</button></footer></form><//>`;
}
