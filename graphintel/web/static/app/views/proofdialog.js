// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { failureOf } from "../app.js";
import { Dialog } from "./dialog.js";
import { Failed, html, useApp, useStore } from "./base.js";

/** Asks for the password again, after which goes on what needed it. @returns {any} */
export function ProofDialog() {
  const app = useApp();
  const { api, t } = app;
  const done = /** @type {(right: boolean) => void} */ (useStore((state) => state.dialogData.done));
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState(/** @type {import("../store.js").Failure|null} */ (null));
  const right = useRef(false);
  // However the dialog is left: what waits for it goes on, or is given up.
  useEffect(() => () => done(right.current), []);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await api.tell("/session/proof", { password });
      right.current = true;
      app.store.set({ dialog: null });
    } catch (error) {
      setFailure(failureOf(app, t("The password was not taken."), error, null));
    }
  };
  return html`<${Dialog} title=${t("Give your password again")}><form class="form" onSubmit=${submit}>
    ${failure && html`<${Failed} what=${failure.what} detail=${failure.detail} reference=${failure.reference} />`}
    <p class="help">${t("Administration and exports ask for it once ten minutes have passed. Then it goes on where you were.")}</p>
    <label class="field"><span class="label">${t("Password")}</span><input class="input" data-first required type="password"
      autocomplete="current-password" maxlength="200" value=${password}
      onInput=${(/** @type {any} */ event) => setPassword(event.target.value)} /></label>
    <footer class="row"><button type="button" class="btn" onClick=${() => app.store.set({ dialog: null })}>${t("Cancel")}</button>
      <button type="submit" class="btn primary">${t("Go on")}</button></footer></form><//>`;
}
