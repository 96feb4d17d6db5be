// @ts-check
/** The bar above the chart: its name, search, undo, filters, export, save. */
import { useRef, useState } from "preact/hooks";
import { doAgain, takeBack } from "../actions/arrange.js";
import { askForName, newChart, save } from "../actions/charts.js";
import { exportChart } from "../actions/exports.js";
import { shortTime } from "../dates.js";
import { sameContent } from "../document.js";
import { Filters } from "./filters.js";
import { Search } from "./search.js";
import { Icon, IconButton, Name, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function Bar() {
  const app = useApp();
  const { t } = app;
  const back = useStore((state) => state.history.past.at(-1)?.label ?? null);
  const ahead = useStore((state) => state.history.future.at(-1)?.label ?? null);
  return html`<header class="topbar"><${Title} /><${Search} /><span class="grow"></span>
    <div class="row acts"><${IconButton} id="undo" icon="undo-2" mirror
    label=${back ? t("Undo: {what}", { what: back }) : t("Undo")} keys="Ctrl Z" disabled=${!back}
      onClick=${() => takeBack(app)} />
      <${IconButton} id="redo" icon="redo-2" mirror label=${ahead ? t("Redo: {what}", { what: ahead }) : t("Redo")}
      keys="Ctrl Shift Z" disabled=${!ahead} onClick=${() => doAgain(app)} /></div>
    <${Filters} /><${ExportMenu} /><${Save} /></header>`;
}

/** @returns {any} */
function Title() {
  const app = useApp();
  const { t, lang } = app;
  const saved = useStore((state) => state.saved);
  const chart = useStore((state) => state.history.chart);
  const changed = !saved.chart || !sameContent(saved.chart, chart);
  const unsaved = saved.id ? t("Changes not saved") : t("Not saved");
  const state = changed ? unsaved : t("Saved {time}", { time: shortTime(saved.at, lang) });
  return html`<div class="title"><h1 class="cut">${saved.name ? html`<${Name}>${saved.name}<//>` : t("New chart")}</h1><p
    class="muted cut">${chart.nodes.size || saved.id ? state : ""}</p></div>`;
}

/** A button that opens a list of acts. @param {{id: string, label: string, icon: string, acts: [string, string, () => void][], chevron?: boolean}} props */
export function MenuButton({ id, label, icon, acts, chevron = false }) {
  const [open, setOpen] = useState(false);
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  const close = () => {
    setOpen(false);
    document.getElementById(id)?.focus();
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && open) close();
    else if (turn && open) {
      const items = [...(box.current?.querySelectorAll("[role=menuitem]") ?? [])];
      const at = items.indexOf(/** @type {Element} */ (document.activeElement));
      /** @type {HTMLElement} */ (items[(at + turn + items.length) % items.length]).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="pop" ref=${box} onKeyDown=${onKeyDown}
    onFocusOut=${(/** @type {any} */ event) => box.current?.contains(event.relatedTarget) || setOpen(false)}>
    <button type="button" id=${id} class=${`btn wide${chevron ? " icon" : ""}`} aria-haspopup="menu"
    aria-expanded=${open ? "true" : "false"} aria-label=${chevron ? label : undefined} title=${label}
    onClick=${() => setOpen(!open)}>
      <${Icon} name=${icon} />${!chevron && html`<span class="x">${label}</span>`}</button>
    ${
      open &&
      html`<div class="menu popup" role="menu" aria-label=${label}>${acts.map(
        ([sign, words, act]) =>
          html`<button type="button" role="menuitem" class="item" key=${words} onClick=${() => {
            close();
            act();
          }}><${Icon} name=${sign} small />${words}</button>`,
      )}</div>`
    }</div>`;
}

/** @returns {any} */
function ExportMenu() {
  const app = useApp();
  const { t } = app;
  return html`<${MenuButton} id="export-button" label=${t("Export")} icon="download" acts=${[
    ["image", t("Picture (PNG)"), () => exportChart(app, "png")],
    ["file-code", t("Stand-alone page (HTML)"), () => exportChart(app, "html")],
    ["waypoints", t("GraphML"), () => exportChart(app, "graphml")],
    ["braces", t("JSON"), () => exportChart(app, "json")],
    ["table-2", t("Table (CSV)"), () => exportChart(app, "csv")],
  ]} />`;
}

/** @returns {any} */
function Save() {
  const app = useApp();
  const { store, t } = app;
  return html`<button type="button" id="save-button" class="btn primary" onClick=${() => save(app)}
    title=${`${t("Save")} (Ctrl S)`}><${Icon} name="save" /><span class="x">${t("Save")}</span></button>
    <${MenuButton} id="chart-menu" label=${t("More about this chart")} icon="ellipsis" chevron acts=${[
      ["copy", t("Save as a new chart"), () => askForName(app, { copy: true })],
      ["plus", t("New chart"), () => newChart(app)],
      ["folder-open", t("Saved charts"), () => location.assign(app.page.urls.charts)],
      ["keyboard", t("Keys"), () => store.set({ dialog: "keys" })],
    ]} />`;
}
