// @ts-check
/** The colours of tokens.css for what CSS cannot reach: the canvas. Read once and again when the theme changes. */

const NAMES = /** @type {const} */ ([
  "canvas",
  "surface",
  "sunken",
  "selected",
  "text",
  "text-2",
  "text-3",
  "accent-ink",
  "warn",
  "bad",
  "link",
  "link-label",
  "dim",
  "border-strong",
  "border-input",
  "m-ink",
  "m-unclassified",
  "m-restricted",
  "m-confidential",
  "m-secret",
  "font",
]);

/** @typedef {Record<string, string>} Palette */

/** @param {Iterable<string>} families colour families of the kinds @returns {Palette} */
export function readPalette(families) {
  const style = getComputedStyle(document.documentElement);
  /** @type {Palette} */
  const palette = {};
  for (const name of NAMES) palette[name] = style.getPropertyValue(`--${name}`).trim();
  for (const family of families) {
    for (const part of ["", "-ink", "-tint"])
      palette[`k-${family}${part}`] = style.getPropertyValue(`--k-${family}${part}`).trim();
  }
  return palette;
}

/** @param {() => void} changed called when the system's or the page's theme changes @returns {() => void} stops listening */
export function onThemeChange(changed) {
  const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );
  for (const query of queries) query.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
    observer.disconnect();
  };
}

/** @returns {boolean} */
export function motionIsReduced() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
