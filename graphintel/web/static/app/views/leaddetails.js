// @ts-check
/** The details of a lead: what says that two are the same, why they are not joined, and the way to decide.
 * @import {Lead, Node} from "../types.js" */
import { inspect } from "../actions/add.js";
import { decideOn } from "../actions/leads.js";
import { Entry } from "./valuestab.js";
import { Icon, IconButton, Mark, Name, html, useApp, useStore } from "./base.js";

/** @param {{lead: Lead}} props */
export function LeadDetails({ lead }) {
  const { store, t, page } = useApp();
  const nodes = useStore((state) => state.history.chart.nodes);
  const ends = [lead.source, lead.target].flatMap((id) => nodes.get(id)?.node ?? []);
  return html`<div class="ih"><div class="row top"><${Icon} name="git-merge" /><div class="grow"><h2>${t("Possibly the same")}</h2>
      <p class="muted">${t("A lead, no link: paths and figures leave it out.")}</p></div>
      <${IconButton} icon="x" label=${t("Close")} keys="Esc" small onClick=${() => store.set({ inspected: null })} /></div>
      <div class="facts"><div><span class="label">${t("Marking")}</span><${Mark} marking=${lead.marking} words /></div></div>
      ${page.user.may_decide && lead.decidable && html`<${Acts} lead=${lead} />`}</div>
    <div class="ib"><ul class="plain pad">${ends.map((node) => html`<li key=${node.id}><${End} node=${node} /></li>`)}</ul>
      <ul class="plain pad">${lead.grounds.map(
        (ground, at) => html`<li key=${at}><p><${Ground} ground=${ground} /></p><p class="muted">${ground.text}</p></li>`,
      )}</ul></div>`;
}

/** @param {{lead: Lead}} props */
function Acts({ lead }) {
  const app = useApp();
  const { t } = app;
  const acts = /** @type {["same"|"apart", string, string][]} */ ([
    ["same", "git-merge", t("Merge…")],
    ["apart", "split", t("Keep apart…")],
  ]);
  return html`<div class="row acts">${acts.map(
    ([type, icon, label]) => html`<button type="button" class="btn small" key=${type}
      onClick=${() => decideOn(app, lead.source, { other: lead.target, type })}><${Icon} name=${icon} />${label}</button>`,
  )}</div>`;
}

/** @param {{ground: Lead["grounds"][number]}} props */
function Ground({ ground }) {
  const { t, page } = useApp();
  if (ground.what === "decision") {
    return html`${t("Somebody decided that they are the same:")} <${Name}>${ground.why ?? ""}<//>`;
  }
  const scheme = page.identifier_schemes.find((each) => each.scheme === ground.scheme)?.label ?? ground.scheme ?? "";
  return html`${t("Both bear {what}", { what: scheme })} <bdi class="mono">${ground.number}</bdi>`;
}

/** @param {{node: Node}} props */
function End({ node }) {
  const app = useApp();
  return html`<button type="button" class="aslink" onClick=${() => inspect(app, node.id, { reveal: true })}><${Entry}
    node=${node} /></button>`;
}
