// @ts-check
/** The search box: a combobox that adds what it finds. @import {Node} from "../types.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { addEntity } from "../actions/add.js";
import { reason } from "../app.js";
import { useLoaded } from "./load.js";
import { Glyph, Icon, Name, html, useApp } from "./base.js";

/** @typedef {{node: Node, why: {field: string, matched: string}|null, score: number}} Found */
const LEAST = 2;
const WAIT_MS = 130;

/** Calls back with a text once typing has paused. @param {string} text @returns {string} */
function usePaused(text) {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** What the server suggests for a text. @param {string} text @param {boolean} open */
function useSuggestions(text, open) {
  const { api } = useApp();
  const asked = usePaused(text.trim());
  const answer = useLoaded(open && asked.length >= LEAST ? asked : null, (signal) =>
    api.get("/suggest", { q: asked, limit: 8 }, signal),
  );
  const groups = /** @type {{group: string, items: Found[]}[]} */ (answer.data?.groups ?? []).filter(({ items }) => items.length);
  // While somebody types on, the answer is to an older question.
  const settled = asked === text.trim() && !answer.loading;
  return { groups, found: groups.flatMap(({ items }) => items), answer, settled };
}

/** @typedef {{id: string, label: string, placeholder: string, onPick: (node: Node) => void, onOpen?: (node: Node) => void,
 *   onSearch?: (text: string) => void, hint?: string}} EntityBoxProps */

/** The state of a combobox over entities, and what its keys do. @param {EntityBoxProps} props */
function useEntityBox({ onPick, onOpen, onSearch }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { groups, found, answer, settled } = useSuggestions(text, open);
  const rows = found.length + (onSearch ? 1 : 0);
  const shown = open && text.trim().length >= LEAST;
  const hurry = useRef(/** @type {{elsewhere: boolean}|null} */ (null));
  const close = () => {
    hurry.current = null;
    setOpen(false);
    setAt(0);
  };
  const type = (/** @type {string} */ next) => {
    hurry.current = null;
    setText(next);
    setOpen(true);
    setAt(0);
  };
  const take = (/** @type {number} */ index, /** @type {boolean} */ elsewhere) => {
    const item = found[index];
    if (item && elsewhere && onOpen) onOpen(item.node);
    else if (item) onPick(item.node);
    else if (onSearch && text.trim()) onSearch(text.trim());
    else return;
    if (item) setText("");
    close();
  };
  useEffect(() => {
    if (!settled || !hurry.current || !found.length) return;
    take(0, hurry.current.elsewhere);
  }, [settled, answer.data]);
  // Enter before the answer is there waits for it: what was asked before must not be added.
  const enter = (/** @type {boolean} */ elsewhere) => (settled ? take(at, elsewhere) : (hurry.current = { elsewhere }));
  const step = (/** @type {number} */ turn) => rows && setAt((at + turn + rows) % rows);
  return { text, type, at, setAt, groups, answer, settled, rows, shown, close, take, enter, step, reopen: () => setOpen(true) };
}

/** A combobox over entities. @param {EntityBoxProps} props */
export function EntityBox(props) {
  const { id, label, placeholder, onSearch, hint } = props;
  const { t } = useApp();
  const box = useEntityBox(props);
  const { text, at, groups, answer, settled, rows, shown, close, take, setAt } = box;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (turn) box.step(turn);
    else if (event.key === "Enter" && shown) box.enter(event.ctrlKey || event.metaKey);
    else if (event.key === "Escape" && shown) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (/** @type {any} */ event) => event.currentTarget.contains(event.relatedTarget) || close();
  return html`<div class="search combo" onFocusOut=${onFocusOut}>
    <label class="input"><${Icon} name="search" /><span class="sr">${label}</span>
      <input id=${id} type="text" role="combobox" autocomplete="off" maxlength="300" spellcheck=${false} dir="auto"
        placeholder=${placeholder} value=${text} aria-expanded=${shown ? "true" : "false"} aria-autocomplete="list"
        aria-controls=${shown ? `${id}-list` : undefined} aria-activedescendant=${shown && rows ? `${id}-${at}` : undefined}
        onInput=${(/** @type {any} */ event) => box.type(event.target.value)} onKeyDown=${onKeyDown} onFocus=${box.reopen} />
      ${hint && html`<span class="kbd" aria-hidden="true">${hint}</span>`}</label>
    ${shown && html`<${Suggestions} ...${{ id, groups, at, text, settled, answer, take, setAt, more: Boolean(onSearch), t }} />`}</div>`;
}

/** @param {any} props */
function Suggestions({ id, groups, at, text, settled, answer, take, setAt, more, t }) {
  const names = { identifier: t("Exact identifier"), name: t("Names"), place: t("Places") };
  let row = -1;
  const count = groups.reduce((/** @type {number} */ sum, /** @type {{items: Found[]}} */ { items }) => sum + items.length, 0);
  const list = groups.map(
    (/** @type {{group: keyof typeof names, items: Found[]}} */ { group, items }) => html`<li role="presentation" key=${group}>
    <div class="group" aria-hidden="true">${names[group] ?? group}</div>
    <ul role="group" aria-label=${names[group] ?? group}>${items.map((item) => {
      row += 1;
      return html`<${Suggestion} key=${item.node.id}
        ...${{ id: `${id}-${row}`, item, on: row === at, index: row, take, setAt }} />`;
    })}</ul></li>`,
  );
  return html`<div class="menu suggestions" onMouseDown=${(/** @type {Event} */ event) => event.preventDefault()}>
    <ul role="listbox" id=${`${id}-list`} aria-label=${t("Suggestions")}>${list}
    ${
      more &&
      settled &&
      html`<li role="option" id=${`${id}-${count}`} class=${`item all${at === count ? " on" : ""}`}
      aria-selected=${at === count ? "true" : "false"} onClick=${() => take(count, false)} onMouseMove=${() => setAt(count)}>
      <${Icon} name="search" small /><span class="cut">${t("Search for “{text}”", { text: text.trim() })}</span></li>`
    }</ul>
    <div role="status" class=${settled && !count ? "foot" : "sr"}>
      ${settled && answer.data && (count ? t("{n, plural, one {# suggestion} other {# suggestions}}", { n: count }) : t("No match among what you may see."))}
      ${answer.error && reason(t, answer.error)}</div>
    ${!settled && html`<div class="foot soon">${t("Searching")}</div>`}</div>`;
}

/** @param {{id: string, item: Found, on: boolean, index: number, take: (index: number, elsewhere: boolean) => void, setAt: (at: number) => void}} props */
function Suggestion({ id, item: { node, why }, on, index, take, setAt }) {
  const { t, word } = useApp();
  /** @type {Record<string, string>} */
  const words = { name: t("also"), identifier: t("number"), text: t("mentions") };
  const element = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  const other = why && why.matched !== node.caption ? why : null;
  return html`<li role="option" id=${id} ref=${element} class=${`item${on ? " on" : ""}`} aria-selected=${on ? "true" : "false"}
    onClick=${(/** @type {MouseEvent} */ event) => take(index, event.ctrlKey || event.metaKey)}
    onMouseMove=${() => on || setAt(index)}>
    <${Glyph} of=${node} /><span class="grow found"><span class="cut"><${Name}>${node.caption}<//></span>
      ${other && html`<span class="cut muted">${words[other.field] ?? ""} <${Name}>${other.matched}<//></span>`}</span>
    <span class="faint registers">${node.registers.map(word).join(", ")}</span>
    <span class="n">${t("{n, plural, one {# link} other {# links}}", { n: node.degree })}</span></li>`;
}

/** The search box of the explorer: Enter adds, Ctrl Enter opens the page. */
export function Search() {
  const app = useApp();
  const { page, t } = app;
  return html`<${EntityBox} id="search" label=${t("Add to chart")}
    placeholder=${t("Add to chart: name, number, phone, container…")} hint="/"
    onPick=${(/** @type {Node} */ node) => addEntity(app, node.id)}
    onOpen=${(/** @type {Node} */ node) => location.assign(page.urls.entity.replace("{id}", encodeURIComponent(node.id)))}
    onSearch=${(/** @type {string} */ text) => location.assign(`${page.urls.search}?q=${encodeURIComponent(text)}`)} />`;
}
