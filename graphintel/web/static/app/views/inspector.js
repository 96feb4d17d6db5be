// @ts-check
/** The details of the chosen entity or link. @import {Entity, Link, Placed} from "../types.js" */
import { useRef, useState } from "preact/hooks";
import { collapseEntity } from "../actions/expand.js";
import { hideChosen, removeChosen, togglePin } from "../actions/arrange.js";
import { decideActs } from "../actions/leads.js";
import { pathFrom } from "../actions/paths.js";
import { failureOf } from "../app.js";
import { shortDate, withDates } from "../dates.js";
import { roving } from "./expandmenu.js";
import { HistoryTab } from "./historytab.js";
import { LeadDetails } from "./leaddetails.js";
import { LinkDetails } from "./linkdetails.js";
import { LinksTab } from "./linkstab.js";
import { useLoaded } from "./load.js";
import { RecordsTab } from "./recordstab.js";
import { Splitter } from "./splitter.js";
import { ValuesTab } from "./valuestab.js";
import { Failed, Glyph, Grade, Icon, IconButton, Loading, Mark, Name, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function Inspector() {
  const { store, t } = useApp();
  const id = useStore((state) => state.inspected);
  const placed = useStore((state) => (id ? state.history.chart.nodes.get(id) : undefined));
  const link = useStore((state) => (id ? state.history.chart.links.get(id) : undefined));
  const [height, setHeight] = useState(/** @type {"low"|"half"|"full"} */ ("low"));
  const lead = useStore((state) => (id ? state.leads.get(id) : undefined));
  if (!placed && !link && !lead) return null;
  const taller = { low: "half", half: "full", full: "low" };
  return html`<aside class=${`insp ${height}`} id="inspector" tabindex="-1" aria-label=${t("Details")}>
    <${Splitter} edge="start" token="--inspector-w" least=${280} most=${640} label=${t("Width of the details")} />
    <button type="button" class="grab" aria-label=${t("Change height")}
    onClick=${() => setHeight(/** @type {any} */ (taller[height]))}></button>
    ${placed && html`<${EntityDetails} key=${id} placed=${placed} />`}${link && html`<${LinkDetails} key=${id} link=${link} />`}
    ${lead && html`<${LeadDetails} key=${id} lead=${lead} />`}
      </aside>`;
}

/** @param {{placed: Placed}} props */
function EntityDetails({ placed }) {
  const app = useApp();
  const { api, t } = app;
  const { node } = placed;
  const [tab, setTab] = useState("values");
  const entity = /** @type {import("./load.js").Loaded<Entity>} */ (
    useLoaded(node.id, (signal) => api.get(`/entities/${encodeURIComponent(node.id)}`, {}, signal))
  );
  const failure = entity.error ? failureOf(app, t("The details could not be loaded."), entity.error, entity.again) : null;
  const count = entity.data
    ? new Set(entity.data.values.map(({ property }) => property)).size + entity.data.identifiers.length
    : null;
  const tabs = /** @type {[string, string, number|null][]} */ ([
    ["values", t("Values"), count],
    ["links", t("Links"), node.degree],
    ["records", t("Records"), entity.data?.record_count ?? null],
    ["history", t("History"), null],
  ]);
  return html`<${Head} placed=${placed} />
    <${Tabs} tabs=${tabs} present=${tab} choose=${setTab} panel="inspector-panel" />
    <div class="ib" id="inspector-panel" role="tabpanel" tabindex="0" aria-labelledby=${`inspector-panel-tab-${tab}`}>
      ${tab === "values" && entity.loading && html`<${Loading} what=${t("Loading details")} rows=${6} />`}
      ${tab === "values" && failure && html`<${Failed} what=${failure.what} detail=${failure.detail}
        reference=${failure.reference} onRetry=${failure.retry} />`}
      ${tab === "values" && entity.data && html`<${ValuesTab} entity=${entity.data} />`}
      ${tab === "links" && html`<${LinksTab} id=${node.id} />`}
      ${tab === "records" && html`<${RecordsTab} id=${node.id} />`}
      ${tab === "history" && html`<${HistoryTab} id=${node.id} />`}</div>`;
}

/** @param {{tabs: [string, string, number|null][], present: string, choose: (tab: string) => void, panel: string,
 *   children?: import("preact").ComponentChildren, extra?: string, icons?: Record<string, string>}} props */
export function Tabs({ tabs, present, choose, panel, children, extra = "", icons = {} }) {
  const { number } = useApp();
  return html`<div class=${`tabs ${extra}`}><div class="tablist" role="tablist" onKeyDown=${roving}>
    ${tabs.map(
      ([
        name,
        label,
        count,
      ]) => html`<button type="button" role="tab" key=${name} id=${`${panel}-tab-${name}`} aria-controls=${panel}
      aria-selected=${name === present ? "true" : "false"} tabindex=${name === present ? 0 : -1} onClick=${() => choose(name)}
      onFocus=${() => choose(name)}>
      ${icons[name] && html`<${Icon} name=${icons[name]} small />`}${label}${count === null ? null : html` <span class="n">
        ${number(count)}</span>`}</button>`,
    )}</div>${children}</div>`;
}

/** @param {{placed: Placed}} props */
function Head({ placed }) {
  const app = useApp();
  const { store, t, page, registry, word, lang } = app;
  const { node } = placed;
  const seen = [node.first_seen, node.last_seen].map((date) => shortDate(date, lang)).filter(Boolean);
  const facts = [registry.kindLabel(node), withDates(node.subtitle ?? "", lang)].filter(Boolean);
  const close = () => {
    store.set({ inspected: null });
    document.getElementById("chart")?.focus();
  };
  return html`<div class="ih"><div class="row top">
      <${Glyph} of=${node} large /><div class="grow"><h2><${Name}>${node.caption}<//></h2>
      <p class="muted">${facts.map((fact, at) => html`${at ? " · " : ""}<${Name} key=${at}>${fact}<//>`)}</p></div>
      <a class="btn ghost small icon" href=${page.urls.entity.replace("{id}", encodeURIComponent(node.id))}
      title=${t("Open page")} aria-label=${t("Open page")}><${Icon} name="panel-right" mirror /></a>
      <${IconButton} icon="x" label=${t("Close")} keys="Esc" small onClick=${close} /></div>
    <div class="facts"><div><span class="label">${t("Grade")}</span><${Grade} grade=${node.grade} /></div>
      <div><span class="label">${t("Seen")}</span><span class="num">${[...new Set(seen)].join(" – ") || t("not known")}</span>
      </div>
      <div><span class="label">${t("Marking")}</span><${Mark} marking=${node.marking} words /></div></div>
    ${node.marking.groups.length || node.registers.length ? html`<p class="help">
      ${[...node.registers.map(word), ...node.marking.groups.map((group) => group.replaceAll("-", " "))].join(" · ")}</p>` : null}
    <${Acts} placed=${placed} /></div>`;
}

/** @param {{placed: Placed}} props */
function Acts({ placed }) {
  const app = useApp();
  const { store, t } = app;
  const { id } = placed.node;
  return html`<div class="row acts">
    <button type="button" class="btn small primary" onClick=${() => store.set({ expanding: id })}><${Icon} name="plus" />
    ${t("Expand")}</button>
    <button type="button" class="btn small" onClick=${() => pathFrom(app, id)}><${Icon} name="waypoints" />${t("Paths to…")}
    </button>
    <${IconButton} icon="pin" label=${placed.pinned ? t("Unpin") : t("Pin")} pressed=${placed.pinned} small ghost=${false}
    onClick=${() => togglePin(app, [id])} />
    <${IconButton} icon="eye-off" label=${t("Hide")} keys="H" small ghost=${false} onClick=${() => hideChosen(app, [id])} />
    <${More} id=${id} /></div>`;
}

/** @param {{id: string}} props */
function More({ id }) {
  const app = useApp();
  const { store, t } = app;
  const [open, setOpen] = useState(false);
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  const items = /** @type {[string, string, () => void][]} */ ([
    ["minus", t("Collapse"), () => collapseEntity(app, id)],
    ["link-2", t("Add a link from here"), () => store.set({ dialog: "add", dialogData: { what: "link", source: id } })],
    ...decideActs(app, id),
    ["trash-2", t("Take off the chart"), () => removeChosen(app, [id])],
  ]);
  return html`<div class="pop" ref=${box}
    onFocusOut=${(/** @type {any} */ event) => box.current?.contains(event.relatedTarget) || setOpen(false)}>
    <${IconButton} icon="ellipsis" label=${t("More")} small ghost=${false} expanded=${open} onClick=${() => setOpen(!open)} />
    ${
      open &&
      html`<div class="menu popup" role="menu">${items.map(
        ([icon, label, act]) => html`<button type="button" role="menuitem" class="item" key=${icon}
      onClick=${() => {
        setOpen(false);
        act();
      }}><${Icon} name=${icon} small />${label}</button>`,
      )}</div>`
    }</div>`;
}
