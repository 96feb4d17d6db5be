// @ts-check
/**
 * From state to what stands on the canvas. Pure: the same state and palette give the same scene.
 * @import {Badge, Scene, SceneLink, SceneNode} from "./chart.js"
 * @import {Lead, Link, Placed} from "../types.js"
 * @import {State} from "../store.js"
 * @import {Palette} from "../theme.js"
 * @import {Registry} from "../kinds.js"
 * @import {Translate} from "../i18n.js"
 */
import { bundled, strongest } from "../bundles.js";
import { linksNotShown } from "../graph.js";
import { leadsInSight } from "../leads.js";
import { rank } from "../marking.js";
import { withDates } from "../dates.js";
import { cut } from "../text.js";
import { viewOf } from "../view.js";
import { iconImage } from "./icons.js";

/** @typedef {{registry: Registry, palette: Palette, t: Translate, number: (value: number) => string, lang: string}} SceneContext */

const LABEL_LENGTH = 24;
const SOLID = 34;
const TINTED = 26;
const CHOSEN = 42;
/** Names of groups that stand for a register of persons under suspicion. */
const FLAGGED_REGISTER = "suspects";

/** @param {State} state @param {SceneContext} context @returns {Scene} */
export function sceneOf(state, context) {
  const { chart } = state.history;
  const view = viewOf(chart);
  const path = state.paths?.paths[state.paths.index];
  const onPath = new Set(path ? [...path.nodes, ...path.links] : []);
  const faint = (/** @type {string} */ id) => state.pathFocus && path !== undefined && !onPath.has(id);
  const nodes = view.nodes.map((placed) => {
    const dim = view.dim.has(placed.node.id) || faint(placed.node.id);
    return sceneNode(placed, state, context, { dim, onPath: onPath.has(placed.node.id) });
  });
  const { single, parallel, bundles } = bundled(view.links, openPairs(state, onPath, view.links));
  const links = single.map((link) =>
    sceneLink(link, context, {
      parallel: parallel.has(link.id),
      onPath: onPath.has(link.id),
      focused: state.focus === link.id,
      dim: faint(link.id),
    }),
  );
  for (const bundle of bundles) links.push(sceneBundle(bundle, context, state.focus, faint(bundle.pair)));
  for (const lead of leadsInSight(state)) links.push(sceneLead(lead, context, state.focus, faint(lead.id)));
  const groups = [...chart.groups.values()].map(({ id, label }) => ({ id, label: cut(label, 40) }));
  return { nodes, links, groups, selection: chart.selection };
}

/** Pairs on a highlighted path are opened, or its link could not be shown.
 * @param {State} state @param {Set<string>} onPath @param {Link[]} links @returns {ReadonlySet<string>} */
function openPairs(state, onPath, links) {
  if (!onPath.size) return state.openPairs;
  const open = new Set(state.openPairs);
  for (const link of links) {
    if (onPath.has(link.id))
      open.add(link.source < link.target ? `${link.source} ${link.target}` : `${link.target} ${link.source}`);
  }
  return open;
}

/** @param {Placed} placed @param {State} state @param {SceneContext} context @param {{dim: boolean, onPath: boolean}} how
 * @returns {SceneNode} */
function sceneNode(placed, state, { registry, palette, number, lang }, { dim, onPath }) {
  const { node } = placed;
  const look = registry.kind(node.kind);
  const { solid } = look;
  const chosen = state.history.chart.selection.has(node.id) || state.pathFrom === node.id;
  const size = chosen ? CHOSEN : solid ? SOLID : TINTED;
  const ink = palette[`k-${look.family}-ink`] || palette["text-2"];
  const fill = (solid ? palette[`k-${look.family}`] : palette[`k-${look.family}-tint`]) || palette.sunken;
  const classes = [
    dim && "dim",
    onPath && "path",
    state.focus === node.id && "focus",
    state.expanding === node.id && "expanding",
  ];
  return {
    id: node.id,
    at: { x: placed.x, y: placed.y },
    group: placed.group,
    origin: placed.from ? (state.history.chart.nodes.get(placed.from) ?? null) : null,
    data: {
      label: cut(node.caption, LABEL_LENGTH),
      size,
      shape: look.shape,
      fill,
      line: solid ? fill : ink,
      icon: iconImage(registry.icon(node), solid ? palette["m-ink"] : ink),
      iconSize: Math.round(size * (solid ? 0.54 : 0.46)),
    },
    classes: classes.filter(Boolean).join(" "),
    subtitle: subtitleOf(placed, lang),
    badges: badgesOf(placed, state, solid, number),
  };
}

/** Only events and what fails a check carry a second line; elsewhere it would be noise.
 * @param {Placed} placed @param {string} lang @returns {string} */
function subtitleOf({ node }, lang) {
  const shown = node.kind === "Seizure" || node.kind === "GoodsLine" || node.flags.length;
  return shown ? cut(withDates(node.subtitle ?? "", lang), LABEL_LENGTH) : "";
}

/** @param {Placed} placed @param {State} state @param {boolean} acts @param {(value: number) => string} number @returns {Badge[]} */
function badgesOf(placed, state, acts, number) {
  const { node } = placed;
  /** @type {Badge[]} */
  const badges = [];
  if (node.flags.includes("check_fails")) badges.push({ sign: "warning" });
  else if (acts && node.registers.includes(FLAGGED_REGISTER)) badges.push({ sign: "flag" });
  const more = linksNotShown(state.history.chart, node);
  if (more) badges.push({ sign: "more", text: `+${number(more)}` });
  if (rank(node.marking.level) > rank("restricted")) badges.push({ sign: "lock" });
  if (placed.pinned) badges.push({ sign: "pin" });
  return badges;
}

/** @param {Link} link @param {SceneContext} context
 * @param {{parallel: boolean, onPath: boolean, focused: boolean, dim: boolean}} how @returns {SceneLink} */
function sceneLink(link, { registry, number }, { parallel, onPath, focused, dim }) {
  const { label, directed: hasDirection } = registry.linkType(link.type);
  const words = cut(link.role ? registry.roleLabel(link.role) : label, LABEL_LENGTH);
  const text = link.count > 1 ? `${words} ×${number(link.count)}` : words;
  // "Related to" with a role says who is whose brother; without one it says nothing about direction.
  const directed = hasDirection || Boolean(link.role);
  const classes = [
    link.strength,
    parallel && "parallel",
    onPath && "path",
    focused && "focus",
    dim && "dim",
    !directed && "undirected",
  ];
  return {
    id: link.id,
    source: link.source,
    target: link.target,
    classes: classes.filter(Boolean).join(" "),
    data: { label: onPath ? text.toLocaleUpperCase() : text },
  };
}

/** @param {Lead} lead @param {SceneContext} context @param {string|null} focus @param {boolean} dim @returns {SceneLink} */
function sceneLead({ id, source, target }, { t }, focus, dim) {
  const classes = ["same undirected", dim && "dim", focus === id && "focus"];
  return { id, source, target, classes: classes.filter(Boolean).join(" "), data: { label: t("possibly the same") } };
}

/** @param {{pair: string, links: Link[]}} bundle @param {SceneContext} context @param {string|null} focus @param {boolean} dim
 * @returns {SceneLink} */
function sceneBundle({ pair, links }, { t }, focus, dim) {
  const [{ source, target }] = links;
  const oneWay = links.every((link) => link.source === source);
  const classes = [
    strongest(links),
    "bundle",
    !oneWay && "undirected",
    dim && "dim",
    links.some((link) => link.id === focus) && "focus",
  ];
  return {
    id: `bundle ${pair}`,
    source,
    target,
    classes: classes.filter(Boolean).join(" "),
    data: { label: t("{n, plural, one {# link} other {# links}}", { n: links.length }) },
  };
}
