import { type Quantity, sum } from "../../quantity.ts";
import type { AverageCost, CostHypotheses } from "./cost.ts";
import type { Presence } from "./staff-line.ts";

/** The rows of the bridge of title 2, in their order; CAS Pensions come apart. */
export const bridgeRows = [
  "base",
  "fullYear",
  "moves",
  "generalMeasures",
  "categoryMeasures",
  "gvtPlus",
  "gvtMinus",
  "rebasing",
  "other",
] as const;
export type BridgeRow = (typeof bridgeRows)[number];

/** What staff costs in a year, in cents: each row exact, `pay` their sum, `total` with the pensions. */
export interface StaffBridge {
  readonly rows: Readonly<Record<BridgeRow, Quantity>>;
  readonly pay: Quantity;
  readonly pensions: Quantity;
  readonly total: Quantity;
}

/**
 * The bridge of one category in a year. Base, full-year effect and moves are the ETPT of each at the average cost, rounded so that they add up to
 * the whole ETPT at that cost; a rate is of those three together; an amount per ETPT is of the whole ETPT. Pensions are a rate of the pay that
 * moves with the point and with careers: everything but category measures, rebasing and other. To the nearest cent, halves away from zero.
 */
export function bridgeOf(
  { base, moves, earlier }: Pick<Presence, "base" | "moves" | "earlier">,
  { cost, ...perStaff }: AverageCost,
  rates: CostHypotheses,
): StaffBridge {
  const staff = base + earlier + moves;
  const atBase = costed(base, cost);
  const withEarlier = costed(base + earlier, cost);
  const atCost = costed(staff, cost);
  const rows = {
    base: atBase,
    fullYear: withEarlier - atBase,
    moves: atCost - withEarlier,
    generalMeasures: shareOf(atCost, rates.generalMeasures),
    categoryMeasures: costed(staff, perStaff.categoryMeasures),
    gvtPlus: shareOf(atCost, rates.gvtPlus),
    gvtMinus: -shareOf(atCost, rates.gvtMinus),
    rebasing: costed(staff, perStaff.rebasing),
    other: costed(staff, perStaff.other),
  };
  const pay = sum(Object.values(rows));
  const pensions = shareOf(pay - rows.categoryMeasures - rows.rebasing - rows.other, rates.pensions);
  return { rows, pay, pensions, total: pay + pensions };
}

/** Several bridges as one. */
export function addedBridges(bridges: readonly StaffBridge[]): StaffBridge {
  const row = (name: BridgeRow) => sum(bridges.map(({ rows }) => rows[name]));
  return {
    rows: Object.fromEntries(bridgeRows.map((name) => [name, row(name)])) as Record<BridgeRow, Quantity>,
    pay: sum(bridges.map(({ pay }) => pay)),
    pensions: sum(bridges.map(({ pensions }) => pensions)),
    total: sum(bridges.map(({ total }) => total)),
  };
}

/** ETPT (1 200 to one) at so many cents each. */
function costed(staff: Quantity, cents: Quantity): Quantity {
  return nearest(staff * cents, 1200n);
}

/** A rate in hundredths of a percent of an amount. */
function shareOf(amount: Quantity, rate: bigint): Quantity {
  return nearest(amount * rate, 10_000n);
}

function nearest(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator / 2n : denominator / 2n;
  return (numerator + half) / denominator;
}
