// @ts-check
/** The one place that talks to the server. @import {Problem} from "./types.js" */

/** What went wrong, in the server's own words where it gave any. */
export class ApiError extends Error {
  /** @param {{status: number, code: string, detail: string, problems?: Problem[], reference?: string|null}} what */
  constructor({ status, code, detail, problems = [], reference = null }) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.problems = problems;
    this.reference = reference;
  }
}

/** @param {unknown} error @returns {boolean} whether we stopped the request ourselves */
export function isAbort(error) {
  return error instanceof DOMException && error.name === "AbortError";
}

/**
 * @typedef {Record<string, string|number|boolean|string[]|null|undefined>} Query
 * @typedef {object} Api
 * @property {(path: string, query?: Query, signal?: AbortSignal) => Promise<any>} get
 * @property {(path: string, body: unknown, signal?: AbortSignal) => Promise<any>} post
 * @property {(path: string, body: unknown, key: string) => Promise<any>} once  what has the same key and content is taken once
 * @property {(path: string, body: unknown) => Promise<any>} put
 * @property {(path: string, body: unknown, method?: "POST"|"PUT") => Promise<void>} tell  where nothing is answered
 * @property {(path: string, body: unknown) => Promise<{blob: Blob, name: string|null}>} download
 */

/**
 * `help` is asked with the code of a refusal whether the user put right what it needs; if so the request is sent again, once.
 * @param {{base: string, csrf: () => string, fetch?: typeof fetch, help?: (code: string) => Promise<boolean>}} options @returns {Api}
 */
export function createApi({ base, csrf, fetch: send = (...args) => fetch(...args), help = async () => false }) {
  /** @typedef {{signal?: AbortSignal, key?: string, last?: boolean}} How */
  /** @param {string} method @param {string} path @param {unknown} body @param {How} [how] @returns {Promise<Response>} */
  async function call(method, path, body, how = {}) {
    const { signal, key, last = false } = how;
    const headers = new Headers({ Accept: "application/json" });
    if (method !== "GET") {
      headers.set("Content-Type", "application/json");
      headers.set("X-CSRF-Token", csrf());
      if (key) headers.set("Idempotency-Key", key);
    }
    /** @type {Response} */
    let response;
    try {
      response = await send(base + path, {
        method,
        headers,
        signal,
        credentials: "same-origin",
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new ApiError({ status: 0, code: "unreachable", detail: "" });
    }
    if (response.ok) return response;
    const refusal = await problem(response);
    if (!last && (await help(refusal.code))) return call(method, path, body, { ...how, last: true });
    throw refusal;
  }
  return {
    get: async (path, query, signal) => (await call("GET", path + search(query), undefined, { signal })).json(),
    post: async (path, body, signal) => (await call("POST", path, body, { signal })).json(),
    once: async (path, body, key) => (await call("POST", path, body, { key })).json(),
    put: async (path, body) => (await call("PUT", path, body)).json(),
    tell: async (path, body, method = "POST") => void (await call(method, path, body, { last: true })),
    download: async (path, body) => {
      const response = await call("POST", path, body);
      return { blob: await response.blob(), name: fileName(response.headers.get("Content-Disposition")) };
    },
  };
}

/** @param {Query} [query] @returns {string} */
function search(query = {}) {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const item of Array.isArray(value) ? value : [value]) params.append(key, String(item));
  }
  return params.size ? `?${params}` : "";
}

/** @param {Response} response @returns {Promise<ApiError>} */
async function problem(response) {
  const { status } = response;
  try {
    const { code = "error", detail = "", title = "", problems = [], reference = null } = await response.json();
    return new ApiError({ status, code, detail: detail || title, problems, reference });
  } catch (error) {
    // A proxy may answer with a page of its own; the status still tells what to do.
    if (isAbort(error)) throw error;
    return new ApiError({ status, code: "error", detail: "" });
  }
}

/** @param {string|null} header @returns {string|null} */
function fileName(header) {
  const plain = /filename="([^"]+)"/.exec(header ?? "") ?? /filename=([^;]+)/.exec(header ?? "");
  return plain ? plain[1].trim() : null;
}
