// @ts-check
/** Starts the explorer. @import {App} from "./app.js" @import {PageData} from "./types.js" */
import { render } from "preact";
import { comeBack, openFirst } from "./actions/charts.js";
import { putRight } from "./actions/proof.js";
import { watchLeads } from "./actions/leads.js";
import { createApi } from "./api.js";
import { loadIcons } from "./engine/icons.js";
import { translator } from "./i18n.js";
import { createRegistry } from "./kinds.js";
import { listenToKeys } from "./keys.js";
import { keepChart } from "./session.js";
import { createStore } from "./store.js";
import { onThemeChange, readPalette } from "./theme.js";
import { Explorer } from "./views/explorer.js";
import { restoreSizes } from "./views/splitter.js";
import { html } from "./views/base.js";

/** @returns {PageData} */
function pageData() {
  return JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");
}

/** @param {PageData} page @returns {App} */
function createApp(page) {
  const { t, number, lang } = translator(page.strings, page.lang);
  const registry = createRegistry(page.kinds, page.link_types, lang, page.roles);
  const csrf = () => document.querySelector("meta[name='csrf-token']")?.getAttribute("content") ?? "";
  /** @type {App} */
  const app = {
    store: createStore(),
    api: createApi({ base: page.urls.api, csrf, help: (code) => putRight(app, code) }),
    registry,
    t,
    number,
    lang,
    page,
    engine: null,
    word: (code) => page.words[code] ?? code,
    palette: readPalette(registry.kinds.map(({ family }) => family)),
    onPalette: () => {},
  };
  return app;
}

async function start() {
  const app = createApp(pageData());
  restoreSizes(["--inspector-w", "--dock-h"]);
  await loadIcons(new URL("../icons/sprite.svg", import.meta.url).href);
  const root = /** @type {HTMLElement} */ (document.getElementById("root"));
  root.replaceChildren();
  listenToKeys(app);
  render(html`<${Explorer} app=${app} />`, root);
  // What renders into the page hands the engine over in an effect, after the first frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  onThemeChange(() => app.onPalette(readPalette(app.registry.kinds.map(({ family }) => family))));
  /** @type {any} */ (document.getElementById("chart")).graphintel = app;
  await openFirst(app);
  keepChart(app);
  watchLeads(app);
  comeBack(app);
}

start();
