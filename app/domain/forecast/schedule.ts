import { grouped } from "../grouped.ts";
import { absolute, largestQuantity, type Quantity, spread, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";
import { plannedYears } from "./request.ts";

/** What is paid in a year on what is committed in another; cents. */
export interface SchedulePart {
  /** 0: commitments made before the campaign's year. */
  readonly commitmentYear: number;
  readonly paymentYear: number;
  readonly amount: Quantity;
}

export const earlierCommitments = 0;

/** CP of a year in the two columns of a programme: on earlier commitments, on those of the plan. */
export interface PaymentsOfYear {
  readonly year: number;
  readonly onEarlier: Quantity;
  readonly onNew: Quantity;
}

/** Each payment year with its two parts, in order. */
export function paymentsByYear(parts: readonly SchedulePart[]): PaymentsOfYear[] {
  return [...grouped(parts, ({ paymentYear }) => String(paymentYear))]
    .map(([year, own]) => ({
      year: Number(year),
      onEarlier: sumOf(own.filter(isEarlier)),
      onNew: sumOf(own.filter((part) => !isEarlier(part))),
    }))
    .toSorted((left, right) => left.year - right.year);
}

/** What a schedule pays on the commitments of a year. */
export function paidOn(parts: readonly SchedulePart[], commitmentYear: number): Quantity {
  return sumOf(parts.filter((part) => part.commitmentYear === commitmentYear));
}

/**
 * A schedule adds up: for each year, what is paid on its commitments is the AE of the line in that year. In order, refused: a payment before its
 * commitment or beyond the plan, an amount out of range or of the wrong sign, a year that does not add up (the first).
 */
export function checkSchedule(
  parts: readonly SchedulePart[],
  { committed, firstYear, sign }: { committed: ReadonlyMap<number, Quantity>; firstYear: number; sign: "notPositive" | "notNegative" },
): Result<readonly SchedulePart[]> {
  const last = firstYear + plannedYears;
  for (const { commitmentYear, paymentYear, amount } of parts) {
    const first = commitmentYear === earlierCommitments ? firstYear : commitmentYear;
    if (paymentYear < first) return refused({ kind: "schedule-before-commitment", year: paymentYear, first });
    if (paymentYear > last) return refused({ kind: "year-out-of-plan", year: paymentYear, first: firstYear, last });
    if (absolute(amount) > largestQuantity) return refused({ kind: "amount-out-of-range", line: 1, amount });
    if (sign === "notPositive" ? amount > 0n : amount < 0n) return refused({ kind: "schedule-sign", year: paymentYear, amount, sign });
  }
  const years = new Set([...committed.keys(), ...parts.map(({ commitmentYear }) => commitmentYear)]);
  for (const year of [...years].toSorted((left, right) => left - right)) {
    if (year === earlierCommitments) continue;
    const [whole, scheduled] = [committed.get(year) ?? 0n, paidOn(parts, year)];
    if (whole !== scheduled) return refused({ kind: "schedule-not-whole", year, committed: whole, scheduled });
  }
  return accept(parts.filter(({ amount }) => amount !== 0n));
}

/** Hundredths of a percent: what keys add up to. */
export const wholeKeys = 10_000n;

/**
 * The row of a commitment by coverage keys (hundredths of a percent, from its own year on): largest remainder, so that it adds up to the AE exactly.
 * Refused: keys that are not whole together.
 */
export function rowByKeys(commitmentYear: number, committed: Quantity, keys: readonly bigint[]): Result<SchedulePart[]> {
  const total = sum(keys);
  if (total !== wholeKeys || keys.some((key) => key < 0n)) return refused({ kind: "keys-not-whole", total });
  return accept(spread(committed, keys).map((amount, offset) => ({ commitmentYear, paymentYear: commitmentYear + offset, amount })));
}

/** The keys of a schedule that was paid or planned before: the share of each year after its commitment, whole together; none when nothing was. */
export function keysOf(parts: readonly SchedulePart[]): bigint[] {
  const own = parts.filter((part) => !isEarlier(part) && part.amount !== 0n);
  if (own.length === 0) return [];
  const longest = Math.max(...own.map(({ commitmentYear, paymentYear }) => paymentYear - commitmentYear));
  const weights = Array.from({ length: longest + 1 }, (_, offset) =>
    absolute(sumOf(own.filter(({ commitmentYear, paymentYear }) => paymentYear - commitmentYear === offset))),
  );
  return spread(wholeKeys, weights);
}

function isEarlier({ commitmentYear }: SchedulePart): boolean {
  return commitmentYear === earlierCommitments;
}

function sumOf(parts: readonly SchedulePart[]): Quantity {
  return sum(parts.map(({ amount }) => amount));
}

function refused(refusal: Refusal) {
  return refuse<Refusal>(refusal);
}
