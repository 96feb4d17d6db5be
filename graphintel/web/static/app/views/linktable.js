// @ts-check
/** Every link of the chart as a table. @import {Link} from "../types.js" */
import { inspect } from "../actions/add.js";
import { choose, toggleChosen } from "../actions/arrange.js";
import { shortDate } from "../dates.js";
import { SAME, asRow, leadsInSight } from "../leads.js";
import { rank } from "../marking.js";
import { viewOf } from "../view.js";
import { DataTable } from "./datatable.js";
import { Entry } from "./valuestab.js";
import { Grade, Mark, Name, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function LinkTable() {
  const app = useApp();
  const { store, t } = app;
  const chart = useStore((state) => state.history.chart);
  const focus = useStore((state) => state.focus);
  const leads = useStore((state) => leadsInSight(state).length);
  const links = leads ? [...viewOf(chart).links, ...leadsInSight(store.get()).map(asRow)] : viewOf(chart).links;
  if (!links.length) return html`<p class="pad muted">${t("No links on this chart.")}</p>`;
  return html`<${DataTable} label=${t("Links on this chart")} columns=${columns(app, chart)} items=${links}
    idOf=${(/** @type {Link} */ link) => link.id}
    first=${{ key: "from", down: true }} selection=${chart.selection} focus=${focus}
    onChoose=${(/** @type {string} */ id, /** @type {{adding: boolean, range: string[]|null}} */ { adding, range }) => {
      if (range) choose(app, range, { focus: id });
      else if (adding) toggleChosen(app, id);
      else inspect(app, id);
    }}
    onOpen=${(/** @type {string} */ id) => {
      inspect(app, id);
      requestAnimationFrame(() => document.getElementById("inspector")?.focus());
    }} onFocus=${(/** @type {string} */ id) => store.set({ focus: id })} />`;
}

/** @param {import("../app.js").App} app @param {import("../types.js").Chart} chart @returns {import("./datatable.js").Column<Link>[]} */
function columns({ t, registry, lang, number }, chart) {
  const end = (/** @type {string} */ id) => /** @type {import("../types.js").Placed} */ (chart.nodes.get(id)).node;
  const strengths = { confirmed: t("Confirmed"), probable: t("Probable"), tentative: t("Tentative") };
  const period = (/** @type {Link} */ link) =>
    [...new Set([shortDate(link.from, lang), shortDate(link.to, lang)].filter(Boolean))].join(" – ");
  const same = (/** @type {Link} */ link) => link.type === SAME;
  const label = (/** @type {Link} */ link) => (same(link) ? t("Possibly the same") : registry.linkLabel(link.type));
  return [
    {
      key: "source",
      label: t("From"),
      sort: (link) => end(link.source).caption,
      className: "name",
      cell: (link) => html`<${Entry} node=${end(link.source)} />`,
    },
    {
      key: "type",
      label: t("Link"),
      sort: label,
      cell: (link) => html`${label(link)}${link.role ? html` · <${Name}>${registry.roleLabel(link.role)}<//>` : null}`,
    },
    {
      key: "target",
      label: t("To"),
      sort: (link) => end(link.target).caption,
      className: "name",
      cell: (link) => html`<${Entry} node=${end(link.target)} />`,
    },
    {
      key: "from",
      label: t("Period"),
      sort: (link) => link.from ?? link.to ?? "",
      cell: (link) => (same(link) ? "" : period(link) || html`<span class="faint">${t("no date")}</span>`),
    },
    { key: "count", label: t("Times"), sort: (link) => link.count, end: true, cell: (link) => (same(link) ? "" : number(link.count)) },
    {
      key: "records",
      label: t("Records"),
      sort: (link) => link.records.length,
      end: true,
      cell: (link) => (same(link) ? "" : number(link.records.length)),
    },
    {
      key: "strength",
      label: t("Strength"),
      sort: (link) => link.strength,
      className: "muted",
      cell: (link) => (same(link) ? t("a lead, no link") : strengths[link.strength]),
    },
    {
      key: "grade",
      label: t("Grade"),
      sort: (link) => link.grade ?? "Z",
      cell: (link) => (same(link) ? "" : html`<${Grade} grade=${link.grade} />`),
    },
    {
      key: "marking",
      label: t("Marking"),
      sort: (link) => rank(link.marking.level),
      cell: (link) => html`<${Mark} marking=${link.marking} />`,
    },
  ];
}
