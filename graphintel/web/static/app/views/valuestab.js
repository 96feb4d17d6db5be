// @ts-check
/** Values with their evidence, a row each; identifiers with what their check found. @import {Entity, Evidence, Identifier, Value} from "../types.js" */
import { useState } from "preact/hooks";
import { shortDate, withDates } from "../dates.js";
import { Glyph, Grade, Icon, Mark, Name, html, useApp } from "./base.js";

/** @param {{entity: Entity}} props */
export function ValuesTab({ entity }) {
  const { t, page } = useApp();
  /** @type {Map<string, Value[]>} */
  const rows = new Map();
  for (const value of entity.values) rows.set(value.property, [...(rows.get(value.property) ?? []), value]);
  /** @type {Record<string, string>} */
  const nameKinds = {
    alias: t("Also known as"),
    weak_alias: t("Perhaps known as"),
    former: t("Former name"),
    maiden: t("Name at birth"),
    transliterated: t("Transliterated"),
  };
  const named = rows.get("name") ?? [];
  rows.delete("name");
  const others = named.map(({ text }) => text).filter((name) => name !== entity.caption);
  return html`<dl class="values">
    <${Row} label=${t("Name")} main=${html`<${Name}>${entity.caption}<//>`} sources=${named.flatMap(({ sources }) => sources)}
      count=${sum(named)}
      alt=${others.length ? html`<${Names} names=${others} />` : null} />
    ${[...rows].map(([property, values]) => html`<${ValueRow} key=${property}
      label=${nameKinds[property] ?? page.properties[property] ?? property} values=${values} />`)}
    ${entity.identifiers.map((identifier) => html`<${IdentifierRow} key=${identifier.id} identifier=${identifier} />`)}</dl>
    ${
      entity.subjects.length > 1
        ? html`<p class="help pad">${t("Joined from {n, plural, one {# source} other {# sources}}.", { n: entity.subjects.length })}
      ${" "}<a href=${page.urls.entity.replace("{id}", encodeURIComponent(entity.id))}>${t("See and undo on its page")}</a></p>`
        : null
    }`;
}

/** @param {{names: string[]}} props */
function Names({ names }) {
  return names.map((name, at) => html`${at ? " · " : ""}<${Name} key=${at}>${name}<//>`);
}

/** Several values of one property stand together; where they contradict each other it is said, never resolved.
 * @param {{label: string, values: Value[]}} props */
function ValueRow({ label, values }) {
  const { t, lang } = useApp();
  const [first, ...rest] = values;
  const agreeing = rest.filter((value) => !value.differs);
  const differing = values.filter((value) => value.differs && value !== first);
  const alt = agreeing.length ? html`<${Names} names=${agreeing.map(({ text }) => withDates(text, lang))} />` : null;
  const tag = differing.length
    ? html`<span class="tag warn"><${Icon} name="triangle-alert" />${t(
        "{n, plural, one {# differs} other {# differ}}: {values}",
        {
          n: differing.length,
          values: differing.map(({ text }) => withDates(text, lang)).join(", "),
        },
      )}</span>`
    : null;
  return html`<${Row} label=${label} main=${html`<${Name}>${withDates(first.text, lang)}<//>`}
    sources=${values.flatMap(({ sources }) => sources)} count=${sum(values)} alt=${alt} tag=${tag} />`;
}

/** @param {{source_count: number}[]} items @returns {number} */
function sum(items) {
  return items.reduce((total, item) => total + item.source_count, 0);
}

/** @param {{label: string, main: any, sources: Evidence[], count: number, alt?: any, tag?: any, note?: any}} props `sources` are the newest of `count` */
function Row({ label, main, sources, count, alt = null, tag = null, note = null }) {
  const { t, number } = useApp();
  const [open, setOpen] = useState(false);
  const best =
    sources
      .map(({ grade }) => grade)
      .filter((grade) => grade !== null)
      .sort()[0] ?? null;
  return html`<div class=${`v${open ? " open" : ""}`}><dt>${label}</dt><dd><div class="vl">${main}</div>${alt && html`<div
    class="alt">${alt}</div>`}${tag}</dd>
    <div class="pv">${
      sources.length
        ? html`<button type="button" class="btn ghost small count" aria-expanded=${open ? "true" : "false"}
          onClick=${() => setOpen(!open)}
      title=${t("Show where this is from")}><span class="sr">${t("Records that say so:")} </span>${number(count)}<${Icon}
        name=${open ? "chevron-up" : "chevron-down"} small /></button>`
        : null
    }
      ${sources.length ? html`<${Grade} grade=${best} />` : null}</div>
    ${open && html`<${Sources} sources=${sources} />`}${open && count > sources.length && html`<p class="help fix">
      ${t("Shows the newest {shown} of {total}. All are under Records.", { shown: sources.length, total: count })}</p>`}${note}
      </div>`;
}

/** One line per record: what it said, source, date, marking, grade. @param {{sources: Evidence[]}} props */
export function Sources({ sources }) {
  const { t, lang } = useApp();
  return html`<ul class="prov">${sources.map(
    (item, at) => html`<li key=${`${item.record} ${at}`}><b class="num"><${Name}>${withDates(item.said, lang)}<//></b>
    <${Mark} marking=${item.marking} /><${Grade} grade=${item.grade} />
    <span class="muted"><${Name}>${item.source}<//>, ${shortDate(item.observed_at ?? item.recorded_at, lang) || t("no date")}
      ${item.legal_basis ? html` · <${Name}>${item.legal_basis}<//>` : null}</span></li>`,
  )}</ul>`;
}

/** @param {{identifier: Identifier}} props */
function IdentifierRow({ identifier }) {
  const { t, page } = useApp();
  const { scheme, as_seen: seen, normalised, valid, shared_with: shared } = identifier;
  const label = page.identifier_schemes.find((item) => item.scheme === scheme)?.label ?? scheme;
  const other = normalised && normalised !== seen ? normalised : null;
  const alt = html`${other && html`<${Name} mono>${other}<//>${shared ? " · " : ""}`}
    ${shared ? t("shared with {n, plural, one {# other} other {# others}}", { n: shared }) : null}`;
  return html`<${Row} label=${label} main=${html`<${Name} mono>${seen}<//>`} sources=${identifier.sources}
    count=${identifier.source_count} alt=${other || shared ? alt : null}
    tag=${valid === false ? null : html`<span class=${`tag${valid ? " ok" : ""}`}>${valid ? html`<${Icon} name="check" />
      ${t("Check passes")}` : t("Not checkable")}</span>`}
    note=${valid === false ? html`<${CheckFails} identifier=${identifier} />` : null} />`;
}

/** Amber, not red: the number is kept as it was seen and blocks nothing. @param {{identifier: Identifier}} props */
function CheckFails({ identifier }) {
  const { t } = useApp();
  const [correction] = identifier.corrections;
  const lookFor = () => {
    const box = /** @type {HTMLInputElement|null} */ (document.getElementById("search"));
    if (!box) return;
    box.value = correction;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };
  return html`<div class="note warn fix"><${Icon} name="triangle-alert" /><div><b>${t("Check fails.")}</b> ${identifier.why}
    ${
      correction &&
      html` <${Name} mono>${correction}<//> ${t("would pass.")}
      <div class="row tight"><button type="button" class="btn small" onClick=${lookFor}>${t("Search for it")}</button></div>`
    }</div></div>`;
}

/** An entity in a list of the details: its sign and its name. @param {{node: import("../types.js").Node}} props */
export function Entry({ node }) {
  return html`<span class="row tight"><${Glyph} of=${node} /><span class="cut"><${Name}>${node.caption}<//></span></span>`;
}
