// @ts-check
/**
 * The working chart, drawn by Cytoscape.
 * @import {ChartEngine, ChartEvents, Scene, SceneNode} from "./chart.js"
 * @import {Palette} from "../theme.js"
 * @import {Point} from "../types.js"
 */
import cytoscape from "cytoscape";
import { motionIsReduced } from "../theme.js";
import { drawSigns } from "./overlay.js";
import { Painter } from "./painter.js";
import { chartStyle } from "./style.js";
import { listen } from "./pointer.js";

const LABELS_FROM_ZOOM = 1.2;
const GROW_MS = 320;
/** Above this many elements the chart jumps instead of moving. */
const MOST_MOVING = 500;
const FIT_MARGIN = 64;
/** Badges and second lines reach beyond what Cytoscape measures. */
const SIGN_ROOM = 56;

/** Cytoscape writes a <style> element unless one with this id is there, which a strict content-security policy forbids.
 * The one rule that it holds is in explorer.css. */
function keepStyleElementOut() {
  const id = "__________cytoscape_stylesheet";
  if (document.getElementById(id)) return;
  const stand = document.createElement("meta");
  stand.id = id;
  document.head.append(stand);
}

/** @param {HTMLElement} container @param {Palette} palette */
function startCytoscape(container, palette) {
  keepStyleElementOut();
  return cytoscape({
    container,
    style: chartStyle(palette),
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: true,
    selectionType: "single",
    layout: { name: "preset" },
    pixelRatio: "auto",
  });
}

/** @implements {ChartEngine} */
export class CytoscapeChart {
  #labelled = false;
  /** @type {Scene} */
  #scene = { nodes: [], links: [], groups: [], selection: new Set() };

  /** @param {HTMLElement} container @param {HTMLCanvasElement} signs canvas above it @param {Palette} palette
   * @param {ChartEvents} events */
  constructor(container, signs, palette, events) {
    this.container = container;
    this.signs = signs;
    this.palette = palette;
    this.events = events;
    this.cy = startCytoscape(container, palette);
    this.painter = new Painter(this.cy);
    this.stop = listen(this.cy, events, () => this.painter.painting);
    this.cy.on("render", () => this.#paintSigns());
    this.cy.on("zoom", () => this.#zoomed());
  }

  /** @param {Scene} scene */
  draw(scene) {
    this.#scene = scene;
    const size = scene.nodes.length + scene.links.length;
    this.painter.paint(scene, motionIsReduced() || size > MOST_MOVING ? 0 : GROW_MS, this.#labelled);
    tune(this.cy, size);
  }

  /** @param {Palette} palette */
  repaint(palette) {
    this.palette = palette;
    this.cy.style(chartStyle(palette));
  }

  /** @param {string[]} [ids] */
  fit(ids) {
    const { cy } = this;
    const eles = ids ? ids.reduce((all, id) => all.union(cy.getElementById(id)), cy.collection()) : cy.elements();
    if (!eles.nonempty()) return;
    cy.fit(eles, FIT_MARGIN);
    // A chart of three entities is not blown up to fill the screen.
    if (cy.zoom() > 1) cy.zoom(1);
    cy.center(eles);
  }

  /** @param {number} factor */
  zoomBy(factor) {
    const { cy } = this;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  }

  viewport() {
    return { ...this.cy.pan(), zoom: this.cy.zoom() };
  }

  /** @param {{x: number, y: number, zoom: number}} viewport */
  setViewport({ x, y, zoom }) {
    this.cy.viewport({ zoom, pan: { x, y } });
  }

  /** @param {string} id @param {{left?: number, right?: number}} [covered] */
  reveal(id, covered = {}) {
    reveal(this.cy, id, covered);
  }

  /** @param {string} id @returns {Point|null} */
  rendered(id) {
    const ele = this.cy.getElementById(id);
    return ele.nonempty() && ele.isNode() ? { ...ele.renderedPosition() } : null;
  }

  /** @returns {Map<string, Point>} */
  allRendered() {
    const entities = this.cy.nodes().not(".group");
    return new Map(entities.map((/** @type {any} */ node) => [node.id(), { ...node.renderedPosition() }]));
  }

  /** @returns {Point} */
  middle() {
    const { x1, x2, y1, y2 } = this.cy.extent();
    return { x: Math.round((x1 + x2) / 2), y: Math.round((y1 + y2) / 2) };
  }

  /** @returns {Promise<HTMLCanvasElement>} */
  picture() {
    return picture(this.cy, this.#scene, (id) => this.painter.place(id), this.palette);
  }

  /** @param {boolean} passive */
  setPassive(passive) {
    this.cy.userPanningEnabled(!passive).boxSelectionEnabled(!passive).autoungrabify(passive);
  }

  resize() {
    this.cy.resize();
  }

  destroy() {
    this.stop();
    this.cy.destroy();
  }

  #zoomed() {
    const zoom = this.cy.zoom();
    if (zoom >= LABELS_FROM_ZOOM !== this.#labelled) {
      this.#labelled = !this.#labelled;
      this.cy.edges().toggleClass("labelled", this.#labelled);
    }
    this.events.zoomed(zoom);
  }

  #paintSigns() {
    const { signs, container, cy } = this;
    const ratio = devicePixelRatio;
    const [width, height] = [container.clientWidth * ratio, container.clientHeight * ratio];
    if (signs.width !== width || signs.height !== height) {
      signs.width = width;
      signs.height = height;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (signs.getContext("2d"));
    const { x, y } = cy.pan();
    const zoom = cy.zoom();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, signs.width, signs.height);
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    drawSigns(context, this.#scene.nodes, (id) => this.painter.place(id), this.palette, zoom);
  }
}

/** What keeps thousands of elements fluent on a machine without a graphics card, and fewer of them sharp.
 * @param {cytoscape.Core} cy @param {number} size */
function tune(cy, size) {
  // Cytoscape takes these two only when it starts; its renderer reads them in every frame.
  const renderer = /** @type {any} */ (cy).renderer();
  renderer.textureOnViewport = size > 1000;
  renderer.hideEdgesOnViewport = size > 2000;
}

/** Room that the tools and the path bar need at the edges of the chart. */
const EDGE = { left: 24, right: 24, top: 64, bottom: 72 };

/** Moves the picture just as far as it takes to see an entity, beside the legend where that would lie on it.
 * @param {cytoscape.Core} cy @param {string} id @param {{left?: number, right?: number}} covered */
function reveal(cy, id, { left = 0, right = 0 }) {
  const ele = cy.getElementById(id);
  if (ele.empty()) return;
  const { x1, x2, y1, y2 } = ele.renderedBoundingBox({});
  const end = cy.width() - EDGE.right - right;
  const y = shift(y1, y2, EDGE.top, cy.height() - EDGE.bottom);
  let x = shift(x1, x2, EDGE.left + left, end);
  const legend = legendOn(cy);
  if (legend && y1 + y < legend.bottom && x1 + x < legend.right && x2 + x > legend.left) {
    const room = legend.left < cy.width() / 2 ? [legend.right + 8, end] : [EDGE.left + left, legend.left - 8];
    x = shift(x1, x2, room[0], room[1]);
  }
  if (!x && !y) return;
  if (motionIsReduced()) cy.panBy({ x, y });
  else cy.animate({ panBy: { x, y } }, { duration: 160 });
}

/** @param {cytoscape.Core} cy @returns {{left: number, right: number, bottom: number}|null} what the legend covers of the chart */
function legendOn(cy) {
  const container = cy.container();
  const legend = container?.parentElement?.querySelector(".legend");
  if (!container || !legend) return null;
  const [box, chart] = [legend.getBoundingClientRect(), container.getBoundingClientRect()];
  // On a phone the legend is a sheet that is opened and closed: it covers nothing that one wants to see then.
  if (!box.width || box.width > chart.width / 3) return null;
  return { left: box.left - chart.left, right: box.right - chart.left, bottom: box.bottom - chart.top };
}

/** @param {number} low @param {number} high @param {number} from @param {number} to @returns {number} what brings low..high into from..to */
function shift(low, high, from, to) {
  if (high - low > to - from) return (from + to) / 2 - (low + high) / 2;
  return low < from ? from - low : high > to ? to - high : 0;
}

/** @param {cytoscape.Core} cy @param {Scene} scene @param {(id: string) => {x: number, y: number}|null} placeOf
 * @param {Palette} palette @returns {Promise<HTMLCanvasElement>} */
async function picture(cy, scene, placeOf, palette) {
  const box = cy.elements().boundingBox({});
  // Browsers refuse canvases beyond some 16,000 pixels a side; large charts are drawn smaller, never cut.
  const scale = Math.min(2, 8000 / Math.max(box.w, box.h, 1));
  const image = await createImageBitmap(await cy.png({ output: "blob-promise", full: true, scale }));
  const margin = SIGN_ROOM * scale;
  const canvas = document.createElement("canvas");
  canvas.width = image.width + 2 * margin;
  canvas.height = image.height + 2 * margin;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, margin, margin);
  context.setTransform(scale, 0, 0, scale, margin - box.x1 * scale, margin - box.y1 * scale);
  drawSigns(context, scene.nodes, placeOf, palette, Math.max(scale, 1));
  context.setTransform(1, 0, 0, 1, 0, 0);
  return canvas;
}
