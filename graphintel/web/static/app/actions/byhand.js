// @ts-check
/** Entities and links entered by hand. @import {App} from "../app.js" */
import { ApiError } from "../api.js";
import { attempt, reason, say } from "../app.js";
import { withLinks } from "../commands.js";
import { addEntity, fetchAmong } from "./add.js";

/** @typedef {{field: string|null, message: string}} Wrong */

/** @param {Record<string, string>} draft */
function evidence(draft) {
  const groups = draft.group ? `/${draft.group}` : "";
  return {
    grade: `${draft.reliability}${draft.credibility}`,
    marking: `${draft.register}/${draft.level}${groups}`,
    legal_basis: draft.legal_basis?.trim() ?? "",
  };
}

/** What can be said without asking the server. @param {App} app @param {Record<string, string>} draft @param {[string, string][]} needed @returns {Wrong[]} */
function missing({ t }, draft, needed) {
  return needed
    .filter(([field]) => !draft[field]?.trim())
    .map(([field, label]) => ({ field, message: t("{field} is needed.", { field: label }) }));
}

/** @param {App} app @returns {[string, string][]} */
function always({ t }) {
  return [
    ["source_name", t("Source")],
    ["legal_basis", t("Legal basis")],
    ["reliability", t("Reliability of the source")],
    ["credibility", t("Credibility of the information")],
    ["register", t("Register")],
    ["level", t("Marking")],
  ];
}

/** @param {App} app @param {Record<string, string>} draft @returns {Promise<Wrong[]>} empty when it was added */
export async function saveEntity(app, draft) {
  const wrong = missing(app, draft, [["name", app.t("Name")], ...always(app)]);
  if (wrong.length) return wrong;
  const identifiers = draft.scheme && draft.number?.trim() ? [{ scheme: draft.scheme, value: draft.number.trim() }] : [];
  const body = {
    kind: draft.kind,
    name: draft.name.trim(),
    values: {},
    identifiers,
    source: draft.source_name.trim(),
    ...evidence(draft),
  };
  return send(app, "/entities", body, async (node) => {
    app.store.set({ dialog: null });
    await addEntity(app, node.id, { by: "hand" });
  });
}

/** @param {App} app @param {Record<string, string>} draft @param {{source: {id: string}|null, target: {id: string}|null}} ends @returns {Promise<Wrong[]>} */
export async function saveLink(app, draft, { source, target }) {
  const { t } = app;
  const wrong = missing(app, { ...draft, source: source?.id ?? "", target: target?.id ?? "" }, [
    ["source", t("From")],
    ["target", t("To")],
    ...always(app),
  ]);
  if (wrong.length || !source || !target) return wrong;
  const body = {
    type: draft.type,
    role: draft.role?.trim() || null,
    source: source.id,
    target: target.id,
    from: draft.from?.trim() || null,
    to: draft.to?.trim() || null,
    source_name: draft.source_name.trim(),
    ...evidence(draft),
  };
  return send(app, "/links", body, async () => {
    app.store.set({ dialog: null });
    await bringIn(app, [source.id, target.id]);
  });
}

/** Shows a new link: brings in an end that is not on the chart yet, or reads the links of those that are.
 * @param {App} app @param {string[]} ids */
async function bringIn(app, ids) {
  const absent = ids.filter((id) => !app.store.chart().nodes.has(id));
  for (const id of absent) await addEntity(app, id, { by: "hand" });
  if (absent.length) return;
  const { store, t } = app;
  const words = { busy: t("Adding"), failed: t("The link is kept but could not be shown."), retry: () => bringIn(app, ids) };
  const graph = await attempt(app, words, () => fetchAmong(app, ids));
  if (graph && store.take(withLinks(store.chart(), graph.links), t("Add a link"))) say(app, t("Added the link."), { undo: true });
}

// Whoever presses the button again because no answer came has entered it once; what came through ends the key.
let key = freshKey();

function freshKey() {
  // Not randomUUID: browsers have that only on pages that came encrypted.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {App} app @param {string} path @param {unknown} body @param {(answer: any) => Promise<void>} then @returns {Promise<Wrong[]>} */
async function send({ api, t }, path, body, then) {
  let answer;
  try {
    answer = await api.once(path, body, key);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const found = error.problems.map(({ field, message, remedy }) => ({
      field,
      message: [message, remedy].filter(Boolean).join(" "),
    }));
    return found.length ? found : [{ field: null, message: reason(t, error) }];
  }
  key = freshKey();
  await then(answer);
  return [];
}
