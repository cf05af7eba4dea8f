import { absolute, type Quantity, spread, sum } from "../../quantity.ts";
import { noMonths, rounded, type YearOfMonths } from "../landing.ts";
import { type MethodName, methodNames, methods } from "./methods.ts";

/** Which months the total goes to: as the last year, or as the last three together. */
export const seasonNames = ["last", "mean"] as const;
export type SeasonName = (typeof seasonNames)[number];

/** A proposed baseline of a year, and how far it may be trusted. */
export interface Projection {
  /** They add up to `total`, to the smallest unit. */
  readonly months: YearOfMonths;
  readonly total: Quantity;
  readonly method: MethodName;
  readonly season: SeasonName;
  /** Years of history. */
  readonly years: number;
  /** Hundredths of a percent: Σ |proposed − executed| by month over Σ |executed|, on the years that were played again; null: none could be. */
  readonly error: bigint | null;
  /** Where the total would be if the method erred as in the worst of those years, either way. */
  readonly low: Quantity;
  readonly high: Quantity;
}

/** Years that a test leaves to the methods, at least. */
const leastPast = 2;

/**
 * Proposes the year after `history` (whole years that follow each other, the oldest first). Each method and season is played again on the past
 * years, each from what came before it alone (rolling origin); the one that erred least by month is kept, the simplest of equals. Undefined
 * without a year that holds something.
 */
export function project(history: readonly YearOfMonths[]): Projection | undefined {
  const first = history.findIndex((year) => year.some((amount) => amount !== 0n));
  if (first < 0) return undefined;
  const years = history.slice(first);
  const candidates = methodNames.flatMap((method) => seasonNames.map((season) => ({ method, season, ...replayed(years, method, season) })));
  const [kept] = candidates.toSorted((left, right) => compare(left.missed, right.missed));
  if (!kept) return undefined;
  const { method, season, missed, executed, ratios } = kept;
  const months = proposed(years, method, season);
  const total = sum(months);
  const range = ratios.map(({ actual, forecast }) => rounded(total * actual, forecast));
  return {
    ...{ months, total, method, season },
    years: years.length,
    error: executed === 0n ? null : rounded(missed * 10_000n, executed),
    low: least([total, ...range]),
    high: -least([-total, ...range.map((amount) => -amount)]),
  };
}

/** The months that a method and a season give to the next year; never below zero. */
export function proposed(years: readonly YearOfMonths[], method: MethodName, season: SeasonName): YearOfMonths {
  const total = methods[method](years.map((year) => sum(year)));
  const seen = season === "last" ? years.slice(-1) : years.slice(-3);
  const weights = noMonths.map((_, month) => {
    const amount = sum(seen.map((year) => year[month] ?? 0n));
    return amount > 0n ? amount : 0n;
  });
  return spread(total > 0n ? total : 0n, weights);
}

interface Replayed {
  readonly missed: Quantity;
  readonly executed: Quantity;
  readonly ratios: readonly { readonly actual: Quantity; readonly forecast: Quantity }[];
}

function replayed(years: readonly YearOfMonths[], method: MethodName, season: SeasonName): Replayed {
  const tests = years
    .slice(leastPast)
    .map((actual, index) => ({ actual, forecast: proposed(years.slice(0, index + leastPast), method, season) }));
  const gaps = tests.map(({ actual, forecast }) => sum(actual.map((amount, month) => absolute(amount - (forecast[month] ?? 0n)))));
  const totals = tests.map(({ actual, forecast }) => ({ actual: sum(actual), forecast: sum(forecast) }));
  return {
    missed: sum(gaps),
    executed: sum(tests.map(({ actual }) => sum(actual.map(absolute)))),
    ratios: totals.filter(({ actual, forecast }) => forecast > 0n && actual >= 0n),
  };
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function least(amounts: readonly Quantity[]): Quantity {
  return amounts.reduce((low, amount) => (amount < low ? amount : low), amounts[0] ?? 0n);
}
