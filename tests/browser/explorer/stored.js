// @ts-check
import * as commands from "/app/commands.js";
import { fromDocument, sameContent, toDocument } from "/app/document.js";
import { chart, ids, link, node, placed } from "./build.js";
import { run, same, test } from "./harness.js";

export { run };

test("a stored chart comes back as it was, and holds no names", () => {
  const nodes = [placed("a", { x: 10, y: 20, pinned: true }, { caption: "A name" }), placed("b", { x: 200 }), placed("c", { x: 400 })];
  let present = chart(nodes, [link("a", "b"), link("b", "c")]);
  present = commands.group(present, ["a", "b"], { id: "g", label: "Ring" });
  present = commands.filter(commands.hide(present, ["c", "a-b"]), { types: ["OWNS"], from: "2025-03" });
  const text = JSON.stringify(toDocument(present, { x: 1.4, y: 2, zoom: 0.75 }));
  const graph = { nodes: [...present.nodes.values()].map((item) => item.node), links: [...present.links.values()] };
  const stored = JSON.parse(text);
  same(JSON.stringify(toDocument(fromDocument(stored, graph), stored.viewport)), text);
  same([text.includes("A name"), stored.viewport], [false, { x: 1, y: 2, zoom: 0.75 }]);
});

test("merges and splits since a chart was saved are followed", () => {
  const at = (/** @type {string} */ id, /** @type {number} */ x, /** @type {boolean} */ hidden) => ({ id, x, y: 0, pinned: false, hidden });
  const stored = { nodes: [at("a1", 10, true), at("a2", 300, false), at("gone", 500, false)], hidden_links: ["lost"], filters: /** @type {any} */ ({ kinds: ["Vessel"], nonsense: 1 }) };
  const graph = { nodes: [node("a"), node("split off")], links: [link("a", "split off")], resolved: { a1: "a", a2: "a" } };
  const again = fromDocument(stored, graph);
  same([ids(again.nodes), again.nodes.get("a")?.x, again.nodes.get("a")?.hidden], [["a", "split off"], 10, false]);
  same([again.links.size, again.filters.kinds, "nonsense" in again.filters, again.hiddenLinks.size], [1, ["Vessel"], false, 0]);
});

test("selecting is nothing that has to be saved, moving is", () => {
  const present = chart([placed("a")]);
  same(sameContent(present, commands.select(present, ["a"])), true);
  same(sameContent(present, commands.move(present, new Map([["a", { x: 1, y: 1 }]]))), false);
});
