// @ts-check
/** The tools of the chart and its zoom. */
import { groupChosen, hideChosen, showHidden } from "../actions/arrange.js";
import { pathFrom } from "../actions/paths.js";
import { actedOn, say } from "../app.js";
import { viewOf } from "../view.js";
import { IconButton, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function Tools() {
  const app = useApp();
  const { store, t, page, number } = app;
  const tool = useStore((state) => state.tool);
  const hidden = useStore((state) => viewOf(state.history.chart).nodesHidden + state.history.chart.hiddenLinks.size);
  const use = (/** @type {"select"|"lasso"} */ next) => store.set({ tool: next });
  const paths = () => {
    const [first] = actedOn(store.get());
    if (first) pathFrom(app, first);
    else say(app, t("Select the entity where the paths begin."));
  };
  return html`<div class="tools" role="toolbar" aria-label=${t("Chart tools")}>
    <${IconButton} icon="mouse-pointer-2" label=${t("Select")} keys="V" pressed=${tool === "select"}
    onClick=${() => use("select")} />
    <${IconButton} icon="lasso-select" label=${t("Lasso")} keys="L" pressed=${tool === "lasso"} onClick=${() => use("lasso")} />
    ${page.user.may_write && html`<${IconButton} icon="plus" label=${t("Add an entity or a link")} keys="N"
      onClick=${() => store.set({ dialog: "add", dialogData: {} })} />`}
    <${IconButton} icon="waypoints" label=${t("Find paths")} keys="P" onClick=${paths} />
    <${IconButton} icon="layers" label=${t("Group")} keys="G" onClick=${() => groupChosen(app)} />
    <${IconButton} icon="eye-off" label=${t("Hide")} keys="H" onClick=${() => hideChosen(app)} />
    ${hidden > 0 && html`<button type="button" class="btn ghost" onClick=${() => showHidden(app)}
      title=${t("Show what was hidden")}>${t("{n} hidden", { n: hidden })}</button>`}</div>`;
}

/** @param {{zoom: number}} props */
export function Zoom({ zoom }) {
  const app = useApp();
  const { t, number } = app;
  return html`<div class="zoom menu"><${IconButton} icon="minus" label=${t("Zoom out")} keys="-" small
    onClick=${() => app.engine?.zoomBy(1 / 1.25)} />
    <span class="num">${number(Math.round(zoom * 100))} %</span>
    <${IconButton} icon="plus" label=${t("Zoom in")} keys="+" small onClick=${() => app.engine?.zoomBy(1.25)} />
    <${IconButton} icon="maximize" label=${t("Fit")} keys="F" small onClick=${() => app.engine?.fit()} /></div>`;
}
