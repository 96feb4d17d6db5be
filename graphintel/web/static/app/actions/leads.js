// @ts-check
/** Keeps in step with the chart what on it is possibly the same, and leads to deciding. @import {App} from "../app.js" */
import { isAbort } from "../api.js";
import { failureOf, say } from "../app.js";
import { named } from "../leads.js";

const WAIT_MS = 250;

/** @param {App} app */
export function watchLeads(app) {
  const { store } = app;
  let timer = 0;
  let asked = "";
  let request = new AbortController();
  const look = () => {
    const ids = [...store.chart().nodes.keys()].sort();
    if (ids.join() === asked) return;
    asked = ids.join();
    clearTimeout(timer);
    request.abort();
    request = new AbortController();
    const { signal } = request;
    if (ids.length < 2) store.set({ leads: new Map() });
    else timer = window.setTimeout(() => read(app, ids, signal), WAIT_MS);
  };
  store.subscribe((state, before) => state.history.chart.nodes !== before.history.chart.nodes && look());
  look();
}

/** @param {App} app @param {string[]} entities @param {AbortSignal} signal */
async function read(app, entities, signal) {
  const { api, store, t } = app;
  try {
    const { items, total } = await api.post("/leads", { entities }, signal);
    const leads = items.map(named);
    store.set({ leads: new Map(leads.map((/** @type {{id: string}} */ lead) => [lead.id, lead])) });
    if (total > items.length) say(app, `${t("Possibly the same")}. ${t("Shown: {shown} of {total}", { shown: items.length, total })}`);
  } catch (error) {
    if (isAbort(error)) return;
    const again = () => void read(app, entities, signal);
    store.set({ leads: new Map(), failure: failureOf(app, t("What may be the same could not be looked up."), error, again) });
  }
}

/** The other entity that a decision could be on beside this one: the only other one selected, if it is of the same kind.
 * @param {App} app @param {string} id @returns {string|null} */
export function otherChosen({ store }, id) {
  const { nodes, selection } = store.chart();
  const chosen = [...selection].filter((each) => nodes.has(each));
  const [other] = chosen.filter((each) => each !== id);
  const alike = other && nodes.get(other)?.node.kind === nodes.get(id)?.node.kind;
  return chosen.length === 2 && selection.has(id) && alike ? other : null;
}

/** Goes to the form that says whether two are the same, and comes back to this chart from there.
 * @param {App} app @param {string} id @param {{other?: string|null, type?: "same"|"apart"}} [how] without another one it is searched for */
export function decideOn({ page }, id, { other = null, type } = {}) {
  const query = new URLSearchParams({ back: "chart", ...(other ? { with: other } : {}), ...(type ? { type } : {}) });
  location.assign(`${page.urls.decide.replace("{id}", encodeURIComponent(id))}?${query}`);
}

/** What a menu offers: nothing to those who may not decide.
 * @param {App} app @param {string} id @returns {[string, string, () => void][]} */
export function decideActs(app, id) {
  if (!app.page.user.may_decide) return [];
  const other = otherChosen(app, id);
  const label = other ? app.t("Merge or keep apart the two…") : app.t("Merge or keep apart…");
  return [["git-merge", label, () => decideOn(app, id, { other })]];
}
