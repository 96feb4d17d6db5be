// @ts-check
/** Dates as precise as they are known: "1984", "1984-03", "1984-03-14", "2026-03-14T09:30:00.000000Z". */

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?/;

/** @param {string|null|undefined} text @returns {{year: number, month: number|null, day: number|null, time: string|null}|null} */
export function parts(text) {
  const match = SHAPE.exec(text ?? "");
  if (!match) return null;
  return {
    year: Number(match[1]),
    month: match[2] ? Number(match[2]) : null,
    day: match[3] ? Number(match[3]) : null,
    time: match[4] ? `${match[4]}:${match[5]}` : null,
  };
}

/** "14 Mar 2026", "Mar 2026" or "1984": never more than is known.
 * @param {string|null|undefined} text @param {string} lang @returns {string} */
export function shortDate(text, lang) {
  const found = parts(text);
  if (!found) return "";
  if (!found.month) return String(found.year);
  const date = new Date(Date.UTC(found.year, found.month - 1, found.day ?? 1));
  date.setUTCFullYear(found.year);
  /** @type {Intl.DateTimeFormatOptions} */
  const shape = { month: "short", year: "numeric", timeZone: "UTC", numberingSystem: "latn", calendar: "gregory" };
  if (found.day) shape.day = "numeric";
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, shape).format(date);
}

/** Formats dates that are a part of their own in a line: "foodstuffs · 2026-03-14". What merely contains digits stays.
 * @param {string} text @param {string} lang @returns {string} */
export function withDates(text, lang) {
  const whole = /^\d{4}-\d{2}(-\d{2})?(T[\d:.]+Z)?$/;
  return text
    .split(" · ")
    .map((part) => (whole.test(part) ? shortTime(part, lang) : part))
    .join(" · ");
}

/** "14 Mar 2026, 09:30" in universal time, for records. @param {string|null|undefined} text @param {string} lang @returns {string} */
export function shortTime(text, lang) {
  const found = parts(text);
  return found?.time ? `${shortDate(text, lang)}, ${found.time} UTC` : shortDate(text, lang);
}

/** Months since year 0, or null. A year alone stands for its January here; `span` gives its end.
 * @param {string|null|undefined} text @returns {number|null} */
export function monthIndex(text) {
  const found = parts(text);
  return found ? found.year * 12 + ((found.month ?? 1) - 1) : null;
}

/** First and last month that a link may hold for, or null when it has no date.
 * @param {{from: string|null, to: string|null}} link @returns {[number, number]|null} */
export function span(link) {
  const first = monthIndex(link.from ?? link.to);
  if (first === null) return null;
  const end = parts(link.to ?? link.from);
  const last = end ? end.year * 12 + ((end.month ?? 12) - 1) : first;
  return [first, Math.max(first, last)];
}

/** @param {number} index @returns {string} "2025-03" */
export function monthText(index) {
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Counts links per month of their start; what has no date is counted beside.
 * @param {Iterable<{from: string|null, to: string|null}>} links
 * @returns {{first: number, last: number, bars: number[], undated: number}|null} null when nothing has a date */
export function byMonth(links) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  let undated = 0;
  for (const link of links) {
    const month = monthIndex(link.from ?? link.to);
    if (month === null) undated += 1;
    else counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  if (!counts.size) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const month of counts.keys()) {
    first = Math.min(first, month);
    last = Math.max(last, month);
  }
  // A single month would make one bar as wide as the page; a year around it reads better.
  if (last - first < 11) first = last - 11;
  const bars = Array.from({ length: last - first + 1 }, (_, at) => counts.get(first + at) ?? 0);
  return { first, last, bars, undated };
}
