// @ts-check
import { useState } from "preact/hooks";
import { saveChart } from "../actions/charts.js";
import { makeGroup } from "../actions/arrange.js";
import { highest } from "../marking.js";
import { Dialog } from "./dialog.js";
import { Failed, Mark, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function SaveDialog() {
  const app = useApp();
  const { store, t } = app;
  const saved = useStore((state) => state.saved);
  const chart = useStore((state) => state.history.chart);
  const failure = useStore((state) => state.failure);
  const copy = useStore((state) => Boolean(state.dialogData.copy));
  const [name, setName] = useState(saved.name);
  const [shared, setShared] = useState(saved.shared);
  const marking = highest(
    [...chart.nodes.values()].map(({ node }) => node.marking).concat([...chart.links.values()].map((link) => link.marking)),
  );
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name.trim()) saveChart(app, { name: name.trim(), copy, shared });
  };
  return html`<${Dialog} title=${copy ? t("Save as a new chart") : t("Save chart")}><form class="form" onSubmit=${submit}>
    ${failure && html`<${Failed} what=${failure.what} detail=${failure.detail} reference=${failure.reference} />`}
    <label class="field"><span class="label">${t("Name")}</span><input class="input" data-first required maxlength="200"
    dir="auto" value=${name} onInput=${(/** @type {any} */ event) => setName(event.target.value)} /></label>
    ${marking && html`<div class="row help"><span>${t("Highest marking on this chart:")}</span><${Mark} marking=${marking}
      words /></div>`}
    <label class="row tight"><input type="checkbox" checked=${shared} onChange=${() => setShared(!shared)} />
    ${t("Share with everyone who is cleared for its marking")}</label>
    <p class="help">${t("Kept are places, zoom, filters and what is hidden. Names and links are read afresh whenever the chart is opened.")}</p>
    <footer class="row"><button type="button" class="btn" onClick=${() => store.set({ dialog: null })}>${t("Cancel")}</button>
      <button type="submit" class="btn primary">${t("Save")}</button></footer></form><//>`;
}

/** @returns {any} */
export function GroupDialog() {
  const app = useApp();
  const { store, t } = app;
  const ids = /** @type {string[]} */ (useStore((state) => state.dialogData.ids));
  const [label, setLabel] = useState("");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    makeGroup(app, ids, label.trim());
  };
  return html`<${Dialog} title=${t("Group {n, plural, one {# entity} other {# entities}}", { n: ids.length })}><form
    class="form" onSubmit=${submit}>
    <label class="field"><span class="label">${t("Name of the group")} <span class="req">${t("optional")}</span></span><input
    class="input" data-first maxlength="80" dir="auto" value=${label}
      onInput=${(/** @type {any} */ event) => setLabel(event.target.value)} /></label>
    <p class="help">${t("A group is a frame on this chart. It changes nothing in the registers.")}</p>
    <footer class="row"><button type="button" class="btn" onClick=${() => store.set({ dialog: null })}>${t("Cancel")}</button>
      <button type="submit" class="btn primary">${t("Group")}</button></footer></form><//>`;
}
