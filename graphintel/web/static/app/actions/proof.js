// @ts-check
/** What a refusal needs before it can be tried again: the password once more, or a purpose. @import {App} from "../app.js" */

/** Dialogs by the code of the refusal that they put right. @type {Record<string, string>} */
const DIALOGS = { reauthenticate: "proof", purpose_needed: "purpose" };

/** Opens the dialog that puts the refusal right, over whatever was open. @param {App} app @param {string} code
 * @returns {Promise<boolean>} whether it is worth trying again */
export function putRight({ store }, code) {
  const name = DIALOGS[code];
  if (!name) return Promise.resolve(false);
  const { dialog, dialogData, busy } = store.get();
  return new Promise((resolve) => {
    const done = (/** @type {boolean} */ right) => {
      store.set({ dialog, dialogData, busy });
      resolve(right);
    };
    store.set({ dialog: name, dialogData: { done }, busy: null });
  });
}
