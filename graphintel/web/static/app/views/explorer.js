// @ts-check
/** The explorer as a whole. */
import { useEffect } from "preact/hooks";
import { bannerText, highest } from "../marking.js";
import { AddDialog } from "./addform.js";
import { Bar } from "./bar.js";
import { ContextMenu } from "./contextmenu.js";
import { Dock } from "./dock.js";
import { Inspector } from "./inspector.js";
import { CommandList, KeyHelp } from "./keyhelp.js";
import { PathDialog } from "./pathdialog.js";
import { PhoneBar } from "./phonebar.js";
import { ProofDialog } from "./proofdialog.js";
import { PurposeDialog } from "./purposedialog.js";
import { GroupDialog, SaveDialog } from "./savedialog.js";
import { Stage } from "./stage.js";
import { Busy, Live, Toast } from "./toast.js";
import { AppContext, html, useApp, useStore } from "./base.js";

const DIALOGS = /** @type {Record<string, () => any>} */ ({
  save: SaveDialog,
  group: GroupDialog,
  paths: PathDialog,
  keys: KeyHelp,
  commands: CommandList,
  add: AddDialog,
  menu: ContextMenu,
  proof: ProofDialog,
  purpose: PurposeDialog,
});

/** @param {{app: import("../app.js").App}} props */
export function Explorer({ app }) {
  return html`<${AppContext.Provider} value=${app}><${Banner} /><${Bar} /><${Main} /><${PhoneBar} /><${OpenDialog} />
    <${Toast} /><${Live} /><${Busy} /><//>`;
}

function Main() {
  const { t } = useApp();
  const inspected = useStore((state) => Boolean(state.inspected));
  return html`<main class=${`ex${inspected ? " inspecting" : ""}`} id="explorer" aria-label=${t("Explorer")}><${Stage} />
    <${Inspector} /><${Dock} /></main>`;
}

function OpenDialog() {
  const name = useStore((state) => state.dialog);
  const open = name ? DIALOGS[name] : null;
  return open ? html`<${open} key=${name} />` : null;
}

/** The highest marking of all that is on the chart, hidden or not. */
function Banner() {
  const { t, word } = useApp();
  const chart = useStore((state) => state.history.chart);
  const leads = useStore((state) => state.leads);
  const name = useStore((state) => state.saved.name);
  const marking = highest([
    ...[...chart.nodes.values()].map(({ node }) => node.marking),
    ...[...chart.links.values()].map((link) => link.marking),
    ...[...leads.values()].map((lead) => lead.marking),
  ]);
  useEffect(() => {
    document.title = `${name || t("Explorer")} · graphintel`;
  }, [name]);
  return html`<div class=${`marking m-${marking?.level ?? "unclassified"}`} id="marking">
    ${marking ? bannerText(marking, word) : word("unclassified").toLocaleUpperCase()}
    ${" "}<span>${marking ? t("highest marking on this chart") : t("nothing on this chart")}</span></div>`;
}
