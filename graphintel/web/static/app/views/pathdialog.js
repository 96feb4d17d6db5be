// @ts-check
/** Asks for paths: where they lead, how long, and over which link types. */
import { useState } from "preact/hooks";
import { findPaths, MOST_HOPS, MOST_PATHS, nameOf, pathTypes, usualTypes } from "../actions/paths.js";
import { Dialog } from "./dialog.js";
import { EntityBox } from "./search.js";
import { Failed, Name, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function PathDialog() {
  const app = useApp();
  const { store, t, registry } = app;
  const given = /** @type {any} */ (useStore((state) => state.dialogData));
  const nodes = useStore((state) => state.history.chart.nodes);
  const failure = useStore((state) => state.failure);
  const busy = useStore((state) => state.busy);
  const [target, setTarget] = useState(/** @type {{id: string, caption: string}|null} */ (given.target ? { id: given.target, caption: nameOf(app, given.target) } : null));
  const [maxHops, setMaxHops] = useState(given.maxHops ?? 6);
  const [k, setK] = useState(3);
  const [types, setTypes] = useState(/** @type {string[]} */ (given.types ?? usualTypes(app)));
  const allowed = pathTypes(app);
  const others = [...nodes.values()].filter(({ node }) => node.id !== given.source).map(({ node }) => node).sort((a, b) => a.caption.localeCompare(b.caption));
  const toggle = (/** @type {string} */ type) => setTypes(types.includes(type) ? types.filter((item) => item !== type) : [...types, type]);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (target && types.length && !busy) findPaths(app, { source: given.source, target: target.id, maxHops, k, types });
  };
  return html`<${Dialog} title=${t("Paths from {name}", { name: nameOf(app, given.source) })} wide><form class="form" onSubmit=${submit}>
    ${failure && html`<${Failed} what=${failure.what} detail=${failure.detail} reference=${failure.reference} onRetry=${failure.retry} />`}
    ${given.none && html`<p class="note info" role="status">${t("No path of at most {n, plural, one {# link} other {# links}} over these link types. Allow more links or more types.", { n: given.maxHops })}</p>`}
    <div class="field"><span class="label">${t("To")}</span>${target ? html`<p class="row"><b class="grow"><${Name}>${target.caption}<//></b>
        <button type="button" class="btn small" onClick=${() => setTarget(null)}>${t("Change")}</button></p>` : html`
      ${others.length > 0 && html`<select aria-label=${t("An entity on this chart")} data-first onChange=${(/** @type {any} */ event) => setTarget(nodes.get(event.target.value)?.node ?? null)}>
        <option value="">${t("Choose on this chart…")}</option>${others.map((node) => html`<option key=${node.id} value=${node.id}>${node.caption} (${registry.kindLabel(node)})</option>`)}</select>`}
      <${EntityBox} id="path-target" label=${t("Or search the registers")} placeholder=${t("Or search the registers")} onPick=${setTarget} />`}</div>
    <div class="row"><label class="field grow"><span class="label">${t("Links at most")}</span><input class="input num" type="number" min="1" max=${MOST_HOPS} value=${maxHops} onInput=${(/** @type {any} */ event) => setMaxHops(bounded(event.target.value, MOST_HOPS))} /></label>
      <label class="field grow"><span class="label">${t("Paths at most")}</span><input class="input num" type="number" min="1" max=${MOST_PATHS} value=${k} onInput=${(/** @type {any} */ event) => setK(bounded(event.target.value, MOST_PATHS))} /></label></div>
    <fieldset class="types"><legend class="label">${t("Link types that paths may use ({n} of {total})", { n: types.length, total: allowed.length })}
        <button type="button" class="btn small ghost" onClick=${() => setTypes(usualTypes(app))}>${t("Usual ones")}</button></legend>
      <div class="checks">${allowed.map(({ type }) => html`<label key=${type} class="row tight"><input type="checkbox" checked=${types.includes(type)} onChange=${() => toggle(type)} />${registry.linkLabel(type)}</label>`)}</div></fieldset>
    <footer class="row"><button type="button" class="btn" onClick=${() => store.set({ dialog: null, pathFrom: null })}>${t("Cancel")}</button>
      <button type="submit" class="btn primary" aria-disabled=${!target || !types.length || busy ? "true" : undefined}>${t("Find paths")}</button></footer></form><//>`;
}

/** @param {string} text @param {number} most @returns {number} */
function bounded(text, most) {
  return Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
}
