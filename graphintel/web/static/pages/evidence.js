// @ts-check
/** The lines of evidence under each value: open without scripts and in print, folded away with them until asked for. */

/** @param {ParentNode} page */
export function foldEvidence(page) {
  for (const opener of /** @type {NodeListOf<HTMLButtonElement>} */ (page.querySelectorAll("button.opener"))) {
    const row = document.getElementById(opener.getAttribute("aria-controls") ?? "");
    if (!row) continue;
    const show = (/** @type {boolean} */ open) => {
      row.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
    };
    opener.hidden = false;
    show(false);
    opener.addEventListener("click", () => show(row.hidden));
  }
}
