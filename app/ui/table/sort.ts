/** The order of a table, as the URL says it: `sort=name`, or `sort=-name` for largest first. */
export interface Sort {
  readonly key: string;
  readonly descending: boolean;
}

/** The order asked for by the URL when it is one of `keys`, else `fallback`. */
export function parseSort(search: URLSearchParams, keys: readonly string[], fallback: Sort): Sort {
  const text = search.get("sort") ?? "";
  const descending = text.startsWith("-");
  const key = descending ? text.slice(1) : text;
  return keys.includes(key) ? { key, descending } : fallback;
}

/** The same page sorted by `key`: a second press turns the order round; paging starts again. */
export function sortSearch(search: URLSearchParams, key: string, current: Sort | undefined): string {
  const next = new URLSearchParams(search);
  next.set("sort", current?.key === key && !current.descending ? `-${key}` : key);
  next.delete("after");
  return `?${next}`;
}
