// @ts-check
import { useState } from "preact/hooks";
import { commandsOf, lettersOn, setLetters } from "../keys.js";
import { Dialog } from "./dialog.js";
import { Icon, html, useApp } from "./base.js";

/** @returns {any} */
export function KeyHelp() {
  const { t } = useApp();
  const [on, setOn] = useState(lettersOn());
  const toggle = () => {
    setLetters(!on);
    setOn(!on);
  };
  const listed = commandsOf(t).filter(({ keys, listed: shown }) => keys && shown !== false);
  const part = (
    /** @type {"anywhere"|"chart"} */ where,
    /** @type {string} */ title,
  ) => html`<section><h3 class="label">${title}</h3><dl class="keys">
    ${listed.filter((item) => item.where === where).map(({ id, keys, label }) => html`<div key=${id}><dt><${Keys}
      keys=${keys} /></dt><dd>${label}</dd></div>`)}
    ${where === "chart" && html`<div><dt><${Keys} keys="Tab" /></dt><dd>${t("Along the links")}</dd></div>`}</dl></section>`;
  return html`<${Dialog} title=${t("Keys")} wide><div class="keyhelp">${part("anywhere", t("Everywhere"))}
    ${part("chart", t("On the chart and in the table"))}</div>
    <label class="row tight"><input type="checkbox" checked=${on} onChange=${toggle} />${t("Single letters work as keys")}
    </label><//>`;
}

/** @param {{keys: string}} props */
function Keys({ keys }) {
  const names = { ArrowLeft: "← → ↑ ↓", Escape: "Esc" };
  const parts = keys === "+" ? ["+"] : keys.split("+");
  return parts.map(
    (key) => html`<kbd class="kbd" key=${key}>${/** @type {Record<string, string>} */ (names)[key] ?? key}</kbd> `,
  );
}

/** All commands by name, for those who know what but not where. @returns {any} */
export function CommandList() {
  const app = useApp();
  const { store, t } = app;
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = commandsOf(t).filter(
    ({ label, listed }) => listed !== false && label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  );
  const run = (/** @type {number} */ index) => {
    const command = found[index];
    if (!command) return;
    store.set({ dialog: null });
    // After the dialog has given the keyboard back.
    setTimeout(() => command.run(app));
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (turn && found.length) setAt((at + turn + found.length) % found.length);
    else if (event.key === "Enter") run(at);
    else return;
    event.preventDefault();
  };
  return html`<${Dialog} title=${t("Commands")}><label class="input"><${Icon} name="search" /><span class="sr">
    ${t("Find a command")}</span>
      <input data-first role="combobox" aria-expanded="true" aria-controls="command-list"
      aria-activedescendant=${`command-${at}`} value=${text} onKeyDown=${onKeyDown}
        onInput=${(/** @type {any} */ event) => {
          setText(event.target.value);
          setAt(0);
        }} /></label>
    <ul class="commandlist" id="command-list" role="listbox" aria-label=${t("Commands")}>${found.map(
      (
        { id, label, keys },
        index,
      ) => html`<li key=${id} id=${`command-${index}`} role="option" aria-selected=${index === at ? "true" : "false"}
      class=${`item${index === at ? " on" : ""}`} onClick=${() => run(index)}>${label}<span class="n">${keys && html`<${Keys}
        keys=${keys} />`}</span></li>`,
    )}</ul><//>`;
}
