// @ts-check
/** Menus are `details`: they work without scripts. With them they also close on Escape, on a click elsewhere, and when
 * another one opens. */

const MENUS = "details.usermenu, details.pop, details.more";

// Where there is no room for a column of filters (pages.css), they fold away above the list.
const NARROW = matchMedia("(max-width: 1180px)");

/** @param {Document} page */
export function foldFilters(page) {
  const box = /** @type {HTMLDetailsElement|null} */ (page.querySelector("details.facetbox"));
  if (!box) return;
  const refresh = () => {
    box.open = !NARROW.matches;
  };
  NARROW.addEventListener("change", refresh);
  refresh();
}

/** @param {Document} page */
export function closeMenus(page) {
  const menus = () => /** @type {HTMLDetailsElement[]} */ ([...page.querySelectorAll(MENUS)]);
  const open = () => menus().filter((menu) => menu.open);
  page.addEventListener("pointerdown", (event) => {
    for (const menu of open()) if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      // The focus goes back to what opened the menu.
      menu.querySelector("summary")?.focus();
    }
  });
  page.addEventListener("toggle", (event) => {
    const menu = /** @type {HTMLDetailsElement} */ (event.target);
    if (!menu.matches?.(MENUS) || !menu.open) return;
    for (const other of open()) if (other !== menu) other.open = false;
    /** @type {HTMLElement|null} */ (menu.querySelector("input:not([type='hidden']), textarea"))?.focus();
  }, true);
}
