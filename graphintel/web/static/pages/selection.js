// @ts-check
/** Results that can be ticked and opened together in the explorer. */

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-selection]"))) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input[name='entity']")]);
  const all = /** @type {HTMLInputElement|null} */ (form.querySelector("[data-all]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const count = form.querySelector("[data-count]");
  let last = -1;

  const refresh = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    button.setAttribute("aria-disabled", String(!ticked));
    if (count) count.textContent = ticked ? String(ticked) : "";
    if (all) {
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    for (const box of boxes) box.closest("tr")?.setAttribute("aria-selected", String(box.checked));
  };

  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      refresh();
    });
  }
  boxes.forEach((box, at) => box.addEventListener("click", (event) => {
    // With Shift, everything from the last one ticked to this one follows it.
    if (event.shiftKey && last >= 0) {
      for (const each of boxes.slice(Math.min(last, at), Math.max(last, at))) each.checked = box.checked;
    }
    last = at;
    refresh();
  }));
  form.addEventListener("submit", (event) => {
    if (!boxes.some((box) => box.checked)) event.preventDefault();
  });
  refresh();
}
