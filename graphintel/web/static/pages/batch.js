// @ts-check
/** A batch on its way in: asks once a second how far it is, and in the end shows what the server makes of it. */
import { raiseBanner } from "./banner.js";

const EVERY_MS = 1000;
const STEP = 25;

/** Follows the batch in an element until it has ended.
 * @param {Element} place what holds the batch @param {Document} page the page that the batch came with, for its banner */
export function follow(place, page) {
  raiseBannerOf(page);
  const panel = /** @type {HTMLElement|null} */ (place.querySelector("[data-batch]"));
  if (!panel) return;
  const running = new Set((panel.dataset.running ?? "").split(" "));
  let told = 0;

  const look = async () => {
    try {
      const answer = await fetch(panel.dataset.batch ?? "", {
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (answer.ok) {
        const batch = await answer.json();
        if (!running.has(batch.state)) return await finish(place, panel.dataset.page ?? "");
        told = show(panel, batch, told);
      }
    } catch {
      // The server does not answer for a moment; the next look may.
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
}

/** @param {Element} place @param {string} address */
async function finish(place, address) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const batch = page.getElementById("batch");
  raiseBannerOf(page);
  if (batch) place.replaceChildren(...batch.childNodes);
  const live = document.getElementById("live");
  if (live) live.textContent = place.querySelector(".tag")?.textContent ?? "";
}

/** @param {HTMLElement} panel @param {Record<string, number>} batch @param {number} told
 * @returns {number} the last step that was told */
function show(panel, batch, told) {
  const format = new Intl.NumberFormat(document.documentElement.lang || undefined, { numberingSystem: "latn" });
  for (const figure of panel.querySelectorAll("[data-figure]")) {
    const value = batch[figure.getAttribute("data-figure") ?? ""];
    if (typeof value === "number") figure.textContent = format.format(value);
  }
  const bar = panel.querySelector("progress");
  if (!bar || !batch.lines) return told;
  bar.max = batch.lines;
  bar.value = batch.read;
  const percent = Math.floor((100 * batch.read) / batch.lines / STEP) * STEP;
  const live = document.getElementById("live");
  if (live && percent > told) live.textContent = `${percent} %`;
  return Math.max(told, percent);
}

/** @param {Document} page */
function raiseBannerOf(page) {
  const banner = page.getElementById("banner");
  if (banner) raiseBanner(banner);
}
