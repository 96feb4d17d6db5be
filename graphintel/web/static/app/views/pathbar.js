// @ts-check
/** Steps through the paths that were found. */
import { clearPaths, nameOf, pathFrom, showPath } from "../actions/paths.js";
import { Grade, Icon, IconButton, html, useApp, useStore } from "./base.js";

/** @returns {any} */
export function PathBar() {
  const app = useApp();
  const { store, t } = app;
  const paths = useStore((state) => state.paths);
  if (!paths) return null;
  const path = paths.paths[paths.index];
  const focus = (/** @type {boolean} */ on) => store.get().pathFocus !== on && store.set({ pathFocus: on });
  const again = () => {
    pathFrom(app, paths.source);
    store.set({ dialogData: { source: paths.source, target: paths.target, types: paths.types, maxHops: paths.maxHops } });
  };
  return html`<div class="pathbar menu" role="group" aria-label=${t("Paths")} onFocusIn=${() => focus(true)}
    onFocusOut=${(/** @type {any} */ event) => event.currentTarget.contains(event.relatedTarget) || focus(false)}>
    <${Icon} name="waypoints" /><b class="cut">
    ${t("Path {index} of {count}", { index: paths.index + 1, count: paths.paths.length })}${paths.more ? "+" : ""}</b>
    <span class="muted x cut">${t("{source} to {target} · {n, plural, one {# link} other {# links}} · weakest", { source: nameOf(app, paths.source), target: nameOf(app, paths.target), n: path.length })}</span>
    <span class="x"><${Grade} grade=${path.weakest} /></span>
    <${IconButton} icon="settings" label=${t("Link types and length")} small onClick=${again} />
    <${IconButton} icon="chevron-left" label=${t("Previous path")} mirror small
    onClick=${() => showPath(app, paths.index - 1)} />
    <${IconButton} icon="chevron-right" label=${t("Next path")} mirror small onClick=${() => showPath(app, paths.index + 1)} />
    <${IconButton} icon="x" label=${t("Clear path")} keys="Esc" small onClick=${() => clearPaths(app)} /></div>`;
}
