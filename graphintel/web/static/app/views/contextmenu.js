// @ts-check
/** What can be done with an entity, where the pointer is. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { hideChosen, removeChosen, togglePin } from "../actions/arrange.js";
import { inspect } from "../actions/add.js";
import { collapseEntity } from "../actions/expand.js";
import { pathFrom } from "../actions/paths.js";
import { show } from "../commands.js";
import { Icon, html, useApp, useStore } from "./base.js";

const WIDTH = 220;
const HEIGHT = 280;

/** @returns {any} */
export function ContextMenu() {
  const app = useApp();
  const { store, t, page } = app;
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
  const acts = /** @type {[string, string, () => void][]} */ ([
    ["info", t("Show details"), () => inspect(app, id)],
    ["plus", t("Expand"), () => store.set({ expanding: id })],
    ["minus", t("Collapse"), () => collapseEntity(app, id)],
    ["waypoints", t("Paths from here"), () => pathFrom(app, id)],
    ["pin", placed.pinned ? t("Unpin") : t("Pin"), () => togglePin(app, [id])],
    placed.hidden ? ["eye", t("Show again"), () => store.take(show(store.chart(), [id]), t("Show again"))] : ["eye-off", t("Hide"), () => hideChosen(app, [id])],
    ["trash-2", t("Take off the chart"), () => removeChosen(app, [id])],
    ["panel-right", t("Open page"), () => location.assign(page.urls.entity.replace("{id}", encodeURIComponent(id)))],
  ]);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (turn) {
      const items = [...(box.current?.querySelectorAll("[role=menuitem]") ?? [])];
      const present = items.indexOf(/** @type {Element} */ (document.activeElement));
      /** @type {HTMLElement} */ (items[(present + turn + items.length) % items.length]).focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="menuscrim" onPointerDown=${close}></div><div class="menu context" ref=${box} role="menu" aria-label=${placed.node.caption} onKeyDown=${onKeyDown}>
    ${acts.map(([icon, label, act]) => html`<button type="button" role="menuitem" class="item" key=${label} onClick=${() => {
    close();
    act();
  }}><${Icon} name=${icon} small />${label}</button>`)}</div>`;
}
