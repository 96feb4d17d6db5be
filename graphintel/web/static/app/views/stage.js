// @ts-check
/** The chart itself and what lies on it. */
import { useEffect, useRef, useState } from "preact/hooks";
import { choose, toggleChosen } from "../actions/arrange.js";
import { inspect } from "../actions/add.js";
import { move } from "../commands.js";
import { CytoscapeChart } from "../engine/chart_cytoscape.js";
import { sceneOf } from "../engine/scene.js";
import { isLead } from "../leads.js";
import { nameOf } from "../actions/paths.js";
import { say } from "../app.js";
import { viewOf } from "../view.js";
import { ExpandMenu } from "./expandmenu.js";
import { Lasso } from "./lasso.js";
import { Legend } from "./legend.js";
import { PathBar } from "./pathbar.js";
import { Tools, Zoom } from "./tools.js";
import { Failed, Icon, Loading, html, useApp, useStore } from "./base.js";

/** @import {App} from "../app.js" @import {ChartEvents} from "../engine/chart.js" @import {State} from "../store.js" */

/** The expand menu and its distance from the edge. */
const MENU_WIDTH = 276;

/** @returns {any} */
export function Stage() {
  const app = useApp();
  const { t } = app;
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  const signs = useRef(/** @type {HTMLCanvasElement|null} */ (null));
  const [zoom, setZoom] = useState(1);
  const chart = useStore((state) => state.history.chart);
  const tool = useStore((state) => state.tool);
  const loading = useStore((state) => state.loading);
  const failure = useStore((state) => (state.dialog ? null : state.failure));
  useEffect(
    () => startEngine(app, /** @type {HTMLElement} */ (box.current), /** @type {HTMLCanvasElement} */ (signs.current), setZoom),
    [],
  );
  const view = viewOf(chart);
  return html`<div class="stage">
    <div id="chart" class="chart" ref=${box} role="application" tabindex="0" aria-describedby="chart-help" data-tool=${tool}
      aria-label=${t("Chart, {nodes, plural, one {# entity} other {# entities}}, {links, plural, one {# link} other {# links}}", { nodes: view.nodes.length, links: view.links.length })}></div>
    <canvas class="signs" ref=${signs} aria-hidden="true"></canvas>
    <p class="sr" id="chart-help">${t("Arrow keys go to the nearest entity, Tab along links, Enter shows details, E expands. The table below holds the same. Question mark lists all keys.")}</p>
    ${tool === "lasso" && html`<${Lasso} />`}
    <${Tools} /><${Zoom} zoom=${zoom} /><${Legend} /><${PathBar} /><${ExpandMenu} />
    ${!chart.nodes.size && !loading && !failure && html`<${Empty} />`}
    ${loading && html`<div class="opening"><${Loading} what=${t("Opening the chart")} rows=${4} /></div>`}
    ${failure && html`<${Trouble} failure=${failure} />`}</div>`;
}

/** @param {{failure: import("../store.js").Failure}} props */
function Trouble({ failure }) {
  const { store, t } = useApp();
  const close = () => store.set({ failure: null });
  const retry =
    failure.retry &&
    (() => {
      close();
      failure.retry?.();
    });
  return html`<div class="trouble"><${Failed} what=${failure.what} detail=${`${failure.detail} ${failure.remedy}`}
    reference=${failure.reference} onRetry=${retry} />
    <button type="button" class="btn small ghost" onClick=${close}>${t("Dismiss")}</button></div>`;
}

/** @returns {any} */
function Empty() {
  const { t } = useApp();
  return html`<div class="empty"><p>${t("Nothing on this chart. Search for a name, a number or a place to begin.")}</p>
    <button type="button" class="btn" onClick=${() => document.getElementById("search")?.focus()}><${Icon} name="search" />
    ${t("Search")}</button></div>`;
}

/** @param {App} app @param {HTMLElement} container @param {HTMLCanvasElement} signs @param {(zoom: number) => void} setZoom */
function startEngine(app, container, signs, setZoom) {
  const { store } = app;
  const engine = new CytoscapeChart(container, signs, app.palette, eventsFor(app, setZoom));
  app.engine = engine;
  const draw = () => engine.draw(sceneOf(store.get(), app));
  const stop = store.subscribe((state, before) => {
    if (state.expanding && state.expanding !== before.expanding) clearOfMenu(engine, state.expanding);
    if (drawsAlike(state, before)) return;
    draw();
  });
  app.onPalette = (palette) => {
    app.palette = palette;
    engine.repaint(palette);
    draw();
  };
  const observer = new ResizeObserver(() => {
    engine.resize();
    const { inspected } = store.get();
    if (inspected) engine.reveal(inspected);
  });
  observer.observe(container);
  const passive = store.subscribe((state, before) => state.tool !== before.tool && engine.setPassive(state.tool === "lasso"));
  draw();
  return () => {
    stop();
    passive();
    observer.disconnect();
    engine.destroy();
    app.engine = null;
  };
}

/** Moves the picture if the menu of an entity would lie on it. @param {CytoscapeChart} engine @param {string} id */
function clearOfMenu(engine, id) {
  const { clientWidth } = engine.container;
  if (clientWidth < 3 * MENU_WIDTH) return;
  engine.reveal(id, document.documentElement.dir === "rtl" ? { left: MENU_WIDTH } : { right: MENU_WIDTH });
}

/** @param {State} a @param {State} b @returns {boolean} whether both give the same picture */
function drawsAlike(a, b) {
  return (
    a.history.chart === b.history.chart &&
    a.leads === b.leads &&
    a.focus === b.focus &&
    a.paths === b.paths &&
    a.pathFrom === b.pathFrom &&
    a.pathFocus === b.pathFocus &&
    a.expanding === b.expanding &&
    a.openPairs === b.openPairs
  );
}

/** @param {App} app @param {(zoom: number) => void} setZoom @returns {ChartEvents} */
function eventsFor(app, setZoom) {
  const { store, t } = app;
  return {
    tap: (id, adding) => {
      document.getElementById("chart")?.focus({ preventScroll: true });
      if (id?.startsWith("bundle ")) openPair(app, id.slice("bundle ".length));
      else if (id && adding && !isLead(id)) toggleChosen(app, id);
      else if (id) inspect(app, id);
      else {
        choose(app, [], { focus: null });
        store.set({ expanding: null, sheet: "none" });
      }
    },
    open: (id) => store.set({ expanding: id }),
    select: (ids) => {
      choose(app, ids);
      say(app, t("{n, plural, one {# entity} other {# entities}} selected.", { n: ids.length }), { toast: false });
    },
    moved: (places) => {
      const [first] = places.keys();
      const label =
        places.size === 1
          ? t("Move {name}", { name: nameOf(app, first) })
          : t("Move {n, plural, one {# entity} other {# entities}}", { n: places.size });
      store.take(move(store.chart(), places), label);
    },
    menu: (id, at) => {
      const { left, top } = /** @type {HTMLElement} */ (document.getElementById("chart")).getBoundingClientRect();
      store.set({ dialog: "menu", dialogData: { id, at: { x: at.x + left, y: at.y + top } } });
    },
    zoomed: setZoom,
  };
}

/** @param {App} app @param {string} pair */
export function openPair({ store }, pair) {
  const openPairs = new Set(store.get().openPairs);
  if (openPairs.has(pair)) openPairs.delete(pair);
  else openPairs.add(pair);
  store.set({ openPairs });
}
