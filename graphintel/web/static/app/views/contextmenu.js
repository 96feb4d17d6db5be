// @ts-check
/** What can be done with an entity, where the pointer is. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { hideChosen, removeChosen, togglePin } from "../actions/arrange.js";
import { inspect } from "../actions/add.js";
import { collapseEntity } from "../actions/expand.js";
import { decideActs } from "../actions/leads.js";
import { pathFrom } from "../actions/paths.js";
import { show } from "../commands.js";
import { Icon, html, useApp, useStore } from "./base.js";

const WIDTH = 220;
const HEIGHT = 310;

/** @returns {any} */
export function ContextMenu() {
  const app = useApp();
  const { store } = app;
  const { id, at } = /** @type {any} */ (useStore((state) => state.dialogData));
  const placed = useStore((state) => state.history.chart.nodes.get(id));
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  const close = () => store.set({ dialog: null });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const opener = document.activeElement;
    element.style.left = `${Math.max(8, Math.min(at.x, innerWidth - WIDTH))}px`;
    element.style.top = `${Math.max(8, Math.min(at.y, innerHeight - HEIGHT))}px`;
    /** @type {HTMLElement} */ (element.querySelector("[role=menuitem]"))?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [id]);
  if (!placed) return null;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => menuKey(event, close);
  return html`<div class="menuscrim" onPointerDown=${close}></div><div class="menu context" ref=${box} role="menu"
    aria-label=${placed.node.caption} onKeyDown=${onKeyDown}>
    ${actsOn(app, placed).map(
      ([icon, label, act]) =>
        html`<button type="button" role="menuitem" class="item" key=${label} onClick=${() => {
          close();
          act();
        }}><${Icon} name=${icon} small />${label}</button>`,
    )}</div>`;
}

/** Icon, words and act of everything that can be done with an entity.
 * @param {import("../app.js").App} app @param {import("../types.js").Placed} placed @returns {[string, string, () => unknown][]} */
function actsOn(app, placed) {
  const { store, t, page } = app;
  const { id } = placed.node;
  return [
    ["info", t("Show details"), () => inspect(app, id)],
    ["plus", t("Expand"), () => store.set({ expanding: id })],
    ["minus", t("Collapse"), () => collapseEntity(app, id)],
    ["waypoints", t("Paths from here"), () => pathFrom(app, id)],
    ["pin", placed.pinned ? t("Unpin") : t("Pin"), () => togglePin(app, [id])],
    placed.hidden
      ? ["eye", t("Show again"), () => store.take(show(store.chart(), [id]), t("Show again"))]
      : ["eye-off", t("Hide"), () => hideChosen(app, [id])],
    ...decideActs(app, id),
    ["trash-2", t("Take off the chart"), () => removeChosen(app, [id])],
    ["panel-right", t("Open page"), () => location.assign(page.urls.entity.replace("{id}", encodeURIComponent(id)))],
  ];
}

/** Arrow keys walk through a menu, Escape and Tab leave it. @param {KeyboardEvent} event @param {() => void} close */
export function menuKey(event, close) {
  const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") close();
  else if (turn) {
    const items = [.../** @type {Element} */ (event.currentTarget).querySelectorAll("[role=menuitem]")];
    const present = items.indexOf(/** @type {Element} */ (document.activeElement));
    /** @type {HTMLElement} */ (items[(present + turn + items.length) % items.length]).focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
