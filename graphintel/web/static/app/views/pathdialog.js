// @ts-check
/** Asks for paths: where they lead, how long, and over which link types. */
import { useState } from "preact/hooks";
import { findPaths, MOST_HOPS, MOST_PATHS, nameOf, pathTypes, usualTypes } from "../actions/paths.js";
import { Dialog } from "./dialog.js";
import { EntityBox } from "./search.js";
import { Failed, Name, html, useApp, useStore } from "./base.js";

const USUAL_HOPS = 6;
const USUAL_PATHS = 3;

/** @typedef {{id: string, caption: string}|null} Target */

/** @returns {any} */
export function PathDialog() {
  const app = useApp();
  const { store, t } = app;
  const given = /** @type {any} */ (useStore((state) => state.dialogData));
  const failure = useStore((state) => state.failure);
  const busy = useStore((state) => state.busy);
  const asked = given.target ? { id: given.target, caption: nameOf(app, given.target) } : null;
  const [target, setTarget] = useState(/** @type {Target} */ (asked));
  const [maxHops, setMaxHops] = useState(given.maxHops ?? USUAL_HOPS);
  const [k, setK] = useState(USUAL_PATHS);
  const [types, setTypes] = useState(/** @type {string[]} */ (given.types ?? usualTypes(app)));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (target && types.length && !busy) findPaths(app, { source: given.source, target: target.id, maxHops, k, types });
  };
  const none = t(
    "No path of at most {n, plural, one {# link} other {# links}} over these link types. Allow more links or more types.",
    { n: given.maxHops ?? 0 },
  );
  return html`<${Dialog} title=${t("Paths from {name}", { name: nameOf(app, given.source) })} wide>
    <form class="form" onSubmit=${submit}>
      ${failure && html`<${Failed} ...${failure} onRetry=${failure.retry} />`}
      ${given.none && html`<p class="note info" role="status">${none}</p>`}
      <${TargetField} source=${given.source} target=${target} choose=${setTarget} />
      <div class="row"><${NumberField} label=${t("Links at most")} value=${maxHops} most=${MOST_HOPS} set=${setMaxHops} />
        <${NumberField} label=${t("Paths at most")} value=${k} most=${MOST_PATHS} set=${setK} /></div>
      <${TypesField} types=${types} set=${setTypes} />
      <footer class="row">
        <button type="button" class="btn" onClick=${() => store.set({ dialog: null, pathFrom: null })}>${t("Cancel")}</button>
        <button type="submit" class="btn primary" aria-disabled=${!target || !types.length || busy ? "true" : undefined}>
          ${t("Find paths")}</button></footer></form><//>`;
}

/** Where the paths lead: something on the chart, or anything in the registers.
 * @param {{source: string, target: Target, choose: (target: Target) => void}} props */
function TargetField({ source, target, choose }) {
  const { t, registry } = useApp();
  const nodes = useStore((state) => state.history.chart.nodes);
  const others = [...nodes.values()].map(({ node }) => node).filter(({ id }) => id !== source);
  others.sort((a, b) => a.caption.localeCompare(b.caption));
  const options = others.map(
    (node) => html`<option key=${node.id} value=${node.id}>${node.caption} (${registry.kindLabel(node)})</option>`,
  );
  const chosen = html`<p class="row"><b class="grow"><${Name}>${target?.caption}<//></b>
    <button type="button" class="btn small" onClick=${() => choose(null)}>${t("Change")}</button></p>`;
  const open = html`${
    others.length > 0 &&
    html`<select aria-label=${t("An entity on this chart")} data-first
      onChange=${(/** @type {any} */ event) => choose(nodes.get(event.target.value)?.node ?? null)}>
      <option value="">${t("Choose on this chart…")}</option>${options}</select>`
  }
    <${EntityBox} id="path-target" label=${t("Or search the registers")} placeholder=${t("Or search the registers")}
      onPick=${choose} />`;
  return html`<div class="field"><span class="label">${t("To")}</span>${target ? chosen : open}</div>`;
}

/** @param {{label: string, value: number, most: number, set: (value: number) => void}} props */
function NumberField({ label, value, most, set }) {
  return html`<label class="field grow"><span class="label">${label}</span>
    <input class="input num" type="number" min="1" max=${most} value=${value}
      onInput=${(/** @type {any} */ event) => set(bounded(event.target.value, most))} /></label>`;
}

/** @param {{types: string[], set: (types: string[]) => void}} props */
function TypesField({ types, set }) {
  const app = useApp();
  const { t, registry } = app;
  const allowed = pathTypes(app);
  const toggle = (/** @type {string} */ type) =>
    set(types.includes(type) ? types.filter((item) => item !== type) : [...types, type]);
  return html`<fieldset class="types"><legend class="label">
      ${t("Link types that paths may use ({n} of {total})", { n: types.length, total: allowed.length })}
      <button type="button" class="btn small ghost" onClick=${() => set(usualTypes(app))}>${t("Usual ones")}</button></legend>
    <div class="checks">${allowed.map(
      ({ type }) =>
        html`<label key=${type} class="row tight">
          <input type="checkbox" checked=${types.includes(type)} onChange=${() => toggle(type)} />${registry.linkLabel(type)}</label>`,
    )}</div></fieldset>`;
}

/** @param {string} text @param {number} most @returns {number} */
function bounded(text, most) {
  return Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
}
