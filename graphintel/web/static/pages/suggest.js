// @ts-check
/** The search box as a combobox: opens at two characters; the server sends the list ready to be shown. Without scripts it is
 * a plain form. */
import { raiseBanner } from "./banner.js";

const FEWEST = 2;
const WAIT_MS = 120;
let boxes = 0;

/** @param {HTMLFormElement} form with `data-suggest`, the address of the suggestions */
export function offerSuggestions(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input[type='search']"));
  const live = document.getElementById("live");
  const prefix = `s${(boxes += 1)}-`;
  /** @type {HTMLElement|null} */
  let list = null;
  /** @type {AbortController|null} */
  let asking = null;
  let timer = 0;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");

  const options = () => /** @type {HTMLAnchorElement[]} */ (list ? [...list.querySelectorAll("[role='option']")] : []);
  const chosen = () => options().find((option) => option.getAttribute("aria-selected") === "true") ?? null;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list?.remove();
    list = null;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-controls");
  }

  /** @param {HTMLElement|null} option */
  function choose(option) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} page */
  function show(page) {
    const parsed = new DOMParser().parseFromString(page, "text/html");
    const arrived = /** @type {HTMLElement|null} */ (parsed.querySelector(".suggestions"));
    if (!arrived || document.activeElement !== input) return;
    for (const named of arrived.querySelectorAll("[id]")) named.id = prefix + named.id;
    for (const group of arrived.querySelectorAll("[aria-labelledby]")) {
      group.setAttribute("aria-labelledby", prefix + group.getAttribute("aria-labelledby"));
    }
    arrived.id = `${prefix}list`;
    // First the banner, then what it protects.
    raiseBanner(arrived);
    list?.remove();
    list = arrived;
    form.append(arrived);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", arrived.id);
    if (live) live.textContent = arrived.getAttribute("data-count") ?? "";
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.dataset.suggest}?${new URLSearchParams({ q: input.value })}`;
    try {
      const answer = await fetch(address, {
        signal: asking.signal,
        credentials: "same-origin",
        redirect: "error",
        headers: { Accept: "text/html" },
      });
      if (answer.ok) show(await answer.text());
      else close();
    } catch {
      // Aborted, or the server does not answer: Enter still searches, and that page says what is wrong.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < FEWEST) close();
    else timer = window.setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.findIndex((option) => option === chosen());
    if (event.key === "ArrowDown" && all.length) choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp" && all.length) choose(all[(at <= 0 ? all.length : at) - 1]);
    else if (event.key === "Escape" && list) close();
    else if (event.key === "Enter" && chosen()) {
      const target = /** @type {HTMLAnchorElement} */ (chosen());
      const { entity } = target.dataset;
      location.assign(event.ctrlKey && entity ? `/explore?${new URLSearchParams({ entity })}` : target.href);
    } else return;
    event.preventDefault();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node|null} */ (event.relatedTarget))) close();
  });
}
