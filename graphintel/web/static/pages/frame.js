// @ts-check
/** What every page does with scripts that it also does, less smoothly, without: menus, suggestions, evidence that folds away. */
import { offerSuggestions } from "./suggest.js";
import { foldEvidence } from "./evidence.js";
import { closeMenus, foldFilters } from "./menus.js";

for (const form of document.querySelectorAll("form[data-suggest]")) offerSuggestions(/** @type {HTMLFormElement} */ (form));
foldEvidence(document);
closeMenus(document);
foldFilters(document);

addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const box = /** @type {HTMLInputElement|null} */ (document.querySelector("form[role='search'] input[type='search']"));
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Whoever sent a form with problems starts at the list of them.
document.getElementById("problems")?.focus();
