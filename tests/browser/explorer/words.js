// @ts-check
import { ApiError, createApi } from "/app/api.js";
import { byMonth, monthText, shortDate, shortTime, span } from "/app/dates.js";
import { translator } from "/app/i18n.js";
import { createRegistry } from "/app/kinds.js";
import { cut, drawable, isolated } from "/app/text.js";
import { run, same, test } from "./harness.js";

export { run };

const ADDED = "Added {n, plural, one {# entity} other {# entities}}.";

test("sentences speak the plural of their language", () => {
  const french = translator({ [ADDED]: "Ajouté {n, plural, one {# entité} other {# entités}}." }, "fr");
  const arabic = translator({ [ADDED]: "{n, plural, one {one} few {few #} other {many #}}" }, "ar");
  const english = translator({}, "en");
  same([1, 9874].map((n) => english.t(ADDED, { n })), ["Added 1 entity.", "Added 9,874 entities."]);
  same([0, 2].map((n) => french.t(ADDED, { n })), ["Ajouté 0 entité.", "Ajouté 2 entités."]);
  same([1, 3, 100].map((n) => arabic.t(ADDED, { n })), ["one", "few 3", "many 100"]);
});

test("what fills a slot is never read as a sentence", () => {
  const { t } = translator({}, "en");
  same(t("Added {name}.", { name: "{n, plural, one {x} other {y}}" }), "Added {n, plural, one {x} other {y}}.");
  same([t("Added {name}.", {}), t("{a}{b}", { a: 1, b: "two" })], ["Added {name}.", "1two"]);
});

test("dates say what is known and no more", () => {
  const texts = ["1984", "1984-03", "2026-03-14", "2026-03-14T09:30:00.000000Z", "", null, "soon"];
  same(texts.map((text) => shortDate(text, "en")), ["1984", "Mar 1984", "14 Mar 2026", "14 Mar 2026", "", "", ""]);
  same(shortTime("2026-03-14T09:30:00.000000Z", "en"), "14 Mar 2026, 09:30 UTC");
  same([span({ from: "1984", to: null }), span({ from: null, to: null }), monthText(2025 * 12 + 2)], [[1984 * 12, 1984 * 12 + 11], null, "2025-03"]);
});

test("months are counted from first to last, what has no date beside", () => {
  const at = (/** @type {string|null} */ from) => ({ from, to: null });
  const months = byMonth([at("2024-01"), at("2025-03-02"), at("2025-03"), at(null)]);
  same([months?.bars.length, months?.bars.at(-1), months?.undated, byMonth([at(null)])], [15, 2, 1, null]);
});

test("names are cut between letters and lose what would turn the text round", () => {
  same(cut("e\u0301".repeat(30), 24), `${"e\u0301".repeat(23)}…`);
  same([drawable("a\u202eb\u0000c\nd"), isolated("x"), cut("short", 24)], ["abc d", "\u2068x\u2069", "short"]);
  same(cut("👩‍👩‍👧".repeat(30), 4), `${"👩‍👩‍👧".repeat(3)}…`);
});

test("a kind or link type that nobody described is drawn plainly", () => {
  const registry = createRegistry([], [], "en");
  same([registry.kind("Drone").label, registry.kind("Drone").shape, registry.linkLabel("FLEW_OVER", "in")], ["Drone", "rectangle", "Flew over"]);
});

/** @param {typeof fetch} send */
async function failureOf(send) {
  try {
    await createApi({ base: "/api", csrf: () => "token", fetch: send }).post("/charts", {});
  } catch (error) {
    if (error instanceof ApiError) return [error.status, error.code, error.message, error.reference];
    throw error;
  }
  return null;
}

test("problems of the server arrive in its own words, and silence is told apart", async () => {
  const problem = { status: 409, code: "changed", title: "Conflict", detail: "Changed since.", problems: [], reference: "7F3A" };
  same(await failureOf(async () => new Response(JSON.stringify(problem), { status: 409 })), [409, "changed", "Changed since.", "7F3A"]);
  same(await failureOf(async () => new Response("<html>", { status: 502 })), [502, "error", "", null]);
  same(await failureOf(async () => Promise.reject(new TypeError("offline"))), [0, "unreachable", "", null]);
});

test("writes carry the token, questions only what was asked", async () => {
  /** @type {unknown[]} */
  const calls = [];
  const send = /** @type {typeof fetch} */ (async (url, { method, headers } = {}) => {
    const sent = new Headers(headers);
    calls.push([url, method, sent.get("X-CSRF-Token"), sent.get("Idempotency-Key")]);
    return new Response("{}");
  });
  const api = createApi({ base: "/api/v1", csrf: () => "token", fetch: send });
  await api.get("/suggest", { q: "a b&c", kind: ["X", "Y"], cursor: null, limit: 8 });
  await api.post("/paths", {});
  await api.once("/entities", {}, "k");
  same(calls, [
    ["/api/v1/suggest?q=a+b%26c&kind=X&kind=Y&limit=8", "GET", null, null],
    ["/api/v1/paths", "POST", "token", null],
    ["/api/v1/entities", "POST", "token", "k"],
  ]);
});
