// @ts-check
/** From Cytoscape's events to the chart's. @import {ChartEvents} from "./chart.js" @import {Core} from "cytoscape" */

/** @param {Core} cy @param {ChartEvents} events @param {() => boolean} painting @returns {() => void} stops listening */
export function listen(cy, events, painting) {
  cy.on("tap", (/** @type {any} */ event) => {
    const { originalEvent: original, target } = event;
    const adding = Boolean(original?.shiftKey || original?.ctrlKey || original?.metaKey);
    events.tap(target === cy || target.hasClass("group") ? null : target.id(), adding);
  });
  cy.on("dbltap", "node", (/** @type {any} */ event) => {
    if (!event.target.hasClass("group")) events.open(event.target.id());
  });
  cy.on("cxttap taphold", "node", (/** @type {any} */ event) => {
    if (!event.target.hasClass("group")) events.menu(event.target.id(), { ...event.renderedPosition });
  });
  listenToBoxes(cy, events, painting);
  listenToDrags(cy, events);
  cy.on("mouseover", "edge", (/** @type {any} */ event) => event.target.addClass("hover"));
  cy.on("mouseout", "edge", (/** @type {any} */ event) => event.target.removeClass("hover"));
  return () => cy.removeAllListeners();
}

/** Cytoscape reports a box selection entity by entity; it is one act.
 * @param {Core} cy @param {ChartEvents} events @param {() => boolean} painting */
function listenToBoxes(cy, events, painting) {
  let gathering = false;
  cy.on("boxselect", "node", () => {
    if (gathering || painting()) return;
    gathering = true;
    queueMicrotask(() => {
      gathering = false;
      const chosen = cy.$("node:selected").not(".group");
      events.select(chosen.map((/** @type {any} */ node) => node.id()));
    });
  });
}

/** The same for what is dragged: with the one under the pointer go all that are selected, and with a group its members.
 * @param {Core} cy @param {ChartEvents} events */
function listenToDrags(cy, events) {
  const moved = new Map();
  const tell = () => {
    events.moved(new Map(moved));
    moved.clear();
  };
  cy.on("dragfree", "node", (/** @type {any} */ event) => {
    if (!moved.size) queueMicrotask(tell);
    const dragged = event.target.hasClass("group") ? event.target.children() : event.target.union(cy.$("node:selected"));
    dragged.not(".group").forEach((/** @type {any} */ node) => {
      const { x, y } = node.position();
      moved.set(node.id(), { x: Math.round(x), y: Math.round(y) });
    });
  });
}
