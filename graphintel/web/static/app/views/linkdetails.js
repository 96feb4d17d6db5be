// @ts-check
/** The details of a link: what it says, between whom, and the records it rests on. @import {Link, RecordItem} from "../types.js" */
import { hideChosen } from "../actions/arrange.js";
import { inspect } from "../actions/add.js";
import { reason } from "../app.js";
import { shortDate } from "../dates.js";
import { useLoaded } from "./load.js";
import { RecordRow } from "./recordstab.js";
import { Entry } from "./valuestab.js";
import { Failed, Grade, Icon, IconButton, Loading, Mark, Name, html, useApp, useStore } from "./base.js";

/** Records are asked for in pages of this size until those of the link are found. */
const PAGE = 100;
const MOST_PAGES = 5;

/** @param {{link: Link}} props */
export function LinkDetails({ link }) {
  const app = useApp();
  const { store, t, registry, lang } = app;
  const nodes = useStore((state) => state.history.chart.nodes);
  const [source, target] = [nodes.get(link.source), nodes.get(link.target)];
  if (!source || !target) return null;
  const words = { confirmed: t("Confirmed"), probable: t("Probable"), tentative: t("Tentative") };
  const period = [shortDate(link.from, lang), shortDate(link.to, lang)];
  const rows = /** @type {[string, any][]} */ ([
    [t("From"), html`<${End} node=${source.node} />`],
    [t("To"), html`<${End} node=${target.node} />`],
    ...(link.role ? [[t("Role"), html`<${Name}>${registry.roleLabel(link.role)}<//>`]] : []),
    [t("Held from"), period[0] || t("not known")],
    [t("Held until"), period[1] || t("not known")],
    [t("Strength"), words[link.strength]],
    [t("Records"), link.records.length],
  ]);
  return html`<div class="ih"><div class="row top"><${Icon} name="link-2" /><div class="grow"><h2>
    ${registry.linkLabel(link.type)}</h2>
      <p class="muted">${t("Link")}${link.count > 1 ? ` ×${link.count}` : ""}</p></div>
      <${IconButton} icon="x" label=${t("Close")} keys="Esc" small onClick=${() => store.set({ inspected: null })} /></div>
      <div class="facts"><div><span class="label">${t("Grade")}</span><${Grade} grade=${link.grade} /></div><div></div>
        <div><span class="label">${t("Marking")}</span><${Mark} marking=${link.marking} words /></div></div>
      <div class="row acts"><button type="button" class="btn small" onClick=${() => hideChosen(app, [link.id])}><${Icon}
      name="eye-off" />${t("Hide")}</button></div></div>
    <div class="ib"><dl class="values">${rows.map(([label, value]) => html`<div class="v" key=${label}><dt>${label}</dt><dd><div
      class="vl num">${value}</div></dd></div>`)}</dl>
      <${LinkRecords} link=${link} ends=${[source.node, target.node]} /></div>`;
}

/** @param {{node: import("../types.js").Node}} props */
function End({ node }) {
  const app = useApp();
  return html`<button type="button" class="aslink" onClick=${() => inspect(app, node.id, { reveal: true })}><${Entry}
    node=${node} /></button>`;
}

/** @param {{link: Link, ends: import("../types.js").Node[]}} props */
function LinkRecords({ link, ends }) {
  const { api, t } = useApp();
  // The end with fewer links has fewer records to look through.
  const [smaller] = [...ends].sort((a, b) => a.degree - b.degree);
  const found = /** @type {import("./load.js").Loaded<RecordItem[]>} */ (
    useLoaded(link.id, (signal) => recordsOf(api, smaller.id, link.records, signal))
  );
  const error = /** @type {any} */ (found.error);
  if (found.loading) return html`<${Loading} what=${t("Loading records")} rows=${3} />`;
  if (error)
    return html`<${Failed} what=${t("The records could not be loaded.")} detail=${reason(t, error)} reference=${error.reference}
      onRetry=${found.again} />`;
  return html`<div class="listhead muted">
    ${t("Shown: {shown} of {total}", { shown: found.data?.length ?? 0, total: link.records.length })}</div>
    <ul class="records">${found.data?.map((record) => html`<${RecordRow} key=${record.id} record=${record} />`)}</ul>`;
}

/** @param {import("../api.js").Api} api @param {string} id @param {string[]} wanted @param {AbortSignal} signal @returns {Promise<RecordItem[]>} */
async function recordsOf(api, id, wanted, signal) {
  const ids = new Set(wanted);
  /** @type {RecordItem[]} */
  const found = [];
  let cursor = null;
  for (let page = 0; page < MOST_PAGES && found.length < ids.size; page += 1) {
    const answer = await api.get(`/entities/${encodeURIComponent(id)}/records`, { limit: PAGE, cursor }, signal);
    found.push(...answer.items.filter((/** @type {RecordItem} */ record) => ids.has(record.id)));
    cursor = answer.next_cursor;
    if (!cursor) break;
  }
  return found;
}
