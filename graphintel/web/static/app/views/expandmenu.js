// @ts-check
/**
 * Counts per link type before anything is fetched, and a page at a time.
 * @import {LinkCount, LinkCounts} from "../types.js"
 * @import {Wanted} from "../actions/expand.js"
 */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { expand, PAGE, pageKey, shownCount } from "../actions/expand.js";
import { failureOf } from "../app.js";
import { useLoaded } from "./load.js";
import { Failed, Glyph, Icon, IconButton, Loading, Name, html, useApp, useStore } from "./base.js";

/** From more than this many link types on, they can be filtered. */
const FEW_TYPES = 5;
const ORDERS = /** @type {const} */ (["date", "grade", "degree"]);

/** @returns {any} */
export function ExpandMenu() {
  const id = useStore((state) => state.expanding);
  return id ? html`<${Menu} id=${id} key=${id} />` : null;
}

/** @param {{id: string}} props */
function Menu({ id }) {
  const app = useApp();
  const { api, store, t } = app;
  const placed = useStore((state) => state.history.chart.nodes.get(id));
  const counts = /** @type {import("./load.js").Loaded<LinkCounts>} */ (
    useLoaded(id, (signal) => api.get(`/entities/${encodeURIComponent(id)}/link-counts`, {}, signal))
  );
  const panel = useRef(/** @type {HTMLElement|null} */ (null));
  useLayoutEffect(() => {
    const opener = document.activeElement;
    panel.current?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  if (!placed) return null;
  const close = () => store.set({ expanding: null });
  const failure = counts.error ? failureOf(app, t("The links could not be counted."), counts.error, counts.again) : null;
  return html`<section class="menu expand" ref=${panel} tabindex="-1"
    aria-label=${t("Expand {name}", { name: placed.node.caption })}
    onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    }}>
    <div class="head row"><span class="grow cut"><${Name}>${placed.node.caption}<//></span>
      ${counts.data && html`<span class="faint num light">
        ${t("{n, plural, one {# link} other {# links}}", { n: counts.data.total })}</span>`}
      <${IconButton} icon="x" label=${t("Close")} small onClick=${close} /></div>
    ${counts.loading && html`<${Loading} what=${t("Counting links")} rows=${4} />`}
    ${failure && html`<${Failed} what=${failure.what} detail=${failure.detail} reference=${failure.reference}
      onRetry=${failure.retry} />`}
    ${
      counts.data &&
      (counts.data.total
        ? html`<${Choices} id=${id} counts=${counts.data} />`
        : html`<p class="foot">${t("No links.")}</p>`)
    }</section>`;
}

/** @param {{id: string, counts: LinkCounts}} props */
function Choices({ id, counts }) {
  const app = useApp();
  const { registry, t } = app;
  const chart = useStore((state) => state.history.chart);
  const [filter, setFilter] = useState("");
  const [chosen, setChosen] = useState(/** @type {LinkCount|null} */ (null));
  const [order, setOrder] = useState(/** @type {string} */ ("date"));
  const group = useRef(/** @type {HTMLElement|null} */ (null));
  // Whoever came by keyboard and waited on the menu is on its first choice: arrows choose, Enter brings.
  useLayoutEffect(() => {
    const first = group.current?.querySelector("[role=radio]");
    if (first instanceof HTMLElement && document.activeElement === group.current?.closest(".expand")) first.focus();
  }, []);
  const wanted = {
    type: chosen?.type ?? null,
    direction: chosen?.direction ?? null,
    kind: chosen?.kind ?? null,
    order,
    total: chosen?.count ?? counts.total,
  };
  const shown = (/** @type {Pick<Wanted, "type"|"direction"|"kind">} */ sort) => shownCount(chart, id, sort);
  const label = (/** @type {LinkCount} */ item) =>
    `${registry.linkLabel(item.type, item.direction)} · ${registry.kind(item.kind).plural}`;
  const rows = counts.types.filter((item) => label(item).toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase()));
  const all = { type: null, direction: null, kind: null };
  return html`
    ${
      counts.types.length > FEW_TYPES &&
      html`<label class="srch"><${Icon} name="search" small /><span class="sr">${t("Filter link types")}</span>
      <input type="text" placeholder=${t("Filter link types")} value=${filter}
        onInput=${(/** @type {any} */ event) => setFilter(event.target.value)} /></label>`
    }
    <div class="choices" role="radiogroup" ref=${group} aria-label=${t("Link types")} onKeyDown=${choosing}>
      ${
        !filter &&
        html`<${Choice} on=${!chosen} pick=${() => setChosen(null)} label=${t("All links")} shown=${shown(all)}
          count=${counts.total} />`
      }
      ${rows.map((item) => {
        const words = label(item);
        return html`<${Choice} key=${words} on=${chosen === item} pick=${() => setChosen(item)} label=${words} kind=${item.kind}
          shown=${shown(item)} count=${item.count} />`;
      })}</div>
    <${Foot} id=${id} wanted=${wanted} shown=${Math.min(wanted.total, shown(wanted))} setOrder=${setOrder} />`;
}

/** As in a form, Enter on a choice does what the button says. @param {KeyboardEvent} event */
function choosing(event) {
  if (event.key !== "Enter") return roving(event);
  event.preventDefault();
  const menu = /** @type {HTMLElement} */ (event.currentTarget).closest(".expand");
  /** @type {HTMLElement|null|undefined} */ (menu?.querySelector(".foot .primary"))?.click();
}

/** How much the button brings, and what it leaves out.
 * @param {{id: string, wanted: Wanted, shown: number, setOrder: (order: string) => void}} props */
function Foot({ id, wanted, shown, setOrder }) {
  const app = useApp();
  const { t } = app;
  const busy = useStore((state) => state.busy);
  const next = useStore((state) => state.history.chart.pages.has(pageKey(id, wanted)));
  const { total, order } = wanted;
  const done = shown >= total;
  const first = total > PAGE ? t("Show first {n}", { n: PAGE }) : t("Show all {n}", { n: total });
  const words = next ? t("Show next {n}", { n: Math.min(PAGE, total - shown) }) : first;
  const orders = { date: t("By date"), grade: t("By grade"), degree: t("By links") };
  const left = t("Shows {shown} of {total}. Narrow by link type to reach the others sooner.", {
    shown: shown || Math.min(PAGE, total),
    total,
  });
  return html`<div class="foot"><div class="row tight">
      <button type="button" class="btn primary small grow" aria-disabled=${busy || done ? "true" : undefined}
        onClick=${() => !busy && !done && expand(app, id, wanted)}>${done ? t("All are shown") : words}</button>
      <label class="btn small select"><span class="sr">${t("Order")}</span>
        <select value=${order} onChange=${(/** @type {any} */ event) => setOrder(event.target.value)}>
        ${ORDERS.map((item) => html`<option key=${item} value=${item}>${orders[item]}</option>`)}</select>
        <${Icon} name="chevron-down" small /></label></div>
    <p>${!done && total > PAGE ? left : t("{shown} of {total} on the chart.", { shown, total })}</p></div>`;
}

/** @param {{on: boolean, pick: () => void, label: string, kind?: string, shown: number, count: number}} props */
function Choice({ on, pick, label, kind, shown, count }) {
  const { t, number } = useApp();
  return html`<button type="button" role="radio" class=${`item${on ? " on" : ""}`} aria-checked=${on ? "true" : "false"}
    tabindex=${on ? 0 : -1} onClick=${pick} onFocus=${pick}>
    ${kind ? html`<${Glyph} of=${{ kind }} quiet />` : html`<${Icon} name="link-2" />`}<span class="cut">${label}</span>
    <span class="n">${shown > 0 ? html`<span class="faint">${t("{shown} of", { shown })} </span>` : null}${number(count)}</span>
      </button>`;
}

/** Arrow keys move within a group of choices. @param {KeyboardEvent} event */
export function roving(event) {
  const ahead = document.documentElement.dir === "rtl" ? -1 : 1;
  const turn = { ArrowDown: 1, ArrowRight: ahead, ArrowUp: -1, ArrowLeft: -ahead }[event.key];
  if (!turn) return;
  const group = /** @type {HTMLElement} */ (event.currentTarget);
  const items = [...group.querySelectorAll("[role=radio], [role=tab]")];
  const at = items.indexOf(/** @type {Element} */ (document.activeElement));
  const next = items[(at + turn + items.length) % items.length];
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}
