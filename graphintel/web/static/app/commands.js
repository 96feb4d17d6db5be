// @ts-check
/**
 * Every change of a chart, as a pure function from chart to chart. Undo is exact because history.js keeps the chart before.
 * A command that changes nothing returns the chart that it was given.
 * @import {Chart, Filters, Link, Placed, Point} from "./types.js"
 */
import { neighboursOf } from "./graph.js";

/** Adds what is not there yet and brings known entities up to date; places and pins of known ones stay.
 * @param {Chart} chart @param {Placed[]} placed @param {Link[]} links @returns {Chart} */
export function add(chart, placed, links) {
  const nodes = new Map(chart.nodes);
  let changed = false;
  for (const item of placed) {
    const known = nodes.get(item.node.id);
    // What is asked for again has to be seen: it comes back from hiding.
    if (known) nodes.set(item.node.id, { ...known, node: item.node, hidden: false });
    else nodes.set(item.node.id, item);
    changed ||= !known || known.hidden;
  }
  const merged = withLinks({ ...chart, nodes }, links);
  return changed || merged.links !== chart.links ? { ...chart, nodes, links: merged.links } : chart;
}

/** Adds links whose two ends are on the chart.
 * @param {Chart} chart @param {Link[]} links @returns {Chart} */
export function withLinks(chart, links) {
  const fresh = links.filter((link) => !chart.links.has(link.id) && chart.nodes.has(link.source) && chart.nodes.has(link.target));
  if (!fresh.length) return chart;
  const all = new Map(chart.links);
  for (const link of fresh) all.set(link.id, link);
  return { ...chart, links: all };
}

/** What collapsing an entity would take away: what came by expanding it and hangs on the chart by it alone.
 * Pinned entities and those that were asked for by name stay.
 * @param {Chart} chart @param {string} id @returns {string[]} */
export function collapsible(chart, id) {
  const neighbours = neighboursOf(chart);
  const going = new Set();
  for (const other of neighbours.get(id) ?? []) {
    const placed = chart.nodes.get(other);
    if (placed && other !== id && !placed.pinned && (placed.from === id || placed.by === "restored")) going.add(other);
  }
  for (let settled = false; !settled;) {
    settled = true;
    for (const candidate of going) {
      for (const other of neighbours.get(candidate) ?? []) {
        if (other === id || going.has(other)) continue;
        going.delete(candidate);
        settled = false;
        break;
      }
    }
  }
  return [...going];
}

/** @param {Chart} chart @param {string} id @returns {Chart} */
export function collapse(chart, id) {
  const next = remove(chart, collapsible(chart, id));
  if (next === chart) return chart;
  // Expanding again starts at the first page again.
  return { ...next, pages: new Map([...chart.pages].filter(([key]) => !key.startsWith(`${id} `))) };
}

/** Remembers where the next page of an expansion begins. @param {Chart} chart @param {string} key @param {string|null} cursor
 * @returns {Chart} */
export function turnPage(chart, key, cursor) {
  const pages = new Map(chart.pages);
  if (cursor) pages.set(key, cursor);
  else pages.delete(key);
  return { ...chart, pages };
}

/** Follows merges: entities that have become another one take its id, and what lay on two places lies on the first.
 * Their links go; the server's answer brings the present ones.
 * @param {Chart} chart @param {Record<string, string>} resolved @returns {Chart} */
export function follow(chart, resolved) {
  const renamed = Object.entries(resolved).filter(([old, present]) => old !== present && chart.nodes.has(old));
  if (!renamed.length) return chart;
  const nodes = new Map(chart.nodes);
  for (const [old, present] of renamed) {
    const placed = /** @type {Placed} */ (nodes.get(old));
    nodes.delete(old);
    const there = nodes.get(present);
    if (there) nodes.set(present, { ...there, hidden: there.hidden && placed.hidden, pinned: there.pinned || placed.pinned });
    else nodes.set(present, { ...placed, node: { ...placed.node, id: present } });
  }
  const links = new Map([...chart.links].filter(([, link]) => nodes.has(link.source) && nodes.has(link.target)));
  const selection = new Set([...chart.selection].map((id) => resolved[id] ?? id));
  return tidy({ ...chart, nodes, links, selection });
}

/** Takes entities and their links off the chart; nothing is changed in the register.
 * @param {Chart} chart @param {Iterable<string>} ids @returns {Chart} */
export function remove(chart, ids) {
  const gone = new Set([...ids].filter((id) => chart.nodes.has(id)));
  if (!gone.size) return chart;
  const nodes = new Map([...chart.nodes].filter(([id]) => !gone.has(id)));
  const links = new Map([...chart.links].filter(([, link]) => nodes.has(link.source) && nodes.has(link.target)));
  return tidy({ ...chart, nodes, links });
}

/** @param {Chart} chart @param {Iterable<string>} ids nodes or links @param {boolean} hidden @returns {Chart} */
function setHidden(chart, ids, hidden) {
  const nodes = new Map(chart.nodes);
  const links = new Set(chart.hiddenLinks);
  let changed = false;
  for (const id of ids) {
    const placed = nodes.get(id);
    if (placed && placed.hidden !== hidden) {
      nodes.set(id, { ...placed, hidden });
      changed = true;
    } else if (chart.links.has(id) && links.has(id) !== hidden) {
      if (hidden) links.add(id);
      else links.delete(id);
      changed = true;
    }
  }
  return changed ? tidy({ ...chart, nodes, hiddenLinks: links }) : chart;
}

/** @param {Chart} chart @param {Iterable<string>} ids @returns {Chart} */
export function hide(chart, ids) {
  return setHidden(chart, ids, true);
}

/** @param {Chart} chart @param {Iterable<string>} [ids] all that is hidden when left out @returns {Chart} */
export function show(chart, ids) {
  return setHidden(chart, ids ?? [...chart.nodes.keys(), ...chart.hiddenLinks], false);
}

/** @param {Chart} chart @param {ReadonlyMap<string, Point>} places @returns {Chart} */
export function move(chart, places) {
  const nodes = new Map(chart.nodes);
  let changed = false;
  for (const [id, { x, y }] of places) {
    const placed = nodes.get(id);
    if (!placed || (placed.x === x && placed.y === y)) continue;
    nodes.set(id, { ...placed, x, y });
    changed = true;
  }
  return changed ? { ...chart, nodes } : chart;
}

/** @param {Chart} chart @param {Iterable<string>} ids @param {boolean} pinned @returns {Chart} */
export function pin(chart, ids, pinned) {
  const nodes = new Map(chart.nodes);
  let changed = false;
  for (const id of ids) {
    const placed = nodes.get(id);
    if (!placed || placed.pinned === pinned) continue;
    nodes.set(id, { ...placed, pinned });
    changed = true;
  }
  return changed ? { ...chart, nodes } : chart;
}

/** Draws a frame around entities. An entity is in one group at most.
 * @param {Chart} chart @param {Iterable<string>} ids @param {{id: string, label: string}} group @returns {Chart} */
export function group(chart, ids, group) {
  const nodes = new Map(chart.nodes);
  let members = 0;
  for (const id of ids) {
    const placed = nodes.get(id);
    if (!placed) continue;
    nodes.set(id, { ...placed, group: group.id });
    members += 1;
  }
  if (!members) return chart;
  return tidy({ ...chart, nodes, groups: new Map(chart.groups).set(group.id, group) });
}

/** @param {Chart} chart @param {string} groupId @returns {Chart} */
export function ungroup(chart, groupId) {
  if (!chart.groups.has(groupId)) return chart;
  const nodes = new Map(chart.nodes);
  for (const [id, placed] of nodes) if (placed.group === groupId) nodes.set(id, { ...placed, group: null });
  return tidy({ ...chart, nodes });
}

/** Filters change what is seen, never what is on the chart.
 * @param {Chart} chart @param {Partial<Filters>} change @returns {Chart} */
export function filter(chart, change) {
  const filters = { ...chart.filters, ...change };
  return JSON.stringify(filters) === JSON.stringify(chart.filters) ? chart : { ...chart, filters };
}

/** @param {Chart} chart @param {Iterable<string>} ids @returns {Chart} */
export function select(chart, ids) {
  const selection = new Set([...ids].filter((id) => chart.nodes.has(id) || chart.links.has(id)));
  const same = selection.size === chart.selection.size && [...selection].every((id) => chart.selection.has(id));
  return same ? chart : { ...chart, selection };
}

/** Drops selections, hidden marks and groups that point at nothing any more.
 * @param {Chart} chart @returns {Chart} */
function tidy(chart) {
  const used = new Set();
  for (const placed of chart.nodes.values()) if (placed.group) used.add(placed.group);
  return {
    ...chart,
    groups: new Map([...chart.groups].filter(([id]) => used.has(id))),
    hiddenLinks: new Set([...chart.hiddenLinks].filter((id) => chart.links.has(id))),
    selection: new Set([...chart.selection].filter((id) => chart.links.has(id) || chart.nodes.get(id)?.hidden === false)),
  };
}
