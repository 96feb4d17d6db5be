// @ts-check
/** Every entity of the chart as a table, hidden ones too, so that they can be brought back. @import {Placed} from "../types.js" */
import { inspect } from "../actions/add.js";
import { choose, toggleChosen } from "../actions/arrange.js";
import { shortDate } from "../dates.js";
import { rank } from "../marking.js";
import { viewOf } from "../view.js";
import { DataTable } from "./datatable.js";
import { Glyph, Grade, Mark, Name, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function NodeTable() {
  const app = useApp();
  const { store, t } = app;
  const chart = useStore((state) => state.history.chart);
  const focus = useStore((state) => state.focus);
  const items = [...viewOf(chart).nodes, ...[...chart.nodes.values()].filter(({ hidden }) => hidden)];
  if (!items.length) return html`<p class="pad muted">${t("Nothing on this chart.")}</p>`;
  return html`<${DataTable} label=${t("Entities on this chart")} columns=${columns(app)} items=${items}
    idOf=${(/** @type {Placed} */ item) => item.node.id}
    first=${{ key: "links", down: true }} selection=${chart.selection} focus=${focus}
    onChoose=${(/** @type {string} */ id, /** @type {{adding: boolean, range: string[]|null}} */ { adding, range }) => {
      if (range) choose(app, range, { focus: id });
      else if (adding) toggleChosen(app, id);
      else inspect(app, id, { reveal: true });
    }}
    onOpen=${(/** @type {string} */ id) => {
      inspect(app, id, { reveal: true });
      requestAnimationFrame(() => document.getElementById("inspector")?.focus());
    }}
    onFocus=${(/** @type {string} */ id) => store.set({ focus: id })}
    onMenu=${(/** @type {string} */ id, /** @type {any} */ at) => store.set({ dialog: "menu", dialogData: { id, at } })} />`;
}

/** @param {import("../app.js").App} app @returns {import("./datatable.js").Column<Placed>[]} */
function columns({ t, registry, word, lang, number }) {
  return [
    {
      key: "entity",
      label: t("Entity"),
      sort: ({ node }) => node.caption,
      className: "name",
      cell: ({ node, hidden }) =>
        html`<span class="row"><${Glyph} of=${node} quiet /><span class="cut"><${Name}>${node.caption}<//></span>
          ${hidden && html`<span class="tag">${t("hidden")}</span>`}</span>`,
    },
    {
      key: "kind",
      label: t("Kind"),
      sort: ({ node }) => registry.kindLabel(node),
      className: "muted",
      cell: ({ node }) => registry.kindLabel(node),
    },
    {
      key: "register",
      label: t("Register"),
      sort: ({ node }) => node.registers.map(word).join(", "),
      className: "muted",
      cell: ({ node }) => node.registers.map(word).join(", "),
    },
    { key: "links", label: t("Links"), sort: ({ node }) => node.degree, end: true, cell: ({ node }) => number(node.degree) },
    {
      key: "seen",
      label: t("Last seen"),
      sort: ({ node }) => node.last_seen ?? "",
      cell: ({ node }) => shortDate(node.last_seen, lang) || html`<span class="faint">${t("not known")}</span>`,
    },
    {
      key: "grade",
      label: t("Grade"),
      sort: ({ node }) => node.grade ?? "Z",
      cell: ({ node }) => html`<${Grade} grade=${node.grade} />`,
    },
    {
      key: "marking",
      label: t("Marking"),
      sort: ({ node }) => rank(node.marking.level),
      cell: ({ node }) => html`<${Mark} marking=${node.marking} />`,
    },
  ];
}
