// @ts-check
/**
 * Where new entities go. Deterministic, pure, and only ever for what is new: nothing that lies on the chart is moved.
 * @import {Point} from "./types.js"
 */
import { Grid } from "./grid.js";

/** Room that one entity with its name takes: wider than high, because the name stands below it. */
export const CELL = { x: 104, y: 84 };
const FIRST_RING = 156;
const RING = 88;
/** More newcomers than this go to one side, so that they do not mingle with what is there. */
const FEW = 8;
const SIDE = (7 / 12) * Math.PI;
const MOST_RINGS = 400;

/**
 * @typedef {object} Newcomer
 * @property {string} id
 * @property {string[]} near entities, placed or new, that it is linked to
 */

/** Places entities around the one that was expanded, each near what it is linked to, none on top of another.
 * @param {Point} centre @param {Newcomer[]} newcomers in the order in which they should be placed
 * @param {ReadonlyMap<string, Point>} placed what is on the chart
 * @returns {Map<string, Point>} */
export function placeAround(centre, newcomers, placed) {
  const grid = new Grid(CELL);
  for (const point of placed.values()) grid.add(point);
  const places = new Map();
  const facing = freeDirection(centre, placed);
  const alone = [...placed.values()].every(({ x, y }) => x === centre.x && y === centre.y);
  const widest = alone || newcomers.length <= FEW ? Math.PI : SIDE;
  for (const newcomer of newcomers) {
    const linked = newcomer.near.map((id) => places.get(id) ?? placed.get(id)).filter((point) => point !== undefined);
    const spot = bestSpot(centre, { facing, widest }, linked, grid);
    grid.add(spot);
    places.set(newcomer.id, spot);
  }
  return places;
}

/** Walks outward ring by ring and takes the cheapest free spot of the first ring that has one.
 * @param {Point} centre @param {{facing: number, widest: number}} sector where to look @param {Point[]} linked @param {Grid} grid
 * @returns {Point} */
function bestSpot(centre, { facing, widest }, linked, grid) {
  for (let ring = 0; ring < MOST_RINGS; ring += 1) {
    const radius = FIRST_RING + ring * RING;
    const seats = Math.max(8, Math.floor((2 * Math.PI * radius) / CELL.x));
    let best = null;
    let least = Infinity;
    for (let seat = 0; seat < seats; seat += 1) {
      // Alternates to both sides of the free direction, so that a few neighbours stay together.
      const turn = ((seat % 2 ? 1 : -1) * Math.ceil(seat / 2) * 2 * Math.PI) / seats;
      if (Math.abs(turn) > widest + 1e-9) break;
      const angle = facing + turn + (ring % 2 ? Math.PI / seats : 0);
      const spot = { x: round(centre.x + radius * Math.cos(angle)), y: round(centre.y + radius * Math.sin(angle) * 0.86) };
      if (!grid.isFree(spot)) continue;
      const cost = Math.abs(turn) * 24 + pull(spot, linked);
      if (cost < least) {
        least = cost;
        best = spot;
      }
    }
    if (best) return best;
  }
  throw new Error("No free place on the chart.");
}

/** @param {Point} spot @param {Point[]} linked @returns {number} mean distance to what it is linked to */
function pull(spot, linked) {
  if (!linked.length) return 0;
  let sum = 0;
  for (const point of linked) sum += Math.hypot(point.x - spot.x, point.y - spot.y);
  return sum / linked.length;
}

/** The direction in which the least lies around a point: away from the weight of what is near.
 * @param {Point} centre @param {ReadonlyMap<string, Point>} placed @returns {number} angle in radians */
export function freeDirection(centre, placed) {
  let x = 0;
  let y = 0;
  for (const point of placed.values()) {
    const dx = point.x - centre.x;
    const dy = point.y - centre.y;
    const far = Math.hypot(dx, dy);
    if (far < 1) continue;
    const weight = 1 / (far * far);
    x -= dx * weight;
    y -= dy * weight;
  }
  return Math.hypot(x, y) < 1e-9 ? 0 : Math.atan2(y, x);
}

/** Places the entities of a path on a line from its first to its last, and off the line where a place is taken.
 * @param {string[]} ids @param {ReadonlyMap<string, Point>} placed @returns {Map<string, Point>} only for new ones */
export function placeAlong(ids, placed) {
  const grid = new Grid(CELL);
  for (const point of placed.values()) grid.add(point);
  const start = placed.get(ids[0]) ?? freeSpot(placed);
  const end = placed.get(ids[ids.length - 1]) ?? { x: start.x + (ids.length - 1) * 170, y: start.y };
  const far = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const across = { x: -(end.y - start.y) / far, y: (end.x - start.x) / far };
  const places = new Map();
  ids.forEach((id, index) => {
    if (placed.has(id)) return;
    const part = ids.length > 1 ? index / (ids.length - 1) : 0;
    const on = { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part };
    const spot = stepAside(on, across, grid);
    grid.add(spot);
    places.set(id, spot);
  });
  return places;
}

/** @param {Point} on @param {Point} across unit vector @param {Grid} grid @returns {Point} */
function stepAside(on, across, grid) {
  for (let aside = 0; aside < MOST_RINGS; aside += 1) {
    const shift = (aside % 2 ? 1 : -1) * Math.ceil(aside / 2) * 46;
    const spot = { x: round(on.x + across.x * shift), y: round(on.y + across.y * shift) };
    if (grid.isFree(spot)) return spot;
  }
  return { x: round(on.x), y: round(on.y) };
}

/** A free place for an entity that is linked to nothing here: beside what there is, in the reading direction.
 * @param {ReadonlyMap<string, Point>} placed @param {Point} [wish] @returns {Point} */
export function freeSpot(placed, wish) {
  if (!placed.size) return wish ?? { x: 0, y: 0 };
  const grid = new Grid(CELL);
  let right = -Infinity;
  let sum = 0;
  for (const point of placed.values()) {
    grid.add(point);
    right = Math.max(right, point.x);
    sum += point.y;
  }
  if (wish && grid.isFree(wish)) return wish;
  if (wish) return bestSpot(wish, { facing: 0, widest: Math.PI }, [], grid);
  return { x: round(right + 170), y: round(sum / placed.size) };
}

/** Whole numbers keep saved charts small and equal on every machine. @param {number} value @returns {number} */
function round(value) {
  return Math.round(value) + 0;
}
