// @ts-check
/** The banner never says less than what is on the screen: what arrives later raises it, for as long as the page stays. */
import { bannerText, highest } from "../app/marking.js";

/** @import {Marking} from "../app/types.js" */

/** @param {Element} element @returns {Marking[]} none or one */
function markingsOf(element) {
  const written = element.getAttribute("data-marking");
  return written ? [JSON.parse(written)] : [];
}

/** Raises the page's banner so that it covers a part that is about to be shown.
 * @param {Element} part with `data-marking`, if it shows anything that is marked */
export function raiseBanner(part) {
  const banner = document.getElementById("banner");
  if (!banner) return;
  const before = markingsOf(banner);
  const now = highest([...before, ...markingsOf(part)]);
  if (!now || now.text === before[0]?.text) return;
  const words = JSON.parse(banner.dataset.words ?? "{}");
  const text = document.createElement("b");
  text.textContent = bannerText(now, (word) => words[word] ?? word);
  const note = document.createElement("span");
  note.textContent = banner.dataset.note ?? "";
  banner.className = `marking m-${now.level}`;
  banner.title = text.textContent;
  banner.dataset.marking = JSON.stringify(now);
  banner.replaceChildren(text, " ", note);
}
