import { type Day, isDay } from "#app/domain/month.ts";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";

/** What the books read in their address. A value that means nothing counts as absent: an old link still opens. */
export interface BookSearch {
  /** Periods of the exercise, both included. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly journal: string | undefined;
  readonly party: string | undefined;
  readonly text: string;
  readonly unmatched: boolean;
  readonly on: Day | undefined;
  /** Every line on one page, to print. */
  readonly all: boolean;
  readonly after: string | undefined;
}

export function bookSearchOf({ searchParams }: URL, periods: readonly PeriodState[]): BookSearch {
  const period = (name: string) => {
    const asked = Number(searchParams.get(name));
    return periods.some((each) => each.period === asked) ? asked : undefined;
  };
  const on = searchParams.get("on") ?? "";
  return {
    from: period("from"),
    to: period("to"),
    journal: codeOf(searchParams, "journal"),
    party: codeOf(searchParams, "party"),
    text: (searchParams.get("q") ?? "").normalize("NFC").trim().slice(0, 200),
    unmatched: searchParams.get("unmatched") === "1",
    on: isDay(on) ? on : undefined,
    all: searchParams.get("all") === "1",
    after: searchParams.get("after")?.slice(0, 200) || undefined,
  };
}

export function codeOf(searchParams: URLSearchParams, name: string): string | undefined {
  return searchParams.get(name)?.normalize("NFC").trim().slice(0, 40) || undefined;
}

/** The same page with some of its search changed; null takes a name away. Paging starts again. */
export function searchWith(search: URLSearchParams, changes: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams(search);
  for (const name of ["after", "brought"]) next.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return `?${next}`;
}
