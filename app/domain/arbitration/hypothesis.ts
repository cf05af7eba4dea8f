import { rounded } from "../forecast/landing.ts";
import { atLeastZero, type Quantity } from "../quantity.ts";

/** What an envelope may be reckoned from. */
export const bases = ["manual", "notified", "trend", "landing"] as const;
export type Basis = (typeof bases)[number];
export type ReckonedBasis = Exclude<Basis, "manual">;
export const reckonedBases = ["notified", "trend", "landing"] as const satisfies readonly ReckonedBasis[];

/** The years that envelopes are set for on one page: N + 1 to N + 3. */
export const envelopeYears = 3;

/** The years that the trend is drawn through: the last three that are whole. */
export const trendYears = 3;

/** What is known of a place for one class and measure: N is the year before the campaign's. */
export interface KnownYears {
  /** N. */
  readonly year: number;
  readonly notified: Quantity;
  readonly landing: Quantity;
  /** What was executed, by year, whole years only, the oldest first; years without any are left out. */
  readonly executed: readonly { readonly year: number; readonly amount: Quantity }[];
}

/** An amount and what it comes from, so that it can be read: « Notifié 2026 − 2 % = … ». */
export interface Reckoned {
  readonly basis: ReckonedBasis;
  /** Hundredths of a percent: −200 is −2 %. */
  readonly rate: number;
  readonly basisYear: number;
  readonly basisAmount: Quantity;
  readonly amount: Quantity;
}

/**
 * What a hypothesis gives for a year, in the smallest unit, rounded half away from zero, never below 0; undefined when nothing is known to
 * reckon it from. `notified`: notified N, moved by the rate · `landing`: landing N, likewise · `trend`: the last executed year, plus the mean
 * yearly change of the last three executed years for each year from there, moved by the rate. The rate is taken once, whatever the year.
 */
export function reckon(basis: ReckonedBasis, rate: number, known: KnownYears, targetYear: number): Reckoned | undefined {
  const found = basis === "trend" ? trendOf(known, targetYear) : heldOf(basis, known);
  if (!found) return undefined;
  const amount = atLeastZero(rounded(found.amount * BigInt(10_000 + rate), 10_000n));
  return { basis, rate, basisYear: found.year, basisAmount: found.amount, amount };
}

/** The mean yearly change of the years that the trend is drawn through, and how many there are. */
export function yearlyChange({
  executed,
}: Pick<KnownYears, "executed">): { readonly first: number; readonly last: number; readonly change: Quantity } | undefined {
  const [oldest, latest] = [executed.slice(-trendYears)[0], executed.at(-1)];
  if (!oldest || !latest || oldest.year === latest.year) return undefined;
  return { first: oldest.year, last: latest.year, change: rounded(latest.amount - oldest.amount, BigInt(latest.year - oldest.year)) };
}

function heldOf(basis: "notified" | "landing", known: KnownYears): { year: number; amount: Quantity } | undefined {
  const amount = known[basis];
  return amount === 0n ? undefined : { year: known.year, amount };
}

function trendOf(known: KnownYears, targetYear: number): { year: number; amount: Quantity } | undefined {
  const drawn = yearlyChange(known);
  const latest = known.executed.at(-1);
  if (!drawn || !latest) return undefined;
  return { year: latest.year, amount: atLeastZero(latest.amount + drawn.change * BigInt(targetYear - latest.year)) };
}
