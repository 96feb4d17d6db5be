// @ts-check
/** All filters in one place. They change what is seen, never what is on the chart. */
import { setFilters, toggleFilter } from "../actions/arrange.js";
import { CREDIBILITY, RELIABILITY, WORDS } from "../grade.js";
import { noFilters } from "../state.js";
import { activeFilters, viewOf } from "../view.js";
import { countBy } from "./legend.js";
import { Glyph, Icon, IconButton, html, useApp, useStore } from "./base.js";

/** The button in the bar and what it opens. @returns {any} */
export function Filters() {
  const { store, t, number } = useApp();
  const open = useStore((state) => state.sheet === "filters");
  const active = useStore((state) => activeFilters(state.history.chart.filters));
  const close = () => {
    store.set({ sheet: "none" });
    document.getElementById("filters-button")?.focus();
  };
  return html`<div class="pop"><button type="button" id="filters-button" class="btn wide"
    aria-expanded=${open ? "true" : "false"} aria-controls=${open ? "filters" : undefined}
      onClick=${() => store.set({ sheet: open ? "none" : "filters" })}><${Icon} name="filter" /><span class="x">${t("Filters")}
      </span>
      ${active > 0 && html` <span class="tag accent num">${number(active)}</span>`}</button>
    ${open && html`<${Panel} close=${close} />`}</div>`;
}

/** @param {{close: () => void}} props */
function Panel({ close }) {
  const app = useApp();
  const { t } = app;
  const view = viewOf(useStore((state) => state.history.chart));
  const kept = { nodes: view.nodesFiltered, links: view.linksFiltered };
  const said = t(
    "Filters keep {nodes, plural, one {# entity} other {# entities}} and {links, plural, one {# link} other {# links}} out of sight.",
    kept,
  );
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  return html`<section class="menu filters" id="filters" aria-label=${t("Filters")} onKeyDown=${onKeyDown}>
    <div class="head row"><span class="grow">${t("Filters")}</span>
      <button type="button" class="btn small ghost" onClick=${() => setFilters(app, noFilters())}>${t("Clear all")}</button>
      <${IconButton} icon="x" label=${t("Close")} small onClick=${close} /></div>
    <p class="said" role="status">${kept.nodes || kept.links ? said : t("Nothing is kept out of sight.")}</p>
    <div class="filterbody"><${ListFields} /><${GradeFields} /><${PeriodFields} /></div></section>`;
}

/** What is on the chart, by kind, link type and register, each with a switch. */
function ListFields() {
  const app = useApp();
  const { t, registry, word } = app;
  const chart = useStore((state) => state.history.chart);
  const nodes = [...chart.nodes.values()].map(({ node }) => node);
  const registers = nodes.flatMap((node) => node.registers);
  const sign = (/** @type {string} */ kind) => html`<${Glyph} of=${{ kind }} quiet />${registry.kindLabel({ kind })}`;
  const lists = /** @type {["kinds"|"types"|"registers", string, Map<string, number>, (key: string) => any][]} */ ([
    ["kinds", t("Kinds"), countBy(nodes, ({ kind }) => kind), sign],
    ["types", t("Link types"), countBy(chart.links.values(), ({ type }) => type), (type) => registry.linkLabel(type)],
    ["registers", t("Registers"), countBy(registers, (register) => register), word],
  ]);
  return lists.map(
    ([list, title, counts, label]) =>
      html`<fieldset key=${list}><legend>${title}</legend>${[...counts].sort().map(
        ([key, count]) =>
          html`<${Check} key=${key} label=${label(key)} count=${count} on=${!chart.filters[list].includes(key)}
            toggle=${() => toggleFilter(app, list, key)} />`,
      )}</fieldset>`,
  );
}

/** @param {{label: any, count: number, on: boolean, toggle: () => void}} props */
function Check({ label, count, on, toggle }) {
  const { number } = useApp();
  return html`<label class="item"><input type="checkbox" checked=${on} onChange=${toggle} />${label}<span class="n">
    ${number(count)}</span></label>`;
}

function GradeFields() {
  const app = useApp();
  const { t } = app;
  const { reliability, credibility } = useStore((state) => state.history.chart.filters);
  const field = (
    /** @type {string} */ label,
    /** @type {string[]} */ steps,
    /** @type {string|null} */ value,
    /** @type {"reliability"|"credibility"} */ key,
  ) => html`
    <label class="field"><span class="label">${label}</span><select value=${value ?? ""}
    onChange=${(/** @type {any} */ event) => setFilters(app, { [key]: event.target.value || null })}>
      <option value="">${t("Any")}</option>${steps.map((step) => html`<option key=${step} value=${step}>
        ${t("{grade} or better: {words}", { grade: step, words: t(WORDS[step]) })}</option>`)}</select></label>`;
  return html`<fieldset><legend>${t("Grade of links")}</legend>${field(t("Source"), RELIABILITY, reliability, "reliability")}
    ${field(t("Information"), CREDIBILITY, credibility, "credibility")}</fieldset>`;
}

function PeriodFields() {
  const app = useApp();
  const { t } = app;
  const filters = useStore((state) => state.history.chart.filters);
  const field = (
    /** @type {string} */ label,
    /** @type {"from"|"to"} */ key,
  ) => html`<label class="field"><span class="label">${label}</span>
    <input type="month" class="input" value=${filters[key] ?? ""} min=${key === "to" ? (filters.from ?? undefined) : undefined}
    max=${key === "from" ? (filters.to ?? undefined) : undefined}
      onChange=${(/** @type {any} */ event) => setFilters(app, { [key]: /^\d{4}-\d{2}$/.test(event.target.value) ? event.target.value : null })} /></label>`;
  return html`<fieldset><legend>${t("Period of links")}</legend><div class="row">${field(t("From"), "from")}
    ${field(t("To"), "to")}</div>
    <p class="help">${t("Links without a date stay in sight.")}</p></fieldset>`;
}
