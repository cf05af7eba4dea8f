import { type Day, monthOf, monthsBetween } from "../month.ts";
import type { Quantity } from "../quantity.ts";

/** What remains to be paid of a line, by how far it has come, in cents: the three parts add up to it (`books.md`, « accrued expenses »). */
export interface OutstandingParts {
  readonly outstanding: Quantity;
  /** Committed, and no service done yet. */
  readonly uncertified: Quantity;
  /** « Charges à payer »: certified, and not asked for; below zero where an advance was asked before its service. */
  readonly accrued: Quantity;
  /** Asked for, and not paid. */
  readonly owed: Quantity;
}

export interface ChainTotals {
  readonly committed: Quantity;
  readonly withdrawn: Quantity;
  readonly certified: Quantity;
  readonly requested: Quantity;
  readonly paid: Quantity;
}

/** « Reste à payer » and its parts: committed − withdrawn − paid = uncertified + accrued + owed. */
export function outstandingParts({ committed, withdrawn, certified, requested, paid }: ChainTotals): OutstandingParts {
  return {
    outstanding: committed - withdrawn - paid,
    uncertified: committed - withdrawn - certified,
    accrued: certified - requested,
    owed: requested - paid,
  };
}

/** How long a commitment has been without movement, the shortest first; the last has no end. */
export const stillnesses = ["moving", "months6", "months12", "months24"] as const;
export type Stillness = (typeof stillnesses)[number];

/** From how many whole months each begins. */
export const monthsStill: Readonly<Record<Stillness, number>> = { moving: 0, months6: 6, months12: 12, months24: 24 };

/** Whole calendar months since the last document of its chain: a commitment of 31 January is six months old on 1 July. */
export function stillnessOf(lastMoved: Day, on: Day): Stillness {
  const months = monthsBetween(monthOf(lastMoved), monthOf(on));
  return stillnesses.findLast((stillness) => months >= monthsStill[stillness]) ?? "moving";
}
