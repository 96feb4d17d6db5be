// @ts-check
/** A table that is fully usable by keyboard and draws only the rows in sight, however many there are. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, html, useApp } from "./base.js";

/**
 * @template T
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label
 * @property {(item: T) => any} cell
 * @property {(item: T) => string|number} sort
 * @property {boolean} [end] numbers stand at the end of their column
 * @property {string} [className]
 */

/** @typedef {{key: string, down: boolean}} Order */

/** Rows drawn beyond what is in sight. */
const SPARE = 12;
/** Short tables are drawn whole, so that the browser's own search finds everything. */
const WINDOW_FROM = 150;

/** @template T @param {T[]} items @param {Column<T>[]} columns @param {Order} order @returns {T[]} */
export function sorted(items, columns, { key, down }) {
  const column = columns.find((item) => item.key === key) ?? columns[0];
  const collator = new Intl.Collator(undefined, { numeric: true });
  const compare = (/** @type {T} */ a, /** @type {T} */ b) => {
    const [left, right] = [column.sort(a), column.sort(b)];
    return typeof left === "number" && typeof right === "number" ? left - right : collator.compare(String(left), String(right));
  };
  return [...items].sort((a, b) => (down ? compare(b, a) : compare(a, b)));
}

/** @template T @param {{label: string, columns: Column<T>[], items: T[], idOf: (item: T) => string, first: Order, selection: ReadonlySet<string>,
 *   focus: string|null, onChoose: (id: string, how: {adding: boolean, range: string[]|null}) => void, onOpen: (id: string) => void,
 *   onFocus: (id: string) => void, onMenu?: (id: string, at: {x: number, y: number}) => void}} props */
export function DataTable({ label, columns, items, idOf, first, selection, focus, onChoose, onOpen, onFocus, onMenu }) {
  const [order, setOrder] = useState(first);
  const rows = sorted(items, columns, order);
  const ids = rows.map(idOf);
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  const anchor = useRef(/** @type {string|null} */ (null));
  const { from, to, height } = useWindow(box, rows.length);
  const at = Math.max(0, focus ? ids.indexOf(focus) : 0);
  useFollow(box, focus, ids, height);
  const choose = (/** @type {string} */ id, /** @type {{ctrlKey: boolean, metaKey: boolean, shiftKey: boolean}} */ event) => {
    const start = anchor.current ? ids.indexOf(anchor.current) : -1;
    const end = ids.indexOf(id);
    const range = event.shiftKey && start >= 0 ? ids.slice(Math.min(start, end), Math.max(start, end) + 1) : null;
    if (!range) anchor.current = id;
    onChoose(id, { adding: event.ctrlKey || event.metaKey, range });
  };
  const room = () => box.current?.clientHeight ?? 0;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => tableKey(event, { ids, at, height, room, onFocus, onOpen, onChoose });
  const gap = (/** @type {number} */ count) => html`<${Gap} px=${count * height} span=${columns.length} />`;
  return html`<div class="scroll" ref=${box}>
    <table aria-rowcount=${rows.length + 1} aria-multiselectable="true" role="grid" aria-label=${label}>
      <caption class="sr">${label}</caption>
      <${TableHead} columns=${columns} order=${order} setOrder=${setOrder} />
      <tbody onKeyDown=${onKeyDown}>${from > 0 && gap(from)}
        ${rows.slice(from, to).map((item, index) => {
          const id = ids[from + index];
          const how = { chosen: selection.has(id), focused: focus === id, reached: from + index === at };
          return html`<${Row} key=${id} ...${{ id, item, columns, index: from + index, how, choose, onOpen, onFocus, onMenu }} />`;
        })}${to < rows.length && gap(rows.length - to)}</tbody></table></div>`;
}

/** @param {{id: string, item: any, columns: Column<any>[], index: number, how: {chosen: boolean, focused: boolean, reached: boolean},
 *   choose: (id: string, event: MouseEvent) => void, onOpen: (id: string) => void, onFocus: (id: string) => void,
 *   onMenu?: (id: string, at: {x: number, y: number}) => void}} props `reached`: the one row that the Tab key goes to */
function Row({ id, item, columns, index, how, choose, onOpen, onFocus, onMenu }) {
  const onContextMenu = (/** @type {MouseEvent} */ event) => {
    if (!onMenu) return;
    event.preventDefault();
    onMenu(id, { x: event.clientX, y: event.clientY });
  };
  return html`<tr data-id=${id} aria-rowindex=${index + 2} aria-selected=${how.chosen ? "true" : "false"}
    class=${how.focused ? "focus" : ""} tabindex=${how.reached ? 0 : -1} onClick=${(/** @type {MouseEvent} */ event) => choose(id, event)}
    onDblClick=${() => onOpen(id)} onContextMenu=${onContextMenu} onFocus=${() => how.focused || onFocus(id)}>
    ${columns.map(
      ({ key, label, end, className, cell }) =>
        html`<td key=${key} role="gridcell" class=${`${end ? "end " : ""}${className ?? ""}`} data-label=${label}>${cell(item)}</td>`,
    )}</tr>`;
}

/** @param {KeyboardEvent} event
 * @param {{ids: string[], at: number, height: number, room: () => number, onFocus: (id: string) => void, onOpen: (id: string) => void,
 *   onChoose: (id: string, how: {adding: boolean, range: string[]|null}) => void}} table */
function tableKey(event, { ids, at, height, room, onFocus, onOpen, onChoose }) {
  const page = Math.max(1, Math.floor(room() / height) - 1);
  /** @type {Record<string, number>} */
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1, PageDown: at + page, PageUp: at - page };
  const next = steps[event.key];
  if (next !== undefined) onFocus(ids[Math.max(0, Math.min(ids.length - 1, next))]);
  else if (event.key === "Enter") onOpen(ids[at]);
  else if (event.key === " ") onChoose(ids[at], { adding: true, range: null });
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {{columns: Column<any>[], order: Order, setOrder: (order: Order) => void}} props */
function TableHead({ columns, order, setOrder }) {
  const { t } = useApp();
  return html`<thead><tr>${columns.map(({ key, label, end }) => {
    const on = key === order.key;
    return html`<th key=${key} scope="col" class=${end ? "end" : ""}
      aria-sort=${on ? (order.down ? "descending" : "ascending") : undefined}>
      <button type="button" class="sort" title=${t("Sort by {column}", { column: label })}
      onClick=${() => setOrder({ key, down: on ? !order.down : Boolean(end) })}>
      ${label}${on && html`<${Icon} name=${order.down ? "arrow-down" : "arrow-up"} small />`}</button></th>`;
  })}</tr></thead>`;
}

/** Stands for rows that are not drawn. @param {{px: number, span: number}} props */
function Gap({ px, span }) {
  return html`<tr class="gap" aria-hidden="true"><td colspan=${span} height=${px}></td></tr>`;
}

/** Which rows are in sight. @param {{current: HTMLElement|null}} box @param {number} count */
function useWindow(box, count) {
  const [scroll, setScroll] = useState({ top: 0, room: 600 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => setScroll({ top: element.scrollTop, room: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const height = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")) + 1;
  if (count <= WINDOW_FROM) return { from: 0, to: count, height };
  return {
    from: Math.max(0, Math.floor(scroll.top / height) - SPARE),
    to: Math.min(count, Math.ceil((scroll.top + scroll.room) / height) + SPARE),
    height,
  };
}

/** Keeps the row with the keyboard in sight, and moves the keyboard along if it is in this table.
 * @param {{current: HTMLElement|null}} box @param {string|null} focus @param {string[]} ids @param {number} height */
function useFollow(box, focus, ids, height) {
  useEffect(() => {
    const element = box.current;
    const at = focus ? ids.indexOf(focus) : -1;
    if (!element || at < 0) return;
    const head = height;
    const top = at * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * head > element.scrollTop + element.clientHeight) element.scrollTop = top + 2 * head - element.clientHeight;
    requestAnimationFrame(() => {
      if (!element.contains(document.activeElement)) return;
      /** @type {HTMLElement|null} */ (element.querySelector("tr[tabindex='0']"))?.focus({ preventScroll: true });
    });
  }, [focus]);
}
