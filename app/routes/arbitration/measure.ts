import type { BudgetResource } from "#app/domain/quantity.ts";

export const boardMeasures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** The measure that the address asks for (`?m=cp`); CP unless it says another. */
export function measureIn(search: URLSearchParams): BudgetResource {
  const asked = search.get("m")?.toUpperCase();
  return boardMeasures.find((measure) => measure === asked) ?? "CP";
}

/** The same page with one choice changed; empty: without it. */
export function searchWith(search: URLSearchParams, name: string, value: string): string {
  const next = new URLSearchParams(search);
  if (value === "") next.delete(name);
  else next.set(name, value);
  return `?${next}`;
}
