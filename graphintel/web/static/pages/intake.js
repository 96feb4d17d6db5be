// @ts-check
/** A batch on its way in: asks once a second how far it is. Without scripts the page is reloaded by hand. */

const EVERY_MS = 1000;
const STEP = 25;
const panel = /** @type {HTMLElement|null} */ (document.querySelector("[data-batch]"));

if (panel) follow(panel);

/** @param {HTMLElement} panel */
function follow(panel) {
  const bar = /** @type {HTMLProgressElement|null} */ (panel.querySelector("progress"));
  const live = document.getElementById("live");
  const running = new Set((panel.dataset.running ?? "").split(" "));
  const format = new Intl.NumberFormat(document.documentElement.lang || undefined, { numberingSystem: "latn" });
  let told = 0;

  const look = async () => {
    try {
      const answer = await fetch(panel.dataset.batch ?? "", { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (answer.ok) {
        const batch = await answer.json();
        // What is shown at the end is more than numbers: the server draws it.
        if (!running.has(batch.state)) return location.reload();
        show(batch);
      }
    } catch {
      // The server does not answer for a moment; the next look may.
    }
    setTimeout(look, EVERY_MS);
  };

  /** @param {Record<string, number>} batch */
  const show = (batch) => {
    for (const figure of panel.querySelectorAll("[data-figure]")) {
      const value = batch[figure.getAttribute("data-figure") ?? ""];
      if (value !== undefined && value !== null) figure.textContent = format.format(value);
    }
    if (!bar || !batch.rows) return;
    bar.max = batch.rows;
    bar.value = batch.read;
    const percent = Math.floor((100 * batch.read) / batch.rows / STEP) * STEP;
    if (live && percent > told) live.textContent = `${percent} %`;
    told = Math.max(told, percent);
  };

  setTimeout(look, EVERY_MS);
}
