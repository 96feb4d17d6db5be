// @ts-check
/** The bottom bar of the phone layout. */
import { exportChart } from "../actions/exports.js";
import { doAgain } from "../actions/arrange.js";
import { newChart } from "../actions/charts.js";
import { Icon, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function PhoneBar() {
  const app = useApp();
  const { store, t, page } = app;
  const sheet = useStore((state) => state.sheet);
  const open = (/** @type {"table"|"more"|"none"} */ name) => store.set({ sheet: sheet === name ? "none" : name });
  const links = /** @type {[string, string, string][]} */ ([
    ["house", t("Home"), page.urls.home],
    ["search", t("Search"), page.urls.search],
  ]);
  return html`<nav class="mobbar" aria-label=${t("Main")}>
    ${links.map(([icon, label, url]) => html`<a key=${label} href=${url}><${Icon} name=${icon} />${label}</a>`)}
    <button type="button" aria-current=${sheet === "none" ? "page" : undefined} onClick=${() => store.set({ sheet: "none" })}>
    <${Icon} name="waypoints" />${t("Explorer")}</button>
    <button type="button" aria-expanded=${sheet === "table" ? "true" : "false"} onClick=${() => open("table")}><${Icon}
    name="table-2" />${t("Table")}</button>
    <button type="button" aria-expanded=${sheet === "more" ? "true" : "false"} onClick=${() => open("more")}><${Icon}
    name="ellipsis" />${t("More")}</button></nav>
    ${sheet === "more" && html`<${More} />`}`;
}

/** @returns {any} */
function More() {
  const app = useApp();
  const { store, t, page } = app;
  const acts = /** @type {[string, string, () => void][]} */ ([
    ["list", t("Legend and filter"), () => store.set({ sheet: "legend" })],
    ["filter", t("Filters"), () => store.set({ sheet: "filters" })],
    ["redo-2", t("Redo"), () => doAgain(app)],
    ["image", t("Picture (PNG)"), () => exportChart(app, "png")],
    ["file-code", t("Stand-alone page (HTML)"), () => exportChart(app, "html")],
    ["waypoints", t("GraphML"), () => exportChart(app, "graphml")],
    ["braces", t("JSON"), () => exportChart(app, "json")],
    ["plus", t("New chart"), () => newChart(app)],
    ["folder-open", t("Saved charts"), () => location.assign(page.urls.charts)],
  ]);
  return html`<section class="menu sheet" aria-label=${t("More")}>${acts.map(
    ([icon, label, act]) =>
      html`<button type="button" class="item" key=${label} onClick=${() => {
        store.set({ sheet: "none" });
        act();
      }}><${Icon} name=${icon} />${label}</button>`,
  )}</section>`;
}
