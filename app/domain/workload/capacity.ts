import type { Month } from "../month.ts";
import { atLeastZero, least, type Quantity, spread, sum } from "../quantity.ts";
import { workingDays } from "./working-days.ts";

/** What part of the working days is not for works, in thousandths of them; their sum is at most 1 000. */
export interface Availability {
  readonly leave: number;
  readonly training: number;
  readonly overhead: number;
}

/** From what share of the capacity a load is high, then too high, in thousandths: `high` ≤ `over`. */
export interface LoadThresholds {
  readonly high: number;
  readonly over: number;
}

export interface WorkloadSettings {
  readonly availability: Availability;
  readonly thresholds: LoadThresholds;
}

/** About 204 days a year; green up to 85 %, amber up to 100 % (`domain.md` §4). */
export const usualSettings: WorkloadSettings = {
  availability: { leave: 130, training: 20, overhead: 40 },
  thresholds: { high: 850, over: 1000 },
};

/** Those of one team who share a profile, in a month: full-time equivalents in hundredths. */
export interface Presence {
  readonly profile: string;
  readonly fte: Quantity;
}

/**
 * The days that a team can give to works in a month, in hundredths, profile by profile: full-time equivalents × working days × what is left of
 * them, rounded to the nearest; less the days away that were said for the team as totals, taken from each profile in proportion of its people.
 */
export function capacityDays(
  presences: readonly Presence[],
  month: Month,
  { leave, training, overhead }: Availability,
  away: Quantity,
): Map<string, Quantity> {
  const share = BigInt(Math.max(0, 1000 - leave - training - overhead));
  const days = BigInt(workingDays(month));
  const whole = presences.map(({ fte }) => (fte * days * share + 500n) / 1000n);
  const taken = spread(
    least(away, sum(whole)),
    presences.map(({ fte }) => fte),
  );
  return new Map(presences.map(({ profile }, index) => [profile, atLeastZero((whole[index] ?? 0n) - (taken[index] ?? 0n))]));
}

/** How a load stands beside its capacity. `none`: nothing is asked; `impossible`: something is asked of nobody. */
export type LoadLevel = "none" | "fine" | "high" | "over" | "impossible";

/** Load over capacity, in thousandths, rounded to the nearest; null without capacity. */
export function loadRate(load: Quantity, capacity: Quantity): number | null {
  return capacity <= 0n ? null : Number((load * 2000n + capacity) / (capacity * 2n));
}

/** Compared exactly, not by the rounded rate: one hundredth of a day beyond is beyond. */
export function loadLevel(load: Quantity, capacity: Quantity, { high, over }: LoadThresholds): LoadLevel {
  if (load === 0n) return "none";
  if (capacity <= 0n) return "impossible";
  if (load * 1000n > capacity * BigInt(over)) return "over";
  return load * 1000n > capacity * BigInt(high) ? "high" : "fine";
}

/** Full-time equivalents that a load takes over a year, in hundredths of a person-month (1 ETPT is 1 200), rounded to the nearest; `yearDays`: what one person gives to works in a year. */
export function etptNeeded(load: Quantity, yearDays: Quantity): Quantity {
  return yearDays <= 0n ? 0n : (load * 2400n + yearDays) / (yearDays * 2n);
}
