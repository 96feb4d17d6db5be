// @ts-check
/**
 * What an engine that draws charts offers. `chart_cytoscape.js` is the working chart (up to about 2,000 elements); an overview
 * for tens of thousands can take its place behind the same interface. Only modules in this folder touch a canvas.
 * @import {Placed, Link, Point} from "../types.js"
 * @import {Palette} from "../theme.js"
 */

/**
 * @typedef {object} Badge a small sign at a corner of an entity
 * @property {"flag"|"warning"|"more"|"lock"|"pin"} sign
 * @property {string} [text]
 *
 * @typedef {object} SceneNode
 * @property {string} id
 * @property {Point} at
 * @property {Point|null} origin  where it grows from when it is new
 * @property {string|null} group
 * @property {Record<string, string|number>} data
 * @property {string} classes
 * @property {string} subtitle
 * @property {Badge[]} badges
 *
 * @typedef {{id: string, source: string, target: string, data: Record<string, string|number>, classes: string}} SceneLink
 * @typedef {{id: string, label: string}} SceneGroup
 * @typedef {{nodes: SceneNode[], links: SceneLink[], groups: SceneGroup[], selection: ReadonlySet<string>}} Scene
 *
 * @typedef {object} ChartEvents what the user does on the canvas
 * @property {(id: string|null, adding: boolean) => void} tap      an entity, a link or (null) the ground
 * @property {(id: string) => void} open       double click
 * @property {(ids: string[]) => void} select  box selection
 * @property {(places: Map<string, Point>) => void} moved
 * @property {(id: string, at: Point) => void} menu  right click or long press
 * @property {(zoom: number) => void} zoomed
 *
 * @typedef {object} ChartEngine
 * @property {(scene: Scene) => void} draw
 * @property {(palette: Palette) => void} repaint
 * @property {(ids?: string[]) => void} fit
 * @property {(factor: number) => void} zoomBy
 * @property {() => {x: number, y: number, zoom: number}} viewport
 * @property {(viewport: {x: number, y: number, zoom: number}) => void} setViewport
 * @property {(id: string, covered?: {left?: number, right?: number}) => void} reveal  brings an entity into sight if it is not;
 *   `covered`: how much of the sides lies under something
 * @property {(id: string) => Point|null} rendered  where an entity stands, in pixels of the container
 * @property {() => Map<string, Point>} allRendered
 * @property {() => Point} middle  the middle of what is in sight, in the chart's own measure
 * @property {() => Promise<HTMLCanvasElement>} picture  everything that is shown, at twice the size
 * @property {(passive: boolean) => void} setPassive  true while another tool has the pointer
 * @property {() => void} resize
 * @property {() => void} destroy
 */
export {};
