// @ts-check
/** Sizes and habits of this browser. Nothing about cases is kept here. */

const PREFIX = "graphintel.";

/** @param {string} key @returns {string|null} */
export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    // Storage may be switched off; sizes then last as long as the page.
    return null;
  }
}

/** @param {string} key @param {string|number|boolean} value */
export function remember(key, value) {
  try {
    localStorage.setItem(PREFIX + key, String(value));
  } catch {
    // As above: nothing depends on it.
  }
}
