// @ts-check
/** What is possibly the same on a chart. @import {Lead} from "../../../graphintel/web/static/app/types.js" @import {State} from "../../../graphintel/web/static/app/store.js" */
import { filter, hide } from "/app/commands.js";
import { sceneOf } from "/app/engine/scene.js";
import { otherChosen } from "/app/actions/leads.js";
import { SAME, asRow, isLead, leadsInSight, leadsOn, named } from "/app/leads.js";
import { createStore, initialState } from "/app/store.js";
import { chart, link, marking, node, placed } from "./build.js";
import { run, same, test } from "./harness.js";

export { run };

/** @param {string} source @param {string} target @returns {Lead} */
function lead(source, target) {
  return named({ source, target, nodes: [node(source), node(target)], marking: marking(), decidable: true, grounds: [] });
}

/** @param {import("../../../graphintel/web/static/app/types.js").Chart} present @param {Lead[]} leads @returns {State} */
function state(present, leads) {
  const store = createStore();
  store.restart(present, { leads: new Map(leads.map((each) => [each.id, each])) });
  return store.get();
}

test("a lead is in sight where both its ends are, and never a link of the chart", () => {
  const present = chart([placed("a"), placed("b"), placed("c")], [link("a", "c")]);
  const all = [lead("a", "b"), lead("a", "gone")];
  same(leadsOn(state(present, all)).map(({ id }) => id), ["lead a b"]);
  same(leadsOn(state(hide(present, ["b"]), all)), []);
  same([...state(present, all).history.chart.links.keys()], ["a-c"]);
  same([isLead("lead a b"), isLead("a-c"), isLead(null)], [true, false, false]);
});

test("leads are switched off like a type of links, and still counted", () => {
  const off = filter(chart([placed("a"), placed("b")]), { types: [SAME] });
  const present = state(off, [lead("a", "b")]);
  same([leadsInSight(present).length, leadsOn(present).length], [0, 1]);
});

test("a lead is drawn as a line of its own beside the links", () => {
  const context = /** @type {any} */ ({
    registry: { kind: () => ({ family: "x", shape: "rectangle", solid: false }), icon: () => "", linkType: () => ({ label: "x", directed: true }), roleLabel: String },
    palette: {}, t: (/** @type {string} */ words) => words, number: String, lang: "en",
  });
  const { links } = sceneOf(state(chart([placed("a"), placed("b")], [link("a", "b")]), [lead("a", "b")]), context);
  same(links.map(({ id, classes }) => [id, classes]), [["a-b", "confirmed"], ["lead a b", "same undirected"]]);
});

test("a lead can be looked at as long as it stands", () => {
  const store = createStore(initialState());
  store.restart(chart([placed("a"), placed("b")]), { leads: new Map([["lead a b", lead("a", "b")]]) });
  store.set({ inspected: "lead a b" });
  const looked = store.get().inspected;
  store.set({ leads: new Map() });
  same([looked, store.get().inspected], ["lead a b", null]);
});

test("a row of a lead says that it is none of the links", () => {
  const { type, count, records, source, target } = asRow(lead("a", "b"));
  same([type, count, records, source, target], [SAME, 0, [], "a", "b"]);
});

test("two that are selected are decided on together if they are of one kind", () => {
  const store = createStore();
  const nodes = [placed("a"), placed("b"), placed("ship", {}, { kind: "Vessel" })];
  const other = (/** @type {string[]} */ ids) => {
    store.restart({ ...chart(nodes), selection: new Set(ids) });
    return otherChosen(/** @type {any} */ ({ store }), "a");
  };
  same([other(["a", "b"]), other(["a", "ship"]), other(["a"]), other(["b", "ship"]), other(["a", "b", "ship"])], ["b", null, null, null, null]);
});
