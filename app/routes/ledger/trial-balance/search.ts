import { longestPrefix } from "#app/domain/ledger/balance-tree.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { PeriodState } from "#db/queries/ledger/exercise.ts";
import { searchWith } from "../book-search.ts";

/** What the balance reads in its address. */
export interface BalanceSearch {
  readonly class: string | undefined;
  readonly to: number | undefined;
  readonly on: Day | undefined;
  readonly beforeClosing: boolean;
  readonly previousYear: boolean;
  /** Settled accounts are listed one by one. */
  readonly zero: boolean;
  /** Groups of fewer figures than this are open: 1 shows the classes alone, 4 every account. */
  readonly depth: number;
  /** Groups that were turned the other way. */
  readonly turned: readonly string[];
}

export const deepest = longestPrefix + 1;

export function balanceSearchOf({ searchParams }: URL, periods: readonly PeriodState[]): BalanceSearch {
  const to = Number(searchParams.get("to"));
  const on = searchParams.get("on") ?? "";
  const depth = Number(searchParams.get("depth") ?? deepest);
  return {
    class: /^[1-9]$/.test(searchParams.get("class") ?? "") ? (searchParams.get("class") ?? undefined) : undefined,
    to: periods.some(({ period }) => period === to) ? to : undefined,
    on: isDay(on) ? on : undefined,
    beforeClosing: searchParams.get("before") === "1",
    previousYear: searchParams.get("previous") === "1",
    zero: searchParams.get("zero") !== "0",
    ...shapeOf(searchParams, depth),
  };
}

/** Which groups are open, by the address alone: the page turns them without asking the server. */
export function opening(searchParams: URLSearchParams): (code: string) => boolean {
  const { depth, turned } = shapeOf(searchParams, Number(searchParams.get("depth") ?? deepest));
  return (code) => code.length < depth !== turned.includes(code);
}

/** The address where this group is turned. */
export function turnedSearch(searchParams: URLSearchParams, code: string): string {
  const { turned } = shapeOf(searchParams, deepest);
  const next = new Set(turned);
  if (!next.delete(code)) next.add(code);
  return searchWith(searchParams, { turned: next.size === 0 ? null : [...next].sort().join(".") });
}

function shapeOf(searchParams: URLSearchParams, depth: number): Pick<BalanceSearch, "depth" | "turned"> {
  const codes = (searchParams.get("turned") ?? "").split(".").filter((code) => /^[0-9A-Za-z]{1,3}$/.test(code));
  return { depth: Number.isInteger(depth) && depth >= 1 && depth <= deepest ? depth : deepest, turned: codes.slice(0, 500) };
}
