// @ts-check
/**
 * The small signs that Cytoscape does not know: badges at the corners and second lines under names. Drawn on a canvas of its own above
 * the chart, with the chart's pan and zoom, and again into exported pictures.
 * @import {Badge, SceneNode} from "./chart.js"
 * @import {Palette} from "../theme.js"
 */
import { iconShape } from "./icons.js";

const CORNER = 0.84;
const SIGNS = {
  flag: { icon: "flag", colour: "text-2", x: -1, y: -1 },
  warning: { icon: "triangle-alert", colour: "warn", x: -1, y: -1 },
  lock: { icon: "lock", colour: "text-2", x: -1, y: 1 },
  pin: { icon: "pin", colour: "text-2", x: 1, y: 1 },
};
/** Below this zoom the signs would be specks; the table has them in words. */
const LEAST_ZOOM = 0.45;

/** @param {CanvasRenderingContext2D} context already panned and zoomed @param {Iterable<SceneNode>} nodes
 * @param {(id: string) => {x: number, y: number}|null} placeOf @param {Palette} palette @param {number} zoom */
export function drawSigns(context, nodes, placeOf, palette, zoom) {
  if (zoom < LEAST_ZOOM) return;
  for (const node of nodes) {
    if (!node.badges.length && !node.subtitle) continue;
    const place = placeOf(node.id);
    if (!place) continue;
    context.globalAlpha = node.classes.includes("dim") ? 0.35 : 1;
    const radius = Number(node.data.size) / 2;
    if (node.subtitle && zoom >= 0.7) drawSubtitle(context, node.subtitle, place, radius, palette);
    for (const badge of node.badges) {
      if (badge.sign === "more") drawCount(context, badge.text ?? "", place, radius, palette);
      else drawSign(context, SIGNS[badge.sign], place, radius, palette);
    }
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {{x: number, y: number}} place @param {number} radius
 * @param {Palette} palette */
function drawSubtitle(context, text, place, radius, palette) {
  context.font = `400 10px ${palette.font}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.lineWidth = 3.5;
  context.lineJoin = "round";
  context.strokeStyle = palette.canvas;
  context.fillStyle = palette["text-3"];
  context.strokeText(text, place.x, place.y + radius + 31);
  context.fillText(text, place.x, place.y + radius + 31);
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {{x: number, y: number}} place @param {number} radius
 * @param {Palette} palette */
function drawCount(context, text, place, radius, palette) {
  context.font = `500 9.5px ${palette.font}`;
  const width = context.measureText(text).width + 10;
  const x = place.x + radius * CORNER - 6;
  const y = place.y - radius * CORNER - 8;
  context.beginPath();
  context.roundRect(x, y, width, 14, 7);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette["border-input"];
  context.stroke();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = palette["text-2"];
  context.fillText(text, x + 5, y + 7.5);
}

/** @type {Map<string, Path2D[]>} */
const outlines = new Map();

/** @param {CanvasRenderingContext2D} context @param {{icon: string, colour: string, x: number, y: number}} sign
 * @param {{x: number, y: number}} place @param {number} radius @param {Palette} palette */
function drawSign(context, sign, place, radius, palette) {
  const x = place.x + sign.x * radius * CORNER;
  const y = place.y + sign.y * radius * CORNER;
  context.beginPath();
  context.arc(x, y, 7.5, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 1.25;
  context.strokeStyle = palette[sign.colour];
  context.stroke();
  context.save();
  context.translate(x - 4.5, y - 4.5);
  context.scale(9 / 24, 9 / 24);
  context.lineWidth = 2.8;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const outline of outlineOf(sign.icon)) context.stroke(outline);
  context.restore();
}

/** @param {string} icon @returns {Path2D[]} */
function outlineOf(icon) {
  let paths = outlines.get(icon);
  if (!paths) {
    paths = [];
    const shapes = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg">${iconShape(icon)}</svg>`,
      "image/svg+xml",
    );
    for (const shape of shapes.documentElement.children) {
      const path = new Path2D(shape.getAttribute("d") ?? "");
      const side = ["x", "y", "width", "height", "rx"].map((name) => Number(shape.getAttribute(name) ?? 0));
      if (shape.localName === "rect") path.roundRect(side[0], side[1], side[2], side[3], side[4]);
      paths.push(path);
    }
    outlines.set(icon, paths);
  }
  return paths;
}
