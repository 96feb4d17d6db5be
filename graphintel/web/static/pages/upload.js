// @ts-check
/** The intake form: drop files on it, see the field that one of the choices needs, and check without leaving the page, so
 * that the files chosen stay chosen for loading. Without scripts a check leads to a page of its own. */
import { follow } from "./batch.js";

for (const zone of document.querySelectorAll("[data-drop]")) acceptDrops(/** @type {HTMLElement} */ (zone));
for (const select of document.querySelectorAll("select[data-reveals]")) reveal(/** @type {HTMLSelectElement} */ (select));
for (const form of document.querySelectorAll("form[data-upload]")) checkInPlace(/** @type {HTMLFormElement} */ (form));

/** @param {HTMLElement} zone */
function acceptDrops(zone) {
  const input = /** @type {HTMLInputElement} */ (zone.querySelector("input[type='file']"));
  const over = (/** @type {boolean} */ on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
  });
}

/** @param {HTMLSelectElement} select with the id of what one of its choices needs */
function reveal(select) {
  const needed = document.getElementById(select.dataset.reveals ?? "");
  const refresh = () => {
    if (needed) needed.hidden = select.value !== select.dataset.when;
  };
  select.addEventListener("change", refresh);
  refresh();
}

/** @param {HTMLFormElement} form */
function checkInPlace(form) {
  const place = document.getElementById("checked");
  if (!place) return;
  form.addEventListener("submit", async (event) => {
    const button = /** @type {HTMLButtonElement|null} */ (event.submitter);
    if (button?.value !== "check") return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.set("run", "check");
    button.setAttribute("aria-busy", "true");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: sent,
        credentials: "same-origin",
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const batch = page.getElementById("batch");
      // What is wrong with the form is told by the page that a form without scripts would have led to.
      if (!batch) return show(place, page.querySelector("#problems, .failed"));
      show(place, batch);
      follow(place, page);
    } finally {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
}

/** @param {Element} place @param {Element|null} part */
function show(place, part) {
  place.replaceChildren(...(part ? [part] : []));
  part?.scrollIntoView({ block: "nearest" });
  if (part?.id === "problems") /** @type {HTMLElement} */ (part).focus();
}
