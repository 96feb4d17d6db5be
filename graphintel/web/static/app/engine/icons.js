// @ts-check
/** Icons for the canvas: the shapes of the sprite, coloured, as images. */

/** @type {Map<string, string>} */
let shapes = new Map();
/** @type {Map<string, string>} */
const made = new Map();

/** Reads the sprite once for canvas and page: symbols in the page need no request each time that one is used.
 * @param {string} url of icons/sprite.svg */
export async function loadIcons(url) {
  const text = await (await fetch(url)).text();
  const sprite = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const symbols = [...sprite.querySelectorAll("symbol")];
  shapes = new Map(symbols.map((symbol) => [symbol.id, symbol.innerHTML]));
  for (const symbol of symbols) symbol.id = `i-${symbol.id}`;
  sprite.setAttribute("hidden", "");
  document.body.append(document.importNode(sprite, true));
}

/** @param {string} name @returns {string} the drawing of an icon, without colour */
export function iconShape(name) {
  return shapes.get(name) ?? shapes.get("circle-help") ?? "";
}

/** @param {string} name @param {string} colour @param {number} [weight] width of the line @returns {string} an image URL */
export function iconImage(name, colour, weight = 2.2) {
  const key = `${name} ${colour} ${weight}`;
  let image = made.get(key);
  if (!image) {
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 24 24" fill="none" stroke="${colour}"` +
      ` stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round">${iconShape(name)}</svg>`;
    made.set(key, (image = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`));
  }
  return image;
}
