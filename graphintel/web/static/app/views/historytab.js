// @ts-check
/** What is dated, in order. @import {Link, Node, Marking} from "../types.js" */
import { inspect } from "../actions/add.js";
import { reason } from "../app.js";
import { shortDate } from "../dates.js";
import { useLoaded } from "./load.js";
import { Failed, Glyph, Grade, Icon, Loading, Mark, Name, html, useApp, useStore } from "./base.js";

/** @typedef {{date: string, precision: string, what: "record"|"link"|"event", text: string, link: Link|null, node: Node|null, grade: string|null, marking: Marking}} Moment */

/** @param {{id: string}} props */
export function HistoryTab({ id }) {
  const app = useApp();
  const { api, t } = app;
  const history = useLoaded(id, (signal) => api.get(`/entities/${encodeURIComponent(id)}/timeline`, {}, signal));
  const error = /** @type {any} */ (history.error);
  if (history.loading) return html`<${Loading} what=${t("Loading history")} rows=${5} />`;
  if (error)
    return html`<${Failed} what=${t("The history could not be loaded.")} detail=${reason(t, error)} reference=${error.reference}
      onRetry=${history.again} />`;
  if (!history.data) return null;
  const items = /** @type {Moment[]} */ (history.data.items);
  const undated = history.data.undated ?? 0;
  return html`<div class="listhead muted">
    ${t("Shown: {shown} of {total}", { shown: items.length, total: history.data.total ?? items.length })}
    ${undated ? ` · ${t("{n} without date", { n: undated })}` : ""}</div>
    <ol class="moments">${items.map((moment, at) => html`<${MomentRow} key=${at} moment=${moment} />`)}</ol>`;
}

/** @param {{moment: Moment}} props */
function MomentRow({ moment }) {
  const app = useApp();
  const { lang } = app;
  const on = useStore((state) => Boolean(moment.node && state.history.chart.nodes.has(moment.node.id)));
  const icons = { record: "file-text", link: "link-2", event: "calendar" };
  const { node } = moment;
  return html`<li><span class="when num">${shortDate(moment.date, lang)}</span>
    ${node ? html`<${Glyph} of=${node} />` : html`<${Icon} name=${icons[moment.what] ?? "circle"} />`}
    <div class="grow"><${Name}>${moment.text}<//>${node && html` <span class="muted">${on ? html`<button type="button"
      class="aslink" onClick=${() => inspect(app, node.id, { reveal: true })}><${Name}>${node.caption}<//>
        </button>` : html`<${Name}>${node.caption}<//>`}</span>`}</div>
    <${Mark} marking=${moment.marking} /><${Grade} grade=${moment.grade} /></li>`;
}
