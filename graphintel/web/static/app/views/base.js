// @ts-check
/** What all views share: htm bound to preact, the app, the state, icons and small parts. */
import { createContext, h } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import htm from "htm";
import { strengthOf, WORDS } from "../grade.js";

/** @import {App} from "../app.js" @import {State} from "../store.js" @import {Marking} from "../types.js" */

export const html = htm.bind(h);
/** @type {import("preact").Context<App|null>} */
export const AppContext = createContext(/** @type {App|null} */ (null));

/** @returns {App} */
export function useApp() {
  const app = useContext(AppContext);
  if (!app) throw new Error("A view was rendered outside of the explorer.");
  return app;
}

/** A part of the state; the view is drawn again only when that part changed.
 * @template T @param {(state: State) => T} pick @returns {T} */
export function useStore(pick) {
  const { store } = useApp();
  const [, redraw] = useState(0);
  const last = useRef(/** @type {T|undefined} */ (undefined));
  const picker = useRef(pick);
  picker.current = pick;
  last.current = pick(store.get());
  useEffect(() => {
    const check = () => {
      if (!Object.is(picker.current(store.get()), last.current)) redraw((count) => count + 1);
    };
    const stop = store.subscribe(check);
    check();
    return () => void stop();
  }, [store]);
  return last.current;
}

/** @param {{name: string, small?: boolean, mirror?: boolean}} props mirror: turned round where people read from right to left */
export function Icon({ name, small = false, mirror = false }) {
  return html`<svg class=${`i${small ? " i-s" : ""}${mirror ? " mirror" : ""}`} aria-hidden="true"><use href=${`#i-${name}`} />
    </svg>`;
}

/** @param {{icon: string, label: string, onClick: (event: Event) => void, small?: boolean, pressed?: boolean, disabled?: boolean,
 *   ghost?: boolean, mirror?: boolean, keys?: string, expanded?: boolean, id?: string}} props */
export function IconButton({
  icon,
  label,
  onClick,
  small = false,
  pressed,
  disabled = false,
  ghost = true,
  mirror = false,
  keys,
  expanded,
  id,
}) {
  return html`<button type="button" id=${id} class=${`btn icon${ghost ? " ghost" : ""}${small ? " small" : ""}`}
    aria-label=${label}
    title=${keys ? `${label} (${keys})` : label} aria-pressed=${pressed} aria-expanded=${expanded}
      aria-disabled=${disabled ? "true" : undefined}
    onClick=${disabled ? undefined : onClick}><${Icon} name=${icon} mirror=${mirror} /></button>`;
}

const OUTLINES = {
  ellipse: html`<circle r="10" />`,
  "round-rectangle": html`<rect x="-9.2" y="-9.2" width="18.4" height="18.4" rx="3.2" />`,
  rectangle: html`<rect x="-9" y="-9" width="18" height="18" rx="1" />`,
  "round-hexagon": html`<polygon points="10.6,0 5.3,9.2 -5.3,9.2 -10.6,0 -5.3,-9.2 5.3,-9.2" />`,
  "round-octagon": html`<polygon points="9.6,4 4,9.6 -4,9.6 -9.6,4 -9.6,-4 -4,-9.6 4,-9.6 9.6,-4" />`,
  "round-pentagon": html`<polygon points="0,-11.2 10.7,-3.5 6.6,9.1 -6.6,9.1 -10.7,-3.5" />`,
  "round-diamond": html`<polygon points="0,-12 12,0 0,12 -12,0" />`,
  polygon: html`<path d="M-9.2 -9.2H3L9.2 -3V9.2H-9.2Z" />`,
};

/** The sign of a kind: shape, icon and colour, with its name for those who do not see it.
 * @param {{of: {kind: string, subkind?: string|null}, large?: boolean, quiet?: boolean}} props quiet: the name stands beside it */
export function Glyph({ of, large = false, quiet = false }) {
  const { registry } = useApp();
  const look = registry.kind(of.kind);
  const outline = OUTLINES[/** @type {keyof typeof OUTLINES} */ (look.shape)] ?? OUTLINES.rectangle;
  const label = quiet ? { "aria-hidden": "true" } : { role: "img", "aria-label": registry.kindLabel(of) };
  return html`<svg class=${`kind k-${look.family}${look.solid ? " solid" : ""}${large ? " l" : ""}`} viewBox="-12 -12 24 24"
    ...${label}>
    <g class="outline">${outline}</g>
    <svg class="sign" x="-5.4" y="-5.4" width="10.8" height="10.8"><use href=${`#i-${registry.icon(of)}`} /></svg></svg>`;
}

/** @param {{grade: string|null}} props */
export function Grade({ grade }) {
  const { t } = useApp();
  if (!grade) return html`<span class="faint">${t("not graded")}</span>`;
  const looks = { confirmed: "", probable: " mid", tentative: " low" };
  const words = t("{reliability}, {credibility}", {
    reliability: t(WORDS[grade[0]] ?? ""),
    credibility: t(WORDS[grade[1]] ?? ""),
  });
  return html`<span class=${`grade${looks[strengthOf(grade) ?? "tentative"]}`} title=${words}>${grade}<span class="sr">
    ${` ${words}`}</span></span>`;
}

/** @param {{marking: Marking, words?: boolean}} props */
export function Mark({ marking, words = false }) {
  const { word } = useApp();
  const label = word(marking.level);
  const chip = html`<span class=${`mk m-${marking.level}`} title=${marking.text} aria-hidden=${words ? "true" : undefined}>
    ${label.charAt(0).toLocaleUpperCase()}${words ? null : html`<span class="sr">${label}</span>`}</span>`;
  return words ? html`<span class="row tight">${chip}<span class="cut">${label}</span></span>` : chip;
}

/** @param {{children?: import("preact").ComponentChildren, mono?: boolean}} props */
export function Name({ children, mono = false }) {
  return html`<bdi class=${mono ? "mono" : undefined}>${children}</bdi>`;
}

/** Nothing for 300 ms, then a bar and rows of true height, and from 3 s on what is happening (see explorer.css).
 * @param {{what: string, rows?: number, onCancel?: () => void}} props */
export function Loading({ what, rows = 3, onCancel }) {
  const { t } = useApp();
  return html`<div class="loading" role="status" aria-label=${what}>
    ${Array.from({ length: rows }, (_, at) => html`<div class="skeleton" key=${at}></div>`)}
    <div class="late row"><span class="muted grow">${what}</span>
      ${onCancel && html`<button type="button" class="btn ghost small" onClick=${onCancel}>${t("Cancel")}</button>`}</div>
        </div>`;
}

/** What failed, where it failed. @param {{what: string, detail?: string, reference?: string|null, onRetry?: (() => void)|null}} props */
export function Failed({ what, detail = "", reference = null, onRetry = null }) {
  const { t } = useApp();
  return html`<div class="note bad" role="alert"><${Icon} name="circle-alert" />
    <div><b>${what}</b> ${detail}<div class="row">${onRetry && html`<button type="button" class="btn small" onClick=${onRetry}>
      ${t("Try again")}</button>`}
    ${reference && html`<span class="mono faint">${t("ref {reference}", { reference })}</span>`}</div></div></div>`;
}
