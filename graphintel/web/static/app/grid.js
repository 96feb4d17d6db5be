// @ts-check
/** @import {Point} from "./types.js" */

/** Finds in constant time whether a place on the chart is taken. */
export class Grid {
  /** @param {Point} cell the room that one entity takes */
  constructor(cell) {
    this.cell = cell;
    /** @type {Map<string, Point[]>} */
    this.cells = new Map();
  }

  /** @param {Point} point */
  add(point) {
    const key = this.#key(Math.floor(point.x / this.cell.x), Math.floor(point.y / this.cell.y));
    const list = this.cells.get(key);
    if (list) list.push(point);
    else this.cells.set(key, [point]);
  }

  /** @param {Point} point @returns {boolean} whether nothing lies within one cell of the point */
  isFree(point) {
    const column = Math.floor(point.x / this.cell.x);
    const row = Math.floor(point.y / this.cell.y);
    for (let x = column - 1; x <= column + 1; x += 1) {
      for (let y = row - 1; y <= row + 1; y += 1) {
        for (const other of this.cells.get(this.#key(x, y)) ?? []) if (this.#tooNear(point, other)) return false;
      }
    }
    return true;
  }

  /** @param {Point} a @param {Point} b @returns {boolean} within one ellipse of the size of a cell */
  #tooNear(a, b) {
    const x = (a.x - b.x) / this.cell.x;
    const y = (a.y - b.y) / this.cell.y;
    return x * x + y * y < 0.999;
  }

  /** @param {number} x @param {number} y @returns {string} */
  #key(x, y) {
    return `${x},${y}`;
  }
}
