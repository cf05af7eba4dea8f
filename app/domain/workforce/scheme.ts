import { type Quantity, sum } from "../quantity.ts";

/** People who come or leave in a year, as the annual documents give them: how many, and in which month on average. */
export interface Flow {
  /** Hundredths of a full-time equivalent, not negative. */
  readonly fte: Quantity;
  /** Hundredths of a month, 1.00 to 12.00: « mois moyen des entrées, des sorties »; a leaving is in its first month of absence. */
  readonly meanMonth: bigint;
}

/** « Schéma d'emplois » of a year, and what it does to ETPT. */
export interface StaffingScheme {
  /** Entries less exits, in hundredths of a full-time equivalent. */
  readonly net: Quantity;
  /** What it changes in the ETPT of its own year, in hundredths of a person-month (1 ETPT is 1 200), to the nearest. */
  readonly impact: Quantity;
  /** « Extension en année pleine »: what it changes in those of the year after, beyond that. */
  readonly fullYearEffect: Quantity;
}

/**
 * Who comes in month m counts 13 − m months of the year, who leaves in it loses as many: impact = Σ (entries × (13 − m) − exits × (13 − m)) / 12,
 * which reproduces the table of programme 624 in the PAP of 2022 (`domain.md` §4).
 */
export function staffingScheme(entries: readonly Flow[], exits: readonly Flow[]): StaffingScheme {
  const net = sum(entries.map(({ fte }) => fte)) - sum(exits.map(({ fte }) => fte));
  const weighted = (flows: readonly Flow[]) => sum(flows.map(({ fte, meanMonth }) => fte * (1300n - meanMonth)));
  const impact = nearest(weighted(entries) - weighted(exits), 100n);
  return { net, impact, fullYearEffect: net * 12n - impact };
}

function nearest(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator / 2n : denominator / 2n;
  return (numerator + half) / denominator;
}
