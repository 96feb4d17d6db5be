// @ts-check
/** Names arrive as they were seen: of any length, in any script, with anything in them. */

/** Controls that would turn the text around them (canvas knows no <bdi>), and what no font draws. */
const UNDRAWABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** @param {string} text @returns {string} one line that can be drawn next to others */
export function drawable(text) {
  return text.replace(/\s+/g, " ").replace(UNDRAWABLE, "").trim();
}

/** @param {string} text @param {number} most letters, counted as people count them @returns {string} */
export function cut(text, most) {
  const clean = drawable(text);
  if (clean.length <= most) return clean;
  // Cutting a letter from its accents would show another letter; a letter under a tower of them still has to end.
  const near = clean.slice(0, most * 16);
  const letters = [...SEGMENTER.segment(near)].map(({ segment }) => segment);
  if (letters.length <= most && near === clean) return clean;
  return `${letters
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
}

/** Keeps a name from turning the sentence around it. @param {string} text @returns {string} */
export function isolated(text) {
  return `\u2068${drawable(text)}\u2069`;
}
