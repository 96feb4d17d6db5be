// @ts-check
/** What the signs mean, how many there are, and a switch for each. @import {Strength} from "../types.js" */
import { useState } from "preact/hooks";
import { toggleFilter } from "../actions/arrange.js";
import { SAME, leadsOn } from "../leads.js";
import { Glyph, Icon, html, useApp, useStore } from "./base.js";

const STRENGTHS = /** @type {Strength[]} */ (["confirmed", "probable", "tentative"]);

/** @returns {any} */
export function Legend() {
  const app = useApp();
  const { t, registry } = app;
  const chart = useStore((state) => state.history.chart);
  const raised = useStore((state) => state.sheet === "legend");
  const leads = useStore((state) => leadsOn(state).length);
  const [open, setOpen] = useState(true);
  const kinds = countBy(
    [...chart.nodes.values()].filter(({ hidden }) => !hidden),
    ({ node }) => node.kind,
  );
  const strengths = countBy(chart.links.values(), (link) => link.strength);
  if (!chart.nodes.size) return null;
  const order = registry.kinds.map(({ kind }) => kind);
  const names = [...kinds.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const words = { confirmed: t("Confirmed"), probable: t("Probable"), tentative: t("Tentative") };
  return html`<section class=${`menu legend${raised ? " raised" : ""}`} aria-label=${t("Legend and filter")}>
    <button type="button" class="head row" aria-expanded=${open ? "true" : "false"} onClick=${() => setOpen(!open)}>
      <span class="grow">${t("Legend and filter")}</span><${Icon} name=${open ? "chevron-up" : "chevron-down"} /></button>
    ${
      open &&
      html`<div class="legendbody">${names.map(
        (kind) => html`<${Entry} key=${kind} on=${!chart.filters.kinds.includes(kind)} count=${kinds.get(kind) ?? 0}
      label=${registry.kindLabel({ kind })} sign=${html`<${Glyph} of=${{ kind }} quiet />`}
        toggle=${() => toggleFilter(app, "kinds", kind)} />`,
      )}
      ${strengths.size || leads ? html`<div class="sep"></div>` : null}
      ${STRENGTHS.filter((name) => strengths.has(name)).map(
        (name) => html`<${Entry} key=${name} on=${!chart.filters.strengths.includes(name)} count=${strengths.get(name) ?? 0}
        label=${words[name]} sign=${html`<${LineSign} strength=${name} />`}
          toggle=${() => toggleFilter(app, "strengths", name)} />`,
      )}
      ${leads ? html`<${Entry} on=${!chart.filters.types.includes(SAME)} count=${leads} label=${t("Possibly the same")}
        sign=${html`<${LineSign} strength="same" />`} toggle=${() => toggleFilter(app, "types", SAME)} />` : null}</div>`
    }</section>`;
}

/** @param {{strength: Strength|"same"}} props */
export function LineSign({ strength }) {
  return html`<svg class="linesign" width="20" height="8" viewBox="0 0 20 8" aria-hidden="true"><path class=${strength}
    d="M0 4H20" /></svg>`;
}

/** @param {{on: boolean, count: number, label: string, sign: any, toggle: () => void}} props */
function Entry({ on, count, label, sign, toggle }) {
  const { number } = useApp();
  return html`<button type="button" class=${`item${on ? "" : " off"}`} aria-pressed=${on ? "true" : "false"} onClick=${toggle}>
    ${sign}<span class="cut">${label}</span>${!on && html`<${Icon} name="eye-off" small />`}<span class="n">${number(count)}
      </span></button>`;
}

/** @template T @param {Iterable<T>} items @param {(item: T) => string} key @returns {Map<string, number>} */
export function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
