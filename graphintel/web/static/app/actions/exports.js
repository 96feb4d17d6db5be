// @ts-check
/** Getting a chart out: every form shows the highest marking in it, who made it and when. @import {App} from "../app.js" */
import { attempt, say } from "../app.js";
import { composePicture } from "../engine/picture.js";
import { shortTime } from "../dates.js";
import { leadsInSight } from "../leads.js";
import { bannerText, highest } from "../marking.js";
import { viewOf } from "../view.js";

/** @typedef {"png"|"graphml"|"json"|"html"|"csv"} Format */

/** @param {App} app @param {Format} format */
export async function exportChart(app, format) {
  const { t, store } = app;
  const view = viewOf(store.chart());
  if (!view.nodes.length) return say(app, t("Nothing on this chart to export."));
  const title = store.get().saved.name || t("Chart");
  const words = { busy: t("Exporting"), failed: t("The chart could not be exported."), retry: () => exportChart(app, format) };
  const file = await attempt(app, words, () => (format === "png" ? picture(app, title) : fromServer(app, format, title)));
  if (!file) return;
  offer(file.blob, file.name);
  const left = store.chart().nodes.size - view.nodes.length;
  const sentence = t("Exported {n, plural, one {# entity} other {# entities}} as {format}.", {
    n: view.nodes.length,
    format: format.toUpperCase(),
  });
  say(
    app,
    left
      ? `${sentence} ${t("{n, plural, one {# hidden or filtered one is} other {# hidden or filtered ones are}} left out.", { n: left })}`
      : sentence,
  );
}

/** @param {App} app @param {Exclude<Format, "png">} format @param {string} title @returns {Promise<{blob: Blob, name: string}>} */
async function fromServer({ api, store }, format, title) {
  const { nodes } = viewOf(store.chart());
  const positions = Object.fromEntries(nodes.map(({ node, x, y }) => [node.id, [x, y]]));
  const { blob, name } = await api.download(`/export/${format}`, {
    entities: nodes.map(({ node }) => node.id),
    positions,
    title,
  });
  return { blob, name: name ?? `${fileStem(title)}.${format}` };
}

/** @param {App} app @param {string} title @returns {Promise<{blob: Blob, name: string}>} */
async function picture(app, title) {
  const { engine, store, page, palette, word, t, lang } = app;
  if (!engine) throw new Error("There is no chart to draw.");
  const view = viewOf(store.chart());
  const shown = [...view.nodes.map(({ node }) => node), ...view.links, ...leadsInSight(store.get())];
  const marking = highest(shown.map((each) => each.marking));
  const counts = t("{nodes, plural, one {# entity} other {# entities}}, {links, plural, one {# link} other {# links}}", {
    nodes: view.nodes.length,
    links: view.links.length,
  });
  const blob = await composePicture(await engine.picture(), palette, {
    banner: marking ? bannerText(marking, word) : "",
    level: marking?.level ?? "unclassified",
    title,
    footer: `${page.user.name} · ${shortTime(new Date().toISOString(), lang)} · ${counts} · graphintel`,
    rtl: document.documentElement.dir === "rtl",
  });
  return { blob, name: `${fileStem(title)}.png` };
}

/** @param {string} title @returns {string} */
function fileStem(title) {
  return (
    title
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 80) || "chart"
  );
}

/** @param {Blob} blob @param {string} name */
function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the blob after this turn; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
