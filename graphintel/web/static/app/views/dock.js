// @ts-check
/** Below the chart: the period, and the same chart as tables. */
import { setFilters } from "../actions/arrange.js";
import { shortDate } from "../dates.js";
import { viewOf } from "../view.js";
import { Brush } from "./brush.js";
import { Tabs } from "./inspector.js";
import { LinkTable } from "./linktable.js";
import { NodeTable } from "./nodetable.js";
import { Splitter } from "./splitter.js";
import { Statistics } from "./statistics.js";
import { html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function Dock() {
  const app = useApp();
  const { store, t } = app;
  const tab = useStore((state) => state.dockTab);
  const chart = useStore((state) => state.history.chart);
  const sheet = useStore((state) => state.sheet);
  const view = viewOf(chart);
  const tabs = /** @type {[string, string, number|null][]} */ ([
    ["table", t("Table"), view.nodes.length],
    ["links", t("Links"), view.links.length],
    ["statistics", t("Statistics"), null],
  ]);
  return html`<section class=${`dock${sheet === "table" ? " raised" : ""}`} id="dock" tabindex="-1"
    aria-label=${t("Timeline and table")}>
    <${Splitter} edge="top" token="--dock-h" least=${120} most=${640} label=${t("Height of the table")} />
    <${Brush} />
    <${Tabs} tabs=${tabs} present=${tab} choose=${(/** @type {any} */ next) => store.set({ dockTab: next })} panel="dock-panel"
    extra="dtabs"
      icons=${{ table: "table-2", links: "link-2", statistics: "chart-column" }}><${Summary} /><//>
    <div class="tw" id="dock-panel" role="tabpanel" aria-labelledby=${`dock-panel-tab-${tab}`}>
      ${tab === "table" && html`<${NodeTable} />`}${tab === "links" && html`<${LinkTable} />`}
        ${tab === "statistics" && html`<${Statistics} />`}</div></section>`;
}

/** What is selected, what filters keep from sight, and the way back. */
function Summary() {
  const app = useApp();
  const { t, lang } = app;
  const chart = useStore((state) => state.history.chart);
  const view = viewOf(chart);
  const { from, to } = chart.filters;
  const chosen = [...chart.selection].filter((id) => chart.nodes.has(id)).length;
  const parts = [t("{chosen} of {n} selected", { chosen, n: view.nodes.length })];
  if (view.nodesFiltered || view.linksFiltered) {
    parts.push(
      t(
        "filters keep {nodes, plural, one {# entity} other {# entities}} and {links, plural, one {# link} other {# links}} out of sight",
        { nodes: view.nodesFiltered, links: view.linksFiltered },
      ),
    );
  }
  if (from || to) parts.push([...new Set([from, to].map((month) => shortDate(month, lang)))].join(" – "));
  return html`<span class="summary row faint"><span class="cut">${parts.join(" · ")}</span>
    ${(from || to) && html`<button type="button" class="btn small ghost"
      onClick=${() => setFilters(app, { from: null, to: null })}>${t("Clear period")}</button>`}</span>`;
}
