// @ts-check
/**
 * The working chart, drawn by Cytoscape.
 * @import {ChartEngine, ChartEvents, Scene, SceneNode} from "./chart.js"
 * @import {Palette} from "../theme.js"
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

/** @param {HTMLElement} container @param {HTMLCanvasElement} signs canvas above it @param {Palette} palette
 * @param {ChartEvents} events @returns {ChartEngine} */
export function createCytoscapeChart(container, signs, palette, events) {
  keepStyleElementOut();
  const cy = cytoscape({
    container, style: chartStyle(palette), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: true, selectionType: "single",
    layout: { name: "preset" }, textureOnViewport: false, hideEdgesOnViewport: false, pixelRatio: "auto",
  });
  const painter = new Painter(cy);
  /** @type {Scene} */
  let scene = { nodes: [], links: [], groups: [], selection: new Set() };
  let colours = palette;
  const stop = listen(cy, events, () => painter.painting);
  const placeOf = (/** @type {string} */ id) => painter.place(id);

  const paintSigns = () => {
    const ratio = devicePixelRatio;
    const [width, height] = [container.clientWidth, container.clientHeight];
    if (signs.width !== width * ratio || signs.height !== height * ratio) {
      signs.width = width * ratio;
      signs.height = height * ratio;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (signs.getContext("2d"));
    const { x, y } = cy.pan();
    const zoom = cy.zoom();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, signs.width, signs.height);
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
    drawSigns(context, scene.nodes, placeOf, colours, zoom);
  };
  cy.on("render", paintSigns);

  let labelled = false;
  const onZoom = () => {
    if (cy.zoom() >= LABELS_FROM_ZOOM !== labelled) {
      labelled = !labelled;
      cy.edges().toggleClass("labelled", labelled);
    }
    events.zoomed(cy.zoom());
  };
  cy.on("zoom", onZoom);

  return {
    draw: (next) => {
      scene = next;
      const calm = motionIsReduced() || next.nodes.length + next.links.length > MOST_MOVING;
      painter.paint(next, calm ? 0 : GROW_MS, labelled);
      tune(cy, next.nodes.length + next.links.length);
    },
    repaint: (next) => {
      colours = next;
      cy.style(chartStyle(next));
    },
    fit: (ids) => {
      const eles = ids ? ids.reduce((all, id) => all.union(cy.getElementById(id)), cy.collection()) : cy.elements();
      if (!eles.nonempty()) return;
      cy.fit(eles, FIT_MARGIN);
      // A chart of three entities is not blown up to fill the screen.
      if (cy.zoom() > 1) cy.zoom(1);
      cy.center(eles);
    },
    zoomBy: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    viewport: () => ({ ...cy.pan(), zoom: cy.zoom() }),
    setViewport: ({ x, y, zoom }) => cy.viewport({ zoom, pan: { x, y } }),
    reveal: (id) => reveal(cy, id),
    rendered: (id) => {
      const ele = cy.getElementById(id);
      return ele.nonempty() && ele.isNode() ? { ...ele.renderedPosition() } : null;
    },
    allRendered: () => new Map(cy.nodes().not(".group").map((/** @type {any} */ node) => [node.id(), { ...node.renderedPosition() }])),
    middle: () => {
      const { x1, x2, y1, y2 } = cy.extent();
      return { x: Math.round((x1 + x2) / 2), y: Math.round((y1 + y2) / 2) };
    },
    picture: () => picture(cy, scene, placeOf, colours),
    setPassive: (passive) => cy.userPanningEnabled(!passive).boxSelectionEnabled(!passive).autoungrabify(passive),
    resize: () => cy.resize(),
    destroy: () => {
      stop();
      cy.destroy();
    },
  };
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

/** Moves the picture just as far as it takes to see an entity.
 * @param {cytoscape.Core} cy @param {string} id */
function reveal(cy, id) {
  const ele = cy.getElementById(id);
  if (ele.empty()) return;
  const { x1, x2, y1, y2 } = ele.renderedBoundingBox({});
  const x = shift(x1, x2, EDGE.left, cy.width() - EDGE.right);
  const y = shift(y1, y2, EDGE.top, cy.height() - EDGE.bottom);
  if (!x && !y) return;
  if (motionIsReduced()) cy.panBy({ x, y });
  else cy.animate({ panBy: { x, y } }, { duration: 160 });
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
