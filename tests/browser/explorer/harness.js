// @ts-check
/** A test is a sentence and a function that throws. test_explorer_modules.py runs each in the browser. */

/** @type {Map<string, () => unknown>} */
const tests = new Map();

/** @param {string} sentence @param {() => unknown} body */
export function test(sentence, body) {
  tests.set(sentence, body);
}

/** @param {string} sentence */
export async function run(sentence) {
  const body = tests.get(sentence);
  if (!body) throw new Error(`There is no test "${sentence}".`);
  await body();
}

/** @param {unknown} got @param {unknown} expected */
export function same(got, expected) {
  const [left, right] = [JSON.stringify(sorted(got), null, 1), JSON.stringify(sorted(expected), null, 1)];
  if (left !== right) throw new Error(`got ${left}\nexpected ${right}`);
}

/** Keys in order, so that two objects with the same content read alike. @param {any} value @returns {any} */
function sorted(value) {
  if (value === undefined) return "undefined";
  if (value instanceof Set) return [...value].map(sorted);
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}
