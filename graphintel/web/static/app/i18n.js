// @ts-check
/**
 * Sentences with named slots. The English sentence is the key, the server sends the reader's language.
 * Plurals stand inside the sentence, so that one sentence stays one sentence in every language:
 * `"Added {n, plural, one {# entity} other {# entities}}."`
 */

/** @typedef {(sentence: string, slots?: Record<string, string|number>) => string} Translate */

/** @param {Record<string, string>} strings @param {string} lang
 * @returns {{t: Translate, number: (value: number) => string, lang: string}} */
export function translator(strings, lang) {
  const plural = new Intl.PluralRules(lang);
  // Digits stay Latin unless the administration chooses otherwise.
  const format = new Intl.NumberFormat(lang, { numberingSystem: "latn" });
  const number = (/** @type {number} */ value) => format.format(value);
  return {
    lang,
    number,
    t: (sentence, slots = {}) => fill(strings[sentence] || sentence, slots, plural, number),
  };
}

/** @param {string} text @param {Record<string, string|number>} slots @param {Intl.PluralRules} plural
 * @param {(value: number) => string} number @returns {string} */
function fill(text, slots, plural, number) {
  let out = "";
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    if (open < 0) return out + text.slice(at);
    const close = closing(text, open);
    out += text.slice(at, open) + slot(text.slice(open + 1, close), slots, plural, number);
    at = close + 1;
  }
  return out;
}

/** @param {string} text @param {number} open @returns {number} index of the brace that closes the one at `open` */
function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (!depth) return at;
  }
  return text.length;
}

/** @param {string} inner what stands between the braces @param {Record<string, string|number>} slots
 * @param {Intl.PluralRules} plural @param {(value: number) => string} number @returns {string} */
function slot(inner, slots, plural, number) {
  const [name, kind] = inner.split(",", 2).map((part) => part.trim());
  const value = slots[name];
  if (value === undefined) return `{${inner}}`;
  if (kind !== "plural") return typeof value === "number" ? number(value) : value;
  const forms = choices(inner.slice(inner.indexOf("plural") + 6));
  const chosen = forms[`=${value}`] ?? forms[plural.select(Number(value))] ?? forms.other ?? "";
  return fill(chosen.replaceAll("#", number(Number(value))), slots, plural, number);
}

/** @param {string} text ", one {# entity} other {# entities}" @returns {Record<string, string>} */
function choices(text) {
  /** @type {Record<string, string>} */
  const found = {};
  let at = 0;
  for (let open = text.indexOf("{", at); open >= 0; open = text.indexOf("{", at)) {
    const close = closing(text, open);
    found[text.slice(at, open).replace(",", "").trim()] = text.slice(open + 1, close);
    at = close + 1;
  }
  return found;
}
