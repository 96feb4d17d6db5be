// @ts-check
/**
 * The working chart survives leaving the page and coming back in the same tab. Kept are ids and places, no names; it goes with the tab.
 * @import {App} from "./app.js" @import {ChartDocument} from "./document.js"
 */
import { toDocument } from "./document.js";

/** @typedef {{id: string|null, name: string, version: number|null, at: string|null, owner: string|null, shared: boolean, changed: boolean, document: ChartDocument, inspected: string|null}} Kept */

const WAIT_MS = 400;

/** @param {App} app @returns {string} */
function key({ page }) {
  return `graphintel.chart.${page.user.id}`;
}

/** @param {App} app @returns {Kept|null} */
export function keptChart(app) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key(app)) ?? "null");
    return kept?.document?.nodes?.length ? kept : null;
  } catch {
    // Storage that is off or holds something else is as good as none.
    return null;
  }
}

/** @param {App} app */
function keep(app) {
  const { store, engine } = app;
  const { saved, inspected, loading } = store.get();
  if (loading) return;
  try {
    sessionStorage.setItem(
      key(app),
      JSON.stringify({
        id: saved.id,
        name: saved.name,
        version: saved.version,
        at: saved.at,
        owner: saved.owner,
        shared: saved.shared,
        changed: saved.chart !== store.chart(),
        inspected,
        document: toDocument(store.chart(), engine?.viewport() ?? null),
      }),
    );
  } catch {
    // A full or forbidden storage costs coming back, not the chart.
  }
}

/** Keeps the chart after every change and on leaving. @param {App} app */
export function keepChart(app) {
  let timer = 0;
  app.store.subscribe((state, before) => {
    if (state.history === before.history && state.inspected === before.inspected && state.saved === before.saved) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => keep(app), WAIT_MS);
  });
  addEventListener("pagehide", () => keep(app));
}
