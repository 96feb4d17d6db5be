// @ts-check
/** Figures about what is in sight on the chart; every row selects its entity. */
import { choose } from "../actions/arrange.js";
import { inspect } from "../actions/add.js";
import { reason } from "../app.js";
import { viewOf } from "../view.js";
import { DataTable } from "./datatable.js";
import { useLoaded } from "./load.js";
import { Entry } from "./valuestab.js";
import { Failed, Loading, html, useApp, useStore } from "./base.js";

/** @typedef {{id: string, degree: number, betweenness: number, community: number}} Figures */

/** @returns {any} */
export function Statistics() {
  const app = useApp();
  const { api, t, lang, store } = app;
  const chart = useStore((state) => state.history.chart);
  const focus = useStore((state) => state.focus);
  const ids = viewOf(chart)
    .nodes.map(({ node }) => node.id)
    .sort();
  const answer = useLoaded(ids.length ? ids.join(" ") : null, (signal) => api.post("/statistics", { entities: ids }, signal));
  const error = /** @type {any} */ (answer.error);
  if (!ids.length) return html`<p class="pad muted">${t("Nothing on this chart.")}</p>`;
  if (answer.loading) return html`<${Loading} what=${t("Computing figures")} rows=${5} />`;
  if (error)
    return html`<${Failed} what=${t("The figures could not be computed.")} detail=${reason(t, error)}
      reference=${error.reference} onRetry=${answer.again} />`;
  const { components, density, nodes, communities, betweenness_sampled_from: sampled = null } = answer.data ?? {};
  const figures = /** @type {Figures[]} */ (nodes ?? []).filter(({ id }) => chart.nodes.has(id));
  const decimal = (/** @type {number} */ value) =>
    new Intl.NumberFormat(lang, { maximumFractionDigits: 3, numberingSystem: "latn" }).format(value);
  const facts = [
    [t("Entities"), figures.length],
    [t("Separate parts"), components],
    [t("Density"), decimal(density)],
    [t("Communities"), communities?.length ?? 0],
  ];
  return html`<div class="stats"><dl class="figures">${facts.map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd
    class="num">${value}</dd></div>`)}
      <p class="help">${t("Betweenness: how many shortest connections on this chart run through an entity. Figures describe this chart, not the register.")}
        ${sampled && ` ${t("It is estimated from {n} entities.", { n: sampled })}`}</p></dl>
    <${DataTable} label=${t("Figures per entity")} columns=${columns(app, chart, figures, decimal)} items=${figures}
    idOf=${(/** @type {Figures} */ item) => item.id}
      first=${{ key: "betweenness", down: true }} selection=${chart.selection} focus=${focus}
      onChoose=${(/** @type {string} */ id, /** @type {any} */ { range }) => (range ? choose(app, range, { focus: id }) : inspect(app, id, { reveal: true }))}
      onOpen=${(/** @type {string} */ id) => inspect(app, id, { reveal: true })}
      onFocus=${(/** @type {string} */ id) => store.set({ focus: id })} /></div>`;
}

/** @param {import("../app.js").App} app @param {import("../types.js").Chart} chart @param {Figures[]} figures
 * @param {(value: number) => string} decimal @returns {import("./datatable.js").Column<Figures>[]} */
function columns(app, chart, figures, decimal) {
  const { t, number } = app;
  const nodeOf = (/** @type {string} */ id) => /** @type {import("../types.js").Placed} */ (chart.nodes.get(id)).node;
  const all = (/** @type {number} */ community) => figures.filter((item) => item.community === community).map(({ id }) => id);
  return [
    {
      key: "entity",
      label: t("Entity"),
      sort: ({ id }) => nodeOf(id).caption,
      className: "name",
      cell: ({ id }) => html`<${Entry} node=${nodeOf(id)} />`,
    },
    {
      key: "degree",
      label: t("Links on this chart"),
      sort: ({ degree }) => degree,
      end: true,
      cell: ({ degree }) => number(degree),
    },
    {
      key: "betweenness",
      label: t("Betweenness"),
      sort: ({ betweenness }) => betweenness,
      end: true,
      cell: ({ betweenness }) => decimal(betweenness),
    },
    {
      key: "community",
      label: t("Community"),
      sort: ({ community }) => community,
      end: true,
      cell: ({ community }) =>
        html`<button type="button" class="aslink num" title=${t("Select this community")} onClick=${(
          /** @type {Event} */ event,
        ) => {
          event.stopPropagation();
          choose(app, all(community));
        }}>${number(community + 1)}</button>`,
    },
  ];
}
