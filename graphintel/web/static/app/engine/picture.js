// @ts-check
/** A picture that can leave the screen: marking above and below, title, who and when. @import {Palette} from "../theme.js" @import {Point} from "../types.js" */

const BANNER = 44;
const TITLE = 72;
const MARGIN = 40;
const LEAST_WIDTH = 900;

/** @param {HTMLCanvasElement} chart @param {Palette} palette
 * @param {{banner: string, level: string, title: string, footer: string, rtl: boolean}} words @returns {Promise<Blob>} */
export async function composePicture(chart, palette, { banner, level, title, footer, rtl }) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(LEAST_WIDTH, chart.width + 2 * MARGIN);
  canvas.height = chart.height + 2 * (BANNER + MARGIN) + 2 * TITLE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.direction = rtl ? "rtl" : "ltr";
  context.fillStyle = palette.canvas;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const wide = canvas.width - 2 * MARGIN;
  const side = rtl ? canvas.width - MARGIN : MARGIN;
  for (const top of [0, canvas.height - BANNER]) {
    context.fillStyle = palette[`m-${level}`];
    context.fillRect(0, top, canvas.width, BANNER);
    const middle = { x: canvas.width / 2, y: top + BANNER / 2 };
    write(context, banner, middle, { font: `600 20px ${palette.font}`, colour: palette["m-ink"], align: "center" }, wide);
  }
  const above = { x: side, y: BANNER + TITLE / 2 + 8 };
  write(context, title, above, { font: `600 30px ${palette.font}`, colour: palette.text, align: "start" }, wide);
  context.drawImage(chart, (canvas.width - chart.width) / 2, BANNER + TITLE + MARGIN);
  const below = { x: side, y: canvas.height - BANNER - TITLE / 2 };
  write(context, footer, below, { font: `400 20px ${palette.font}`, colour: palette["text-2"], align: "start" }, wide);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The browser could not make a picture of this size."))),
      "image/png",
    );
  });
}

/** Text that does not fit is drawn smaller: a marking must not be cut.
 * @param {CanvasRenderingContext2D} context @param {string} text @param {Point} at
 * @param {{font: string, colour: string, align: CanvasTextAlign}} how @param {number} most */
function write(context, text, { x, y }, { font, colour, align }, most) {
  context.font = font;
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillText(text, x, y, most);
}
