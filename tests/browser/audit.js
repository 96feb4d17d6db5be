// What is wrong with the page that this runs on: names, headings, tables, targets, contrast, and what sticks out.
() => {
  const faults = [];
  const seen = (el) => el.checkVisibility({ visibilityProperty: true });
  const where = (el) => `${el.tagName.toLowerCase()}${el.id ? "#" + el.id : ""}.${el.getAttribute("class") ?? ""} "${(el.textContent ?? "").trim().slice(0, 40)}"`;

  const ids = [...document.querySelectorAll("[id]")].map((el) => el.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`the id ${id} stands there twice`);
  for (const kind of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const el of document.querySelectorAll(`[${kind}]`)) {
      for (const id of el.getAttribute(kind).split(/\s+/)) if (!document.getElementById(id)) faults.push(`${where(el)}: ${kind} names ${id}, which is not there`);
    }
  }

  const name = (el) => [
    el.getAttribute("aria-label"), el.getAttribute("title"), el.getAttribute("alt"),
    ...(el.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent),
    ...[...(el.labels ?? [])].map((label) => label.textContent), ["INPUT", "SELECT", "TEXTAREA"].includes(el.tagName) ? "" : el.textContent,
  ].some((text) => text?.trim());
  for (const el of document.querySelectorAll("a[href], button, summary, input:not([type='hidden']), select, textarea, [role='img'], nav, table")) {
    if (seen(el) && !name(el)) faults.push(`${where(el)} has no name`);
  }
  for (const el of document.querySelectorAll("svg")) {
    if (seen(el) && !el.closest("[aria-hidden='true'], [role='img']")) faults.push(`${where(el)}: a drawing is neither named nor hidden`);
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push(`${document.querySelectorAll("h1").length} headings of the first level`);
  for (const table of document.querySelectorAll("table")) {
    if (!table.querySelector("th")) faults.push(`${where(table)} has no head`);
    if (!table.caption) faults.push(`${where(table)} has no caption`);
  }
  if (!document.documentElement.lang) faults.push("the page has no language");
  for (const el of document.querySelectorAll("button, select, input:not([type='hidden'], [type='checkbox'], [type='file']), summary")) {
    const box = (el.closest(".input") ?? el).getBoundingClientRect();
    if (seen(el) && box.width && Math.min(box.height, box.width) < 24) faults.push(`${where(el)} is only ${box.width} by ${box.height}`);
  }

  const rgb = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const el = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !el || !seen(el) || el.closest("svg, .sr, noscript, script, option, [disabled], [aria-disabled='true']")) continue;
    const style = getComputedStyle(el);
    const [one, other] = [light(rgb(style.color)), light(ground(el))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    if (contrast < least) faults.push(`${where(el)}: contrast ${contrast.toFixed(2)}`);
    if (size < 10) faults.push(`${where(el)}: text of ${size} px`);
  }
  const main = document.querySelector("main");
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  if (main && main.scrollWidth > main.clientWidth) faults.push(`its main part is ${main.scrollWidth} wide in ${main.clientWidth}`);
  return [...new Set(faults)];
}
