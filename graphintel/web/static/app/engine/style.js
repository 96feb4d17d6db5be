// @ts-check
/** How the working chart looks: tokens into Cytoscape's style. @import {Palette} from "../theme.js" */

/** @param {Palette} palette @returns {any[]} */
export function chartStyle(palette) {
  return [...nodeStyle(palette), ...linkStyle(palette), ...groupStyle(palette)];
}

/** @param {Palette} palette @returns {any[]} */
function nodeStyle(palette) {
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)",
        width: "data(size)",
        height: "data(size)",
        "shape-polygon-points": "-1 -1 0.3 -1 1 -0.3 1 1 -1 1",
        "background-color": "data(fill)",
        "border-color": "data(line)",
        "border-width": 1.5,
        "background-image": "data(icon)",
        "background-width": "data(iconSize)",
        "background-height": "data(iconSize)",
        "background-fit": "none",
        "background-clip": "none",
        "background-image-containment": "over",
        label: "data(label)",
        "font-family": palette.font,
        "font-size": 11,
        "font-weight": 500,
        color: palette.text,
        "text-valign": "bottom",
        // Clear of the ring of what is selected and of the signs at the lower corners.
        "text-margin-y": 7,
        "text-outline-color": palette.canvas,
        "text-outline-width": 1.75,
        "min-zoomed-font-size": 7,
        "overlay-opacity": 0,
        "transition-duration": 0,
        "z-index": 10,
      },
    },
    {
      selector: "node:selected",
      style: {
        "outline-width": 2,
        "outline-color": palette["accent-ink"],
        "outline-offset": 4,
        "underlay-color": palette.selected,
        "underlay-opacity": 1,
        "underlay-padding": 9,
        "underlay-shape": "ellipse",
        "font-weight": 600,
        "z-index": 30,
      },
    },
    {
      selector: "node.focus",
      style: { "outline-width": 2, "outline-color": palette["accent-ink"], "outline-offset": 4, "outline-style": "solid" },
    },
    {
      selector: "node.expanding",
      style: { "outline-width": 2, "outline-color": palette["accent-ink"], "outline-offset": 4, "outline-style": "dotted" },
    },
    { selector: "node.path", style: { "font-weight": 600, "z-index": 20 } },
    { selector: "node.dim", style: { opacity: 0.35 } },
  ];
}

/** @param {Palette} palette @returns {any[]} */
function linkStyle(palette) {
  return [
    {
      selector: "edge",
      style: {
        width: 1.25,
        "line-color": palette.link,
        "curve-style": "straight",
        "target-arrow-shape": "triangle",
        "target-arrow-color": palette.link,
        "arrow-scale": 0.8,
        "line-style": "solid",
        "control-point-step-size": 26,
        "target-distance-from-node": 2,
        "source-distance-from-node": 1,
        "font-family": palette.font,
        "font-size": 10,
        color: palette["link-label"],
        "text-rotation": "autorotate",
        "text-outline-color": palette.canvas,
        "text-outline-width": 1.75,
        "min-zoomed-font-size": 8,
        "overlay-opacity": 0,
        "z-index": 1,
      },
    },
    {
      selector: "edge.parallel, edge.labelled, edge.hover, edge.path, edge.bundle, edge.focus, edge:selected",
      style: { label: "data(label)" },
    },
    { selector: "edge.parallel", style: { "curve-style": "bezier" } },
    { selector: "edge:loop", style: { "curve-style": "bezier" } },
    { selector: "edge.probable", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    {
      selector: "edge.tentative",
      style: { width: 1.75, "line-style": "dashed", "line-dash-pattern": [1.5, 4], "line-cap": "round" },
    },
    { selector: "edge.undirected", style: { "target-arrow-shape": "none" } },
    { selector: "edge.bundle", style: { width: 2.5, "font-weight": 600 } },
    {
      selector: "edge.same",
      style: {
        width: 2,
        "line-style": "dashed",
        "line-dash-pattern": [8, 5],
        "line-color": palette.warn,
        // Beside a link between the two, not over it.
        "curve-style": "unbundled-bezier",
        "control-point-distances": [22],
        "control-point-weights": [0.5],
        label: "data(label)",
        color: palette.warn,
      },
    },
    {
      selector: "edge.hover, edge.focus, edge:selected",
      style: {
        "line-color": palette["accent-ink"],
        "target-arrow-color": palette["accent-ink"],
        color: palette["accent-ink"],
        width: 2,
        "z-index": 5,
      },
    },
    {
      selector: "edge.path",
      style: {
        width: 3,
        "line-color": palette["accent-ink"],
        "target-arrow-color": palette["accent-ink"],
        color: palette["accent-ink"],
        "font-weight": 600,
        "z-index": 8,
      },
    },
    { selector: "edge.path.tentative", style: { "line-dash-pattern": [3, 7] } },
    { selector: "edge.path.probable", style: { "line-dash-pattern": [9, 6] } },
    { selector: "edge.dim", style: { opacity: 0.35 } },
    { selector: "edge.path.dim", style: { opacity: 1 } },
  ];
}

/** @param {Palette} palette @returns {any[]} */
function groupStyle(palette) {
  return [
    {
      selector: "node.group",
      style: {
        shape: "round-rectangle",
        "background-color": palette.sunken,
        "background-opacity": 0.7,
        "background-image": "none",
        "border-width": 1,
        "border-style": "dashed",
        "border-color": palette["border-strong"],
        padding: "18px",
        "text-valign": "top",
        "text-margin-y": -4,
        color: palette["text-2"],
        "z-index": 0,
        "z-compound-depth": "bottom",
      },
    },
    {
      selector: "node.group:selected",
      style: { "underlay-opacity": 0, "outline-width": 0, "border-color": palette["accent-ink"] },
    },
  ];
}
