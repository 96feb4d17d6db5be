// @ts-check
import * as commands from "/app/commands.js";
import { amend, begin, redo, step, undo } from "/app/history.js";
import { createStore } from "/app/store.js";
import { chart, ids, link, placed } from "./build.js";
import { run, same, test } from "./harness.js";

export { run };

test("undo gives back the chart before, redo the one after", () => {
  const start = chart([placed("a"), placed("b", { x: 200 })], [link("a", "b")]);
  const done = step(begin(start), commands.hide(start, ["a"]), "Hide");
  const back = undo(done);
  same([back.chart === start, redo(back).chart === done.chart, back.future[0].label], [true, true, "Hide"]);
  same(undo(begin(start)).chart === start, true);
});

/** One of all commands, chosen and filled by chance. @param {import("/app/types.js").Chart} present @param {(most: number) => number} random */
function anyCommand(present, random) {
  const names = [...present.nodes.keys()];
  const one = names[random(names.length || 1)] ?? "n0";
  const fresh = `n${2 + random(30)}`;
  const at = { x: random(900), y: random(900) };
  return [
    () => commands.add(present, [placed(fresh, { by: "expand", from: one, ...at })], [link(one, fresh)]),
    () => commands.collapse(present, one),
    () => commands.hide(present, [one]),
    () => commands.show(present),
    () => commands.move(present, new Map([[one, at]])),
    () => commands.pin(present, [one], random(2) === 1),
    () => commands.group(present, names.slice(0, 3), { id: `g${random(4)}`, label: "g" }),
    () => commands.ungroup(present, `g${random(4)}`),
    () => commands.filter(present, { kinds: random(2) ? ["Person"] : [] }),
    () => commands.remove(present, [one]),
  ][random(10)]();
}

/** @param {import("/app/types.js").Chart} present */
function mustHangTogether(present) {
  for (const { source, target } of present.links.values()) same([present.nodes.has(source), present.nodes.has(target)], [true, true]);
  for (const { group } of present.nodes.values()) same(group === null || present.groups.has(group), true);
  for (const id of present.selection) same(present.nodes.has(id) || present.links.has(id), true);
}

test("any history can be walked back to its start and forward to its end", () => {
  let longest = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    let value = seed;
    const random = (/** @type {number} */ most) => (value = (value * 48271) % 2147483647) % most;
    let all = begin(chart([placed("n0"), placed("n1", { x: 200 })], [link("n0", "n1")]));
    const seen = [all.chart];
    for (let turn = 0; turn < 25; turn += 1) {
      const taken = all.past.length;
      all = step(all, anyCommand(all.chart, random), "step");
      if (all.past.length > taken) seen.push(all.chart);
    }
    for (const expected of [...seen].reverse()) {
      same(all.chart === expected, true);
      all = undo(all);
    }
    for (const expected of seen) {
      same(all.chart === expected, true);
      all = redo(all);
    }
    seen.forEach(mustHangTogether);
    longest = Math.max(longest, seen.length);
  }
  same(longest > 10, true);
});

test("a command that changes nothing leaves no step", () => {
  const present = chart([placed("a")]);
  const nothing = [
    commands.show(present), commands.move(present, new Map([["a", { x: 0, y: 0 }]])), commands.pin(present, ["a"], false),
    commands.filter(present, { kinds: [] }), commands.select(present, []), commands.remove(present, ["nobody"]),
    commands.collapse(present, "a"), commands.add(present, [placed("a")], []), commands.ungroup(present, "none"),
  ];
  same(nothing.map((next) => next === present), nothing.map(() => true));
  same(step(begin(present), present, "x").past.length, 0);
});

test("selecting is no step of its own but comes back with undo", () => {
  let all = begin(chart([placed("a"), placed("b", { x: 200 })]));
  all = amend(all, commands.select(all.chart, ["b"]));
  all = step(all, commands.hide(all.chart, ["b"]), "Hide");
  same([all.past.length, all.chart.selection, undo(all).chart.selection], [1, [], ["b"]]);
});

test("collapsing takes away what came by expanding and hangs by nothing else", () => {
  const by = /** @type {const} */ ({ by: "expand", from: "hub" });
  const nodes = [
    placed("hub"), placed("searched"), placed("leaf", by), placed("pair1", by), placed("pair2", by), placed("bridge", by),
    placed("pinned", { ...by, pinned: true }),
  ];
  const spokes = nodes.slice(1).map(({ node }) => link("hub", node.id));
  const present = chart(nodes, [...spokes, link("pair1", "pair2"), link("bridge", "searched")]);
  same(ids(commands.collapse(present, "hub").nodes), ["bridge", "hub", "pinned", "searched"]);
});

test("adding keeps places and pins and brings back what was hidden", () => {
  const present = commands.hide(chart([placed("a", { x: 7, y: 9, pinned: true })]), ["a"]);
  const after = commands.add(present, [placed("a", { x: 100 })], []).nodes.get("a");
  same([after?.x, after?.y, after?.pinned, after?.hidden], [7, 9, true, false]);
});

test("a link without both ends on the chart is not added", () => {
  const next = commands.withLinks(chart([placed("a"), placed("b")]), [link("a", "b"), link("a", "nobody")]);
  same(ids(next.links), ["a-b"]);
});

test("a merge since is followed without moving anything", () => {
  const present = commands.select(chart([placed("old", { x: 5 }), placed("other", { x: 300 })], [link("old", "other")]), ["old"]);
  const next = commands.follow(present, { old: "new", other: "other" });
  same([ids(next.nodes), next.nodes.get("new")?.x, next.selection, next.links.size], [["new", "other"], 5, ["new"], 0]);
  same(commands.follow(present, { other: "other" }) === present, true);
});

test("two that became one lie where the first lay and are hidden only if both were", () => {
  const present = commands.hide(chart([placed("a", { x: 5 }), placed("b", { x: 300 })]), ["a"]);
  const next = commands.follow(present, { a: "c", b: "c" });
  same([ids(next.nodes), next.nodes.get("c")?.x, next.nodes.get("c")?.hidden], [["c"], 5, false]);
});

test("expanding again after collapsing begins at the first page", () => {
  const nodes = [placed("hub"), placed("leaf", { by: "expand", from: "hub" })];
  const present = commands.turnPage(chart(nodes, [link("hub", "leaf")]), "hub DIRECTS", "cursor");
  same([present.pages.size, commands.collapse(present, "hub").pages.size], [1, 0]);
});

test("the state lets go of what is no longer on the chart", () => {
  const store = createStore();
  store.take(commands.add(store.chart(), [placed("a")], []), "Add", { focus: "a", inspected: "a", expanding: "a" });
  const undone = store.undo();
  const { focus, inspected, expanding } = store.get();
  same([undone, focus, inspected, expanding, store.undo(), store.redo(), store.chart().nodes.size], ["Add", null, null, null, null, "Add", 1]);
});
