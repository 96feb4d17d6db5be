// @ts-check
/** An entity or a link by hand: a short record with its source, grade, marking and legal basis. */
import { useEffect, useRef, useState } from "preact/hooks";
import { saveEntity, saveLink } from "../actions/byhand.js";
import { CREDIBILITY, RELIABILITY, WORDS } from "../grade.js";
import { LEVELS, rank } from "../marking.js";
import { Dialog } from "./dialog.js";
import { EntityBox } from "./search.js";
import { Icon, Name, html, useApp, useStore } from "./base.js";

/** @typedef {Record<string, string>} Draft */
/** @typedef {{draft: Draft, set: (key: string, value: string) => void, problem: (key: string) => string|null}} Form */

/** @returns {any} */
export function AddDialog() {
  const { store, t } = useApp();
  const given = /** @type {any} */ (useStore((state) => state.dialogData));
  const nodes = useStore((state) => state.history.chart.nodes);
  const [what, setWhat] = useState(given.what ?? "entity");
  const choose = (/** @type {string} */ next) => setWhat(next);
  const label = (/** @type {string} */ id) => nodes.get(id)?.node.caption ?? "";
  return html`<${Dialog} title=${what === "entity" ? t("Add an entity") : t("Add a link")} wide>
    <div class="seg" role="radiogroup" aria-label=${t("What to add")}>${["entity", "link"].map(
      (item) => html`<button type="button" role="radio" key=${item}
      aria-checked=${what === item ? "true" : "false"} onClick=${() => choose(item)}>
      ${item === "entity" ? t("Entity") : t("Link")}</button>`,
    )}</div>
    <${AddForm} key=${what} what=${what} source=${given.source ? { id: given.source, caption: label(given.source) } : null}
    cancel=${() => store.set({ dialog: null })} /><//>`;
}

/** @param {{what: "entity"|"link", source: {id: string, caption: string}|null, cancel: () => void}} props */
function AddForm({ what, source, cancel }) {
  const app = useApp();
  const { t, registry, page } = app;
  const { user } = page;
  const [draft, setDraft] = useState(
    /** @type {Draft} */ ({
      kind: registry.kinds[0]?.kind ?? "",
      type: registry.linkTypes[0]?.type ?? "",
      reliability: "",
      credibility: "",
      register: "",
      level: "",
      group: "",
    }),
  );
  const [ends, setEnds] = useState(/** @type {{source: any, target: any}} */ ({ source, target: null }));
  const [problems, setProblems] = useState(/** @type {{field: string|null, message: string}[]} */ ([]));
  const [sending, setSending] = useState(false);
  const form = {
    draft,
    set: (/** @type {string} */ key, /** @type {string} */ value) => setDraft({ ...draft, [key]: value }),
    problem: (/** @type {string} */ key) =>
      problems.find(({ field }) => field === key || field?.startsWith(`${key}.`))?.message ?? null,
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblems(await (what === "entity" ? saveEntity(app, draft) : saveLink(app, draft, ends)));
    setSending(false);
  };
  return html`<form class="form" onSubmit=${submit} noValidate>
    <${Problems} problems=${problems} />
    ${what === "entity" ? html`<${EntityFields} form=${form} />` : html`<${LinkFields} form=${form} ends=${ends}
      setEnds=${setEnds} />`}
    <${EvidenceFields} form=${form} />
    <footer class="row"><button type="button" class="btn" onClick=${cancel}>${t("Cancel")}</button>
      <button type="submit" class="btn primary" aria-disabled=${sending ? "true" : undefined}>
      ${what === "entity" ? t("Add entity") : t("Add link")}</button></footer></form>`;
}

const FIELDS = [
  "kind",
  "name",
  "scheme",
  "number",
  "type",
  "role",
  "source",
  "target",
  "from",
  "to",
  "source_name",
  "reliability",
  "credibility",
  "register",
  "level",
  "legal_basis",
];

/** What is wrong, each with a way to its field. @param {{problems: {field: string|null, message: string}[]}} props */
function Problems({ problems }) {
  const box = useRef(/** @type {HTMLElement|null} */ (null));
  useEffect(() => box.current?.focus(), [problems]);
  if (!problems.length) return null;
  const place = (/** @type {string|null} */ field) =>
    FIELDS.find((name) => field === name || field?.startsWith(`${name}.`)) ?? null;
  return html`<div class="note bad" role="alert" tabindex="-1" ref=${box}><${Icon} name="circle-alert" /><ul>${problems.map(
    ({ field, message }) => html`<li key=${`${field} ${message}`}>
    ${place(field) ? html`<button type="button" class="aslink"
      onClick=${() => document.getElementById(`add-${place(field)}`)?.focus()}>${message}</button>` : message}</li>`,
  )}</ul></div>`;
}

/** A field with its label and, tied to it, what is wrong with it.
 * @param {{form: Form, name: string, label: string, optional?: boolean, options?: [string, string][], hint?: string, mono?: boolean}} props */
function Field({ form, name, label, optional = false, options, hint, mono = false }) {
  const { t } = useApp();
  const problem = form.problem(name);
  const id = `add-${name}`;
  const common = {
    id,
    value: form.draft[name] ?? "",
    required: !optional,
    "aria-invalid": problem ? "true" : undefined,
    "aria-describedby": problem || hint ? `${id}-note` : undefined,
  };
  return html`<div class="field grow"><label for=${id}>${label}${optional && html` <span class="req">${t("optional")}</span>`}
    </label>
    ${
      options
        ? html`<select ...${common} onChange=${(/** @type {any} */ event) => form.set(name, event.target.value)}>
          ${options.map(([value, words]) => html`<option key=${value} value=${value}>${words}</option>`)}</select>`
        : html`<input class=${`input${problem ? " bad" : ""}${mono ? " mono" : ""}`} dir="auto" maxlength="300" ...${common}
          onInput=${(/** @type {any} */ event) => form.set(name, event.target.value)} />`
    }
    ${(problem || hint) && html`<p id=${`${id}-note`} class=${problem ? "wrong" : "help"}>${problem ?? hint}</p>`}</div>`;
}

/** @param {{form: Form}} props */
function EntityFields({ form }) {
  const { t, registry, page } = useApp();
  return html`<div class="row top"><${Field} form=${form} name="kind" label=${t("Kind")}
    options=${registry.kinds.map(({ kind }) => [kind, registry.kindLabel({ kind })])} />
      <${Field} form=${form} name="name" label=${t("Name")} /></div>
    <div class="row top"><${Field} form=${form} name="scheme" label=${t("Type of number")} optional
    options=${[["", t("none")], ...page.identifier_schemes.map(({ scheme, label }) => [scheme, label])]} />
      <${Field} form=${form} name="number" label=${t("Number")} optional mono
      hint=${t("As seen. It is checked and kept as it is.")} /></div>`;
}

/** @param {{form: Form, ends: {source: any, target: any}, setEnds: (ends: {source: any, target: any}) => void}} props */
function LinkFields({ form, ends, setEnds }) {
  const { t, registry } = useApp();
  const hint = t("Year, month or day: 1984, 1984-03, 1984-03-14");
  return html`<${EndField} name="source" label=${t("From")} problem=${form.problem("source")} chosen=${ends.source}
    choose=${(/** @type {any} */ source) => setEnds({ ...ends, source })} />
    <div class="row top"><${Field} form=${form} name="type" label=${t("Link type")}
    options=${registry.linkTypes.map(({ type }) => [type, registry.linkLabel(type)])} />
      <${Field} form=${form} name="role" label=${t("Role")} optional /></div>
    <${EndField} name="target" label=${t("To")} problem=${form.problem("target")} chosen=${ends.target}
    choose=${(/** @type {any} */ target) => setEnds({ ...ends, target })} />
    <div class="row top"><${Field} form=${form} name="from" label=${t("Held from")} optional hint=${hint} /><${Field}
    form=${form} name="to" label=${t("Held until")} optional /></div>`;
}

/** @param {{name: string, label: string, problem: string|null, chosen: {id: string, caption: string}|null, choose: (node: any) => void}} props */
function EndField({ name, label, problem, chosen, choose }) {
  const { t, registry } = useApp();
  const nodes = useStore((state) => state.history.chart.nodes);
  const others = [...nodes.values()].map(({ node }) => node).sort((a, b) => a.caption.localeCompare(b.caption));
  return html`<div class="field"><span class="label">${label}</span>${
    chosen
      ? html`<p class="row"><b class="grow"><${Name}>${chosen.caption}<//></b>
      <button type="button" class="btn small" onClick=${() => choose(null)}>${t("Change")}</button></p>`
      : html`
    ${
      others.length > 0 &&
      html`<select aria-label=${`${label}: ${t("An entity on this chart")}`}
        onChange=${(/** @type {any} */ event) => choose(nodes.get(event.target.value)?.node ?? null)}>
      <option value="">${t("Choose on this chart…")}</option>${others.map((node) => html`<option key=${node.id}
        value=${node.id}>${node.caption} (${registry.kindLabel(node)})</option>`)}</select>`
    }
    <${EntityBox} id=${`add-${name}`} label=${`${label}: ${t("Or search the registers")}`}
    placeholder=${t("Or search the registers")} onPick=${choose} />`
  }
    ${problem && html`<p class="wrong">${problem}</p>`}</div>`;
}

/** Nothing is kept without them. @param {{form: Form}} props */
function EvidenceFields({ form }) {
  const { t, page, word } = useApp();
  const { user } = page;
  const choose = /** @type {[string, string]} */ (["", t("Choose…")]);
  const graded = (/** @type {string[]} */ steps) =>
    /** @type {[string, string][]} */ ([choose, ...steps.map((step) => [step, `${step}: ${t(WORDS[step])}`])]);
  return html`<fieldset><legend class="label">${t("Evidence")}</legend>
    <div class="row top"><${Field} form=${form} name="source_name" label=${t("Source")} hint=${t("Who or what says so.")} />
    <${Field} form=${form} name="legal_basis" label=${t("Legal basis")} /></div>
    <div class="row top"><${Field} form=${form} name="reliability" label=${t("Reliability of the source")}
    options=${graded(RELIABILITY)} />
      <${Field} form=${form} name="credibility" label=${t("Credibility of the information")} options=${graded(CREDIBILITY)} />
      </div>
    <div class="row top"><${Field} form=${form} name="register" label=${t("Register")}
    options=${[choose, ...user.registers.map((register) => [register, word(register)])]} />
      <${Field} form=${form} name="level" label=${t("Marking")}
      options=${[choose, ...LEVELS.filter((level) => rank(level) <= rank(user.level)).map((level) => [level, word(level)])]} />
      ${user.groups.length > 0 && html`<${Field} form=${form} name="group" label=${t("Group")} optional
        options=${[["", t("none")], ...user.groups.map((group) => [group, group])]} />`}</div></fieldset>`;
}
