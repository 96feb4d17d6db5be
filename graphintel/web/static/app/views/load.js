// @ts-check
import { useEffect, useState } from "preact/hooks";
import { isAbort } from "../api.js";

/**
 * @template T
 * @typedef {{data: T|null, error: unknown, loading: boolean, again: () => void}} Loaded
 */

/** Loads when `key` changes, drops answers that come too late, and keeps the error.
 * @template T @param {string|null} key null loads nothing @param {(signal: AbortSignal) => Promise<T>} work @returns {Loaded<T>} */
export function useLoaded(key, work) {
  const [state, setState] = useState(
    /** @type {{key: string|null, data: T|null, error: unknown}} */ ({ key: null, data: null, error: null }),
  );
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (key === null) return undefined;
    const controller = new AbortController();
    work(controller.signal).then(
      (data) => setState({ key, data, error: null }),
      (error) => isAbort(error) || setState({ key, data: null, error }),
    );
    return () => controller.abort();
  }, [key, turn]);
  const present = state.key === key ? state : { data: null, error: null };
  return {
    data: present.data,
    error: present.error,
    loading: key !== null && !present.data && !present.error,
    again: () => setTurn(turn + 1),
  };
}

/**
 * @template T
 * @typedef {{items: T[], total: number, loading: boolean, error: unknown, more: (() => void)|null, again: () => void}} Paged
 */

/** A list that comes in pages, each asked for by the reader.
 * @template T @param {string} key @param {(cursor: string|null, signal: AbortSignal) => Promise<any>} work @returns {Paged<T>} */
export function usePages(key, work) {
  const [pages, setPages] = useState(/** @type {{key: string, items: T[], next: string|null, total: number}|null} */ (null));
  const [wanted, setWanted] = useState(/** @type {string|null} */ (null));
  const present = pages?.key === key ? pages : null;
  const request = present ? wanted : null;
  const page = useLoaded(`${key} ${request ?? ""}`, (signal) => work(request, signal));
  useEffect(() => {
    if (!page.data) return;
    const { items, next_cursor: next = null, total } = page.data;
    setPages((known) => ({
      key,
      items: request && known?.key === key ? [...known.items, ...items] : items,
      next,
      total: total ?? items.length,
    }));
  }, [page.data]);
  const next = present?.next ?? null;
  return {
    items: present?.items ?? [],
    total: present?.total ?? 0,
    loading: page.loading,
    error: page.error,
    again: page.again,
    more: next && !page.loading ? () => setWanted(next) : null,
  };
}
