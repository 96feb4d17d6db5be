// @ts-check
/** Lets a file be dropped on the field that takes it; the field itself works by click and keyboard. */

for (const zone of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-drop]"))) {
  const input = /** @type {HTMLInputElement} */ (zone.querySelector("input[type='file']"));
  const over = (/** @type {boolean} */ on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer?.files.length) input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// Fields that only one of the choices needs.
for (const select of /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("select[data-reveals]"))) {
  const hidden = document.getElementById(select.dataset.reveals ?? "");
  const refresh = () => {
    if (hidden) hidden.hidden = select.value !== (select.dataset.when ?? "");
  };
  select.addEventListener("change", refresh);
  refresh();
}
