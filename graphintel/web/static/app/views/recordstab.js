// @ts-check
/** The records that describe or name an entity, as they arrived. @import {RecordItem} from "../types.js" */
import { useState } from "preact/hooks";
import { reason } from "../app.js";
import { shortDate, shortTime } from "../dates.js";
import { usePages } from "./load.js";
import { Failed, Grade, Icon, Loading, Mark, Name, html, useApp } from "./base.js";

const PAGE = 20;

/** @param {{id: string}} props */
export function RecordsTab({ id }) {
  const { api, t } = useApp();
  const list = /** @type {import("./load.js").Paged<RecordItem>} */ (
    usePages(id, (cursor, signal) => api.get(`/entities/${encodeURIComponent(id)}/records`, { limit: PAGE, cursor }, signal))
  );
  const error = /** @type {any} */ (list.error);
  return html`<div class="listhead muted">${t("Shown: {shown} of {total}", { shown: list.items.length, total: list.total })}
    </div>
    <ul class="records">${list.items.map((record) => html`<${RecordRow} key=${record.id} record=${record} />`)}</ul>
    ${list.loading && html`<${Loading} what=${t("Loading records")} rows=${4} />`}
    ${error && html`<${Failed} what=${t("The records could not be loaded.")} detail=${reason(t, error)}
      reference=${error.reference} onRetry=${list.again} />`}
    ${list.more && html`<div class="pad"><button type="button" class="btn small" onClick=${list.more}>${t("Show more")}</button>
      </div>`}`;
}

/** @param {{record: RecordItem}} props */
export function RecordRow({ record }) {
  const { t, lang } = useApp();
  const [open, setOpen] = useState(false);
  return html`<li><div class="row top"><button type="button" class="btn ghost small icon"
    aria-expanded=${open ? "true" : "false"} aria-label=${t("Show what the record says")}
      onClick=${() => setOpen(!open)}><${Icon} name=${open ? "chevron-down" : "chevron-right"} small mirror /></button>
    <div class="grow"><b><${Name}>${record.source}<//></b> <${Name} mono>${record.key}<//>
      ${!record.live && html` <span class="tag">${t("superseded or withdrawn")}</span>`}
      <p class="muted">${record.observed_at ? t("observed {date}", { date: shortDate(record.observed_at, lang) }) : t("observed: not known")} · ${t("recorded {date}", { date: shortTime(record.recorded_at, lang) })}</p>
      ${record.legal_basis && html`<p class="faint"><${Name}>${record.legal_basis}<//></p>`}</div>
    <${Mark} marking=${record.marking} /><${Grade} grade=${record.grade} /></div>
    ${open && html`<pre class="payload" dir="auto" tabindex="0">${JSON.stringify(record.payload, null, 2)}</pre>`}</li>`;
}
