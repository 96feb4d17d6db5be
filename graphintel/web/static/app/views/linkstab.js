// @ts-check
/** All links of an entity, on the chart or not, each of which can be added. @import {Link, Node} from "../types.js" */
import { useState } from "preact/hooks";
import { addEntity, inspect } from "../actions/add.js";
import { reason } from "../app.js";
import { shortDate } from "../dates.js";
import { usePages } from "./load.js";
import { Entry } from "./valuestab.js";
import { Failed, Grade, Icon, Loading, Mark, Name, html, useApp, useStore } from "./base.js";

const PAGE = 50;

/** @param {{id: string}} props */
export function LinksTab({ id }) {
  const app = useApp();
  const { api, t, registry } = app;
  const [order, setOrder] = useState("date");
  const list = /** @type {import("./load.js").Paged<{link: Link, node: Node}>} */ (
    usePages(`${id} ${order}`, (cursor, signal) =>
      api.get(`/entities/${encodeURIComponent(id)}/links`, { limit: PAGE, order, cursor }, signal),
    )
  );
  const chart = useStore((state) => state.history.chart);
  const error = /** @type {any} */ (list.error);
  return html`<div class="listhead row"><span class="muted grow">
    ${t("Shown: {shown} of {total}", { shown: list.items.length, total: list.total })}</span>
    <label class="row tight"><span class="sr">${t("Order")}</span><select class="small" value=${order}
    onChange=${(/** @type {any} */ event) => setOrder(event.target.value)}>
      <option value="date">${t("By date")}</option><option value="grade">${t("By grade")}</option><option value="degree">
      ${t("By links")}</option></select></label></div>
    <ul class="linklist">${list.items.map(({ link, node }) => html`<${LinkRow} key=${link.id}
      ...${{ id, link, node, on: chart.nodes.has(node.id), label: registry.linkLabel(link.type, link.source === id ? "out" : "in") }} />`)}</ul>
    ${list.loading && html`<${Loading} what=${t("Loading links")} rows=${5} />`}
    ${error && html`<${Failed} what=${t("The links could not be loaded.")} detail=${reason(t, error)}
      reference=${error.reference} onRetry=${list.again} />`}
    ${!list.loading && !error && !list.items.length && html`<p class="pad muted">${t("No links.")}</p>`}
    ${list.more && html`<div class="pad"><button type="button" class="btn small" onClick=${list.more}>${t("Show more")}</button>
      </div>`}`;
}

/** @param {{id: string, link: Link, node: Node, on: boolean, label: string}} props */
function LinkRow({ link, node, on, label }) {
  const app = useApp();
  const { t, lang, number, registry } = app;
  const period = [...new Set([shortDate(link.from, lang), shortDate(link.to, lang)].filter(Boolean))].join(" – ");
  return html`<li><div class="grow"><span class="muted cut">${label}${link.role ? html` · <${Name}>${registry.roleLabel(link.role)}
    <//>` : null}${link.count > 1 ? ` ×${number(link.count)}` : ""}</span><${Entry} node=${node} />
      <span class="faint num">${period || t("no date")}</span></div>
    <${Mark} marking=${link.marking} /><${Grade} grade=${link.grade} />
    ${
      on
        ? html`<button type="button" class="btn ghost small icon" title=${t("Show on the chart")}
          aria-label=${t("Show {name} on the chart", { name: node.caption })}
          onClick=${() => inspect(app, node.id, { reveal: true })}><${Icon} name="check" /></button>`
        : html`<button type="button" class="btn small icon" title=${t("Add to chart")}
          aria-label=${t("Add {name} to the chart", { name: node.caption })} onClick=${() => addEntity(app, node.id)}><${Icon}
          name="plus" /></button>`
    }</li>`;
}
