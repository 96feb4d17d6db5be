// @ts-check
/** @import {Point} from "./types.js" */

/** @typedef {"left"|"right"|"up"|"down"} Direction */

/** The nearest entity that lies in a direction: what is straight ahead beats what is merely near.
 * @param {Point} from @param {Direction} direction @param {Iterable<[string, Point]>} others @returns {string|null} */
export function nearest(from, direction, others) {
  let best = null;
  let least = Infinity;
  for (const [id, point] of others) {
    const dx = point.x - from.x;
    const dy = point.y - from.y;
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[direction];
    const aside = Math.abs(direction === "left" || direction === "right" ? dy : dx);
    if (ahead <= 0 || aside > ahead * 2.5) continue;
    const cost = ahead + aside * 2;
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}

/** @param {Point} point @param {Point[]} polygon @returns {boolean} whether the point lies inside a closed outline */
export function inside(point, polygon) {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const a = polygon[i];
    const b = polygon[j];
    if (a.y > point.y !== b.y > point.y && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}
