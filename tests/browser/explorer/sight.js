// @ts-check
import { BUNDLE_FROM, bundled, pairOf, strongest } from "/app/bundles.js";
import { filter, hide } from "/app/commands.js";
import { meets, strengthOf } from "/app/grade.js";
import { linksNotShown, shownOf } from "/app/graph.js";
import { bannerText, highest } from "/app/marking.js";
import { activeFilters, viewOf } from "/app/view.js";
import { chart, link, marking, node, placed } from "./build.js";
import { run, same, test } from "./harness.js";

export { run };

test("filters take out of sight and never off the chart", () => {
  const nodes = [placed("a"), placed("b", {}, { kind: "Vessel" }), placed("c")];
  const present = chart(nodes, [link("a", "b"), link("a", "c", { type: "OWNS" })]);
  const filtered = filter(present, { kinds: ["Vessel"], types: ["OWNS"] });
  const view = viewOf(filtered);
  same(view.nodes.map((item) => item.node.id), ["a", "c"]);
  same([view.links.length, view.nodesFiltered, view.linksFiltered, view.hides, view.dim], [0, 1, 1, { kinds: 1, types: 1 }, ["a", "c"]]);
  same([filtered.nodes.size, filtered.links.size, activeFilters(filtered.filters)], [3, 2, 2]);
});

test("a link is seen in every month that it may have held", () => {
  /** @type {[string|null, string|null, string|null, string|null, boolean][]} */
  const cases = [
    ["2025-03-14", null, "2025-03", "2025-03", true], ["2025-02", null, "2025-03", null, false], ["2024", null, "2024-06", "2024-07", true],
    ["2020-01", "2026-01", "2023-01", "2023-02", true], [null, null, "2023-01", "2023-02", true], ["2026-01", null, null, "2025-12", false],
    [null, "2022-05", "2022-05", null, true], [null, "2022-05", "2022-06", null, false],
  ];
  for (const [from, to, first, last, seen] of cases) {
    const present = filter(chart([placed("a"), placed("b")], [link("a", "b", { from, to })]), { from: first, to: last });
    same([from, to, first, last, viewOf(present).links.length === 1], [from, to, first, last, seen]);
  }
});

test("a demand on grades leaves out what is worse and what was never graded", () => {
  same([meets("B2", "B", "2"), meets("C2", "B", null), meets("A3", null, "2"), meets(null, "F", null), meets(null, null, null)], [true, false, false, false, true]);
});

test("the worst of reliability and credibility decides how strong a link is", () => {
  const grades = ["A1", "C2", "B3", "D1", "A4", "F6", null, "Z9"];
  same(grades.map(strengthOf), ["confirmed", "confirmed", "probable", "tentative", "tentative", "tentative", null, null]);
});

test("hidden entities hide their links too", () => {
  const view = viewOf(hide(chart([placed("a"), placed("b")], [link("a", "b")]), ["b"]));
  same([view.nodes.length, view.links.length, view.nodesHidden], [1, 0, 1]);
});

test("four parallel links become one line that opens", () => {
  const links = [0, 1, 2, 3].map((n) => link(n % 2 ? "a" : "b", n % 2 ? "b" : "a", { id: `l${n}`, strength: n ? "tentative" : "probable" }));
  const closed = bundled([...links, link("a", "c")], new Set());
  const opened = bundled(links, new Set([pairOf(links[0])]));
  const three = bundled(links.slice(1), new Set());
  same([BUNDLE_FROM, closed.single.length, closed.bundles[0].links.length, strongest(links)], [4, 1, 4, "probable"]);
  same([opened.single.length, opened.bundles.length, three.single.length, three.parallel.size], [4, 0, 3, 3]);
});

test("the banner covers everything and takes an unknown level for the highest", () => {
  const both = highest([marking("restricted", ["seizures"]), marking("confidential", ["suspects"], ["op-harbour"])]);
  same(both, { level: "confidential", registers: ["seizures", "suspects"], groups: ["op-harbour"], text: "seizures+suspects/confidential/op-harbour" });
  same(both && bannerText(both, (word) => word), "CONFIDENTIAL · SEIZURES · SUSPECTS · OP HARBOUR");
  same([highest([]), highest([marking(/** @type {any} */ ("cosmic"))])?.level], [null, "secret"]);
});

test("links that are not shown are counted, by type, direction and kind", () => {
  const nodes = [placed("a", {}, { degree: 38 }), placed("b"), placed("v", {}, { kind: "Vessel" })];
  const present = chart(nodes, [link("a", "b"), link("v", "a")]);
  const shown = (/** @type {string} */ direction, /** @type {string} */ kind) => shownOf(present, "a", { type: "DIRECTS", direction, kind });
  same(linksNotShown(present, node("a", { degree: 38 })), 36);
  same([shown("out", "Person"), shown("in", "Person"), shown("in", "Vessel")], [1, 0, 1]);
});
