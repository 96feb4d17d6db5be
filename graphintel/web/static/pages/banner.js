// @ts-check
/** The banner never says less than what is on the screen: what arrives later raises it, and it stays raised as long as the page stays. */

const LEVELS = ["unclassified", "restricted", "confidential", "secret"];

/** @typedef {{text: string, level: string, registers: string[], groups: string[]}} Marking */

/** @param {Element} element @returns {Marking|null} */
function markingOf(element) {
  const written = element.getAttribute("data-marking");
  return written ? JSON.parse(written) : null;
}

/** Whether everything that `one` protects is protected by `other` too. @param {Marking} one @param {Marking|null} other */
function covered(one, other) {
  return Boolean(other) && LEVELS.indexOf(one.level) <= LEVELS.indexOf(/** @type {Marking} */ (other).level)
    && one.registers.every((register) => /** @type {Marking} */ (other).registers.includes(register))
    && one.groups.every((group) => /** @type {Marking} */ (other).groups.includes(group));
}

/** Raises the page's banner to that of a part that has just arrived; the part brings its banner's text, made for both together.
 * @param {Element} part with `data-marking` and `data-banner` */
export function raiseBanner(part) {
  const banner = document.getElementById("banner");
  const arrived = markingOf(part);
  if (!banner || !arrived || covered(arrived, markingOf(banner))) return;
  const note = banner.querySelector("span");
  banner.className = `marking m-${arrived.level}`;
  banner.setAttribute("data-marking", part.getAttribute("data-marking") ?? "");
  const text = document.createElement("b");
  text.textContent = part.getAttribute("data-banner");
  banner.replaceChildren(text, " ", ...(note ? [note] : []));
  if (note) note.textContent = part.getAttribute("data-note") ?? note.textContent;
}

/** The marking that the page shows now, to be sent along when more is asked for. @returns {string} */
export function shownMarking() {
  const banner = document.getElementById("banner");
  return (banner && markingOf(banner)?.text) ?? "";
}
