// @ts-check
/**
 * Brings Cytoscape's elements to a scene by the smallest change: what did not change is not touched, so nothing jumps.
 * @import {Scene, SceneLink, SceneNode} from "./chart.js"
 * @import {Point} from "../types.js"
 * @import {Core, CollectionReturnValue} from "cytoscape"
 */

const GROUP = "group ";

export class Painter {
  /** @param {Core} cy */
  constructor(cy) {
    this.cy = cy;
    /** True while the chart is brought to a scene: what Cytoscape reports then was not done by the user. */
    this.painting = false;
    /** @type {Map<string, string>} what was last drawn, by id */
    this.drawn = new Map();
    /** @type {Map<string, CollectionReturnValue>} */
    this.elements = new Map();
  }

  /** @param {Scene} scene @param {number} grow milliseconds that new entities take to reach their place @param {boolean} labelled */
  paint(scene, grow, labelled) {
    this.painting = true;
    /** @type {[CollectionReturnValue, Point][]} */
    const growing = [];
    this.cy.batch(() => {
      this.#removeAbsent(scene);
      for (const group of scene.groups) this.#group(group.id, group.label);
      for (const node of scene.nodes) {
        const fresh = this.#node(node, grow > 0);
        if (fresh) growing.push([fresh, node.at]);
      }
      for (const link of scene.links) this.#link(link, labelled);
      this.#select(scene.selection);
    });
    this.painting = false;
    for (const [element, at] of growing) element.animate({ position: { ...at } }, { duration: grow, easing: "ease-out" });
  }

  /** @param {string} id @returns {Point|null} where an entity stands now, also while it moves */
  place(id) {
    const element = this.elements.get(id);
    return element?.inside() ? element.position() : null;
  }

  /** @param {Scene} scene */
  #removeAbsent(scene) {
    const wanted = new Set([...scene.nodes, ...scene.links].map(({ id }) => id));
    for (const group of scene.groups) wanted.add(GROUP + group.id);
    const gone = [...this.elements.keys()].filter((id) => !wanted.has(id));
    // Members leave a frame before it goes: Cytoscape would remove them with it.
    for (const id of gone) if (id.startsWith(GROUP)) this.elements.get(id)?.children().move({ parent: null });
    for (const id of gone) {
      this.elements.get(id)?.remove();
      this.elements.delete(id);
      this.drawn.delete(id);
    }
  }

  /** @param {string} id @param {string} label */
  #group(id, label) {
    const key = GROUP + id;
    if (this.drawn.get(key) === label) return;
    this.drawn.set(key, label);
    const known = this.elements.get(key);
    if (known) known.data("label", label);
    else {
      this.elements.set(
        key,
        this.cy.add({
          group: "nodes",
          data: {
            id: key,
            label,
            size: 1,
            shape: "round-rectangle",
            fill: "transparent",
            line: "transparent",
            icon: "none",
            iconSize: 1,
          },
          classes: "group",
          selectable: false,
        }),
      );
    }
  }

  /** @param {SceneNode} node @param {boolean} moves @returns {CollectionReturnValue|null} the element if it has yet to grow to its place */
  #node(node, moves) {
    const sign = JSON.stringify([node.data, node.classes, node.at, node.group]);
    if (this.drawn.get(node.id) === sign) return null;
    this.drawn.set(node.id, sign);
    const parent = node.group ? GROUP + node.group : null;
    const known = this.elements.get(node.id);
    if (!known) {
      const start = moves && node.origin ? node.origin : node.at;
      const element = this.cy.add({
        group: "nodes",
        data: { id: node.id, ...(parent ? { parent } : {}), ...node.data },
        position: { x: start.x, y: start.y },
        classes: node.classes,
      });
      this.elements.set(node.id, element);
      return start === node.at ? null : element;
    }
    known.data(node.data).classes(node.classes);
    if ((known.parent().first().id() ?? null) !== parent) known.move({ parent });
    const { x, y } = known.position();
    if (x !== node.at.x || y !== node.at.y) known.stop(true).position({ ...node.at });
    return null;
  }

  /** @param {SceneLink} link @param {boolean} labelled */
  #link(link, labelled) {
    const sign = JSON.stringify([link.data, link.classes, link.source, link.target]);
    if (this.drawn.get(link.id) === sign) return;
    this.drawn.set(link.id, sign);
    const classes = labelled ? `${link.classes} labelled` : link.classes;
    const known = this.elements.get(link.id);
    if (known) known.data(link.data).classes(classes);
    else {
      this.elements.set(
        link.id,
        this.cy.add({
          group: "edges",
          data: { id: link.id, source: link.source, target: link.target, ...link.data },
          classes,
        }),
      );
    }
  }

  /** @param {ReadonlySet<string>} selection */
  #select(selection) {
    this.cy
      .$(":selected")
      .filter((element) => !selection.has(element.id()))
      .unselect();
    for (const id of selection) this.elements.get(id)?.select();
  }
}
