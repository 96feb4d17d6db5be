// @ts-check
/**
 * A chart as it is stored and back again. Only ids, places and filters are kept: names and links come from the register when it
 * is opened, so a stored chart never shows what its reader may not see, nor what is no longer true.
 * @import {Chart, Filters, Group, Placed, Subgraph} from "./types.js"
 */
import { freeSpot } from "./layout.js";
import { emptyChart, filtersFrom } from "./state.js";

/**
 * @typedef {{x: number, y: number, zoom: number}} Viewport
 * @typedef {{id: string, x: number, y: number, pinned: boolean, hidden: boolean, group?: string}} StoredNode
 * @typedef {{nodes: StoredNode[], hidden_links: string[], groups: Group[], filters: Partial<Filters>, viewport: Viewport|null}} ChartDocument
 */

/** @param {Chart} chart @param {Viewport|null} viewport @returns {ChartDocument} */
export function toDocument(chart, viewport) {
  return {
    nodes: [...chart.nodes.values()].map(({ node, x, y, pinned, hidden, group }) => ({
      id: node.id,
      x: Math.round(x),
      y: Math.round(y),
      pinned,
      hidden,
      ...(group ? { group } : {}),
    })),
    hidden_links: [...chart.hiddenLinks],
    groups: [...chart.groups.values()],
    filters: chart.filters,
    viewport: viewport && { x: Math.round(viewport.x), y: Math.round(viewport.y), zoom: Math.round(viewport.zoom * 1000) / 1000 },
  };
}

/** Puts the register's present entities where the document has them. What has been merged since lies where its first part lay, and is hidden
 * only if all its parts were; what a split has made since stands beside.
 * @param {Partial<ChartDocument>} stored @param {Subgraph} graph @returns {Chart} */
export function fromDocument(stored, graph) {
  const present = new Map(graph.nodes.map((node) => [node.id, node]));
  const groups = new Map((stored.groups ?? []).map((group) => [group.id, group]));
  /** @type {Map<string, Placed>} */
  const nodes = new Map();
  for (const item of stored.nodes ?? []) {
    const node = present.get(graph.resolved?.[item.id] ?? item.id);
    if (!node) continue;
    const there = nodes.get(node.id);
    if (there) nodes.set(node.id, { ...there, hidden: there.hidden && item.hidden, pinned: there.pinned || item.pinned });
    else {
      nodes.set(node.id, {
        node,
        x: item.x,
        y: item.y,
        pinned: item.pinned,
        hidden: item.hidden,
        by: "restored",
        from: null,
        group: item.group && groups.has(item.group) ? item.group : null,
      });
    }
  }
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) continue;
    nodes.set(node.id, { node, ...freeSpot(nodes), pinned: false, hidden: false, group: null, by: "restored", from: null });
  }
  const links = new Map(
    graph.links.filter(({ source, target }) => nodes.has(source) && nodes.has(target)).map((link) => [link.id, link]),
  );
  const used = new Set([...nodes.values()].map(({ group }) => group));
  return {
    ...emptyChart(),
    nodes,
    links,
    filters: filtersFrom(stored.filters),
    groups: new Map([...groups].filter(([id]) => used.has(id))),
    hiddenLinks: new Set((stored.hidden_links ?? []).filter((id) => links.has(id))),
  };
}

/** Whether two charts would be stored alike: selecting is no change that has to be saved. @param {Chart} a @param {Chart} b @returns {boolean} */
export function sameContent(a, b) {
  return a.nodes === b.nodes && a.hiddenLinks === b.hiddenLinks && a.groups === b.groups && a.filters === b.filters;
}
