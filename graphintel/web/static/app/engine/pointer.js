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
  // Cytoscape reports a box selection entity by entity; it is one act.
  let gathering = false;
  cy.on("boxselect", "node", () => {
    if (gathering || painting()) return;
    gathering = true;
    queueMicrotask(() => {
      gathering = false;
      events.select(cy.$("node:selected").filter((/** @type {any} */ node) => !node.hasClass("group")).map((/** @type {any} */ node) => node.id()));
    });
  });
  const moved = new Map();
  cy.on("dragfree", "node", (/** @type {any} */ event) => {
    if (!moved.size) queueMicrotask(() => {
      events.moved(new Map(moved));
      moved.clear();
    });
    const dragged = event.target.hasClass("group") ? event.target.children() : event.target.union(cy.$("node:selected"));
    dragged.forEach((/** @type {any} */ node) => {
      if (node.hasClass("group")) return;
      const { x, y } = node.position();
      moved.set(node.id(), { x: Math.round(x), y: Math.round(y) });
    });
  });
  cy.on("mouseover", "edge", (/** @type {any} */ event) => event.target.addClass("hover"));
  cy.on("mouseout", "edge", (/** @type {any} */ event) => event.target.removeClass("hover"));
  return () => cy.removeAllListeners();
}
