// @ts-check
import { inside, nearest } from "/app/geometry.js";
import { CELL, freeSpot, placeAlong, placeAround } from "/app/layout.js";
import { run, same, test } from "./harness.js";

export { run };

/** @param {number} count @param {string[]} [near] */
function newcomers(count, near = []) {
  return Array.from({ length: count }, (_, n) => ({ id: `n${n}`, near: n % 3 ? [] : near }));
}

/** @param {{x: number, y: number}[]} points @returns {number} the least distance, in cells */
function least(points) {
  let found = Infinity;
  points.forEach((a, n) => {
    for (const b of points.slice(n + 1)) found = Math.min(found, Math.hypot((a.x - b.x) / CELL.x, (a.y - b.y) / CELL.y));
  });
  return found;
}

test("new entities get places of their own and always the same ones", () => {
  const there = new Map([["hub", { x: 0, y: 0 }], ["a", { x: 156, y: 0 }], ["b", { x: -60, y: 90 }]]);
  const first = placeAround({ x: 0, y: 0 }, newcomers(50, ["a"]), there);
  const again = placeAround({ x: 0, y: 0 }, newcomers(50, ["a"]), there);
  same([first.size, least([...there.values(), ...first.values()]) > 0.9], [50, true]);
  same([...first], [...again]);
  same([...first.values()].every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y)), true);
});

test("many newcomers keep to the free side", () => {
  const old = Array.from({ length: 6 }, (_, n) => /** @type {[string, {x: number, y: number}]} */ ([`old${n}`, { x: 200, y: n * 90 - 225 }]));
  const there = new Map([["hub", { x: 0, y: 0 }], ...old]);
  const spots = [...placeAround({ x: 0, y: 0 }, newcomers(30), there).values()];
  same(spots.every(({ x, y }) => x < Math.abs(y)), true);
});

test("a hub can be opened page after page without running out of room", () => {
  const there = new Map([["hub", { x: 0, y: 0 }]]);
  for (let page = 0; page < 30; page += 1) {
    for (const [id, at] of placeAround({ x: 0, y: 0 }, newcomers(50), there)) there.set(`${page} ${id}`, at);
  }
  same([there.size, least([...there.values()]) > 0.9], [1501, true]);
});

test("a path lies between its ends and moves nothing", () => {
  const there = new Map([["a", { x: 0, y: 0 }], ["d", { x: 600, y: 0 }], ["in the way", { x: 200, y: 0 }]]);
  const places = placeAlong(["a", "b", "c", "d"], there);
  same([[...places.keys()], places.get("b")?.x, places.get("b")?.y !== 0, places.get("c")], [["b", "c"], 200, true, { x: 400, y: 0 }]);
});

test("what is linked to nothing lies beside the rest or where it was wished for", () => {
  const there = new Map([["a", { x: 100, y: 50 }]]);
  same([freeSpot(new Map()), freeSpot(there), freeSpot(there, { x: 500, y: 0 })], [{ x: 0, y: 0 }, { x: 270, y: 50 }, { x: 500, y: 0 }]);
  same(least([{ x: 100, y: 50 }, freeSpot(there, { x: 101, y: 50 })]) > 0.9, true);
});

test("arrow keys go to what lies ahead, a lasso takes what it surrounds", () => {
  const others = /** @type {[string, {x: number, y: number}][]} */ ([["right", { x: 100, y: 10 }], ["near but aside", { x: 30, y: 90 }], ["left", { x: -50, y: 0 }]]);
  const from = { x: 0, y: 0 };
  same([nearest(from, "right", others), nearest(from, "up", others), nearest(from, "left", others)], ["right", null, "left"]);
  const square = [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 10 }, { x: 0, y: 10 }];
  same([inside({ x: 5, y: 5 }, square), inside({ x: 15, y: 5 }, square)], [true, false]);
});
