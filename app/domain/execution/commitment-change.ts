import { type Day, yearOf } from "../month.ts";
import { least, type Quantity, sum } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { ScheduledYear } from "./commitment.ts";

/** What a withdrawal takes back, in cents; the two add up to it. */
export interface WithdrawnParts {
  /** Of what the exercise itself took: its AE come back to where they were. */
  readonly ofYear: Quantity;
  /** Of what earlier exercises took: their AE come back only where the case is listed (GBCP art. 160). */
  readonly ofEarlier: Quantity;
}

/** Cuts a withdrawal: first what the exercise took on the line and has not taken back (`taken` ≥ 0), then what earlier ones did. */
export function withdrawnParts(amount: Quantity, taken: Quantity): WithdrawnParts {
  const ofYear = least(amount, taken);
  return { ofYear, ofEarlier: amount - ofYear };
}

/**
 * The schedule of a line once what it holds has changed by `change` cents: as it is `wanted`, year by year, where somebody says so; else what is
 * added is paid in the year of the change, and what is withdrawn is taken off the latest years first. Σ CP over the years = what is committed
 * and not withdrawn (`schedule-differs`); no year before the change gets more than it had (`schedule-before-commitment`).
 */
export function revisedSchedule(
  schedule: readonly ScheduledYear[],
  { change, on, wanted }: { readonly change: Quantity; readonly on: Day; readonly wanted?: readonly ScheduledYear[] | undefined },
): Result<ScheduledYear[]> {
  const held = sum(schedule.map(({ amount }) => amount)) + change;
  const revised = wanted
    ? merged(wanted)
    : change >= 0n
      ? merged([...schedule, { year: yearOf(on), amount: change }])
      : lessened(schedule, -change);
  const scheduled = sum(revised.map(({ amount }) => amount));
  if (scheduled !== held) return refuse({ kind: "schedule-differs", committed: held, scheduled });
  const before = new Map(schedule.map(({ year, amount }) => [year, amount]));
  const wrong = revised.find(({ year, amount }) => amount < 0n || (year < yearOf(on) && amount > (before.get(year) ?? 0n)));
  if (wrong && wrong.amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount: wrong.amount });
  return wrong ? refuse({ kind: "schedule-before-commitment", year: wrong.year, first: yearOf(on) }) : accept(revised);
}

/** How each year moves from one schedule to another, signed; years that stay are left out. */
export function scheduleMoves(from: readonly ScheduledYear[], to: readonly ScheduledYear[]): ScheduledYear[] {
  const opposite = from.map(({ year, amount }) => ({ year, amount: -amount }));
  return merged([...to, ...opposite]).filter(({ amount }) => amount !== 0n);
}

/** Each year once, in order. */
function merged(parts: readonly ScheduledYear[]): ScheduledYear[] {
  const amounts = new Map<number, Quantity>();
  for (const { year, amount } of parts) amounts.set(year, (amounts.get(year) ?? 0n) + amount);
  return [...amounts].map(([year, amount]) => ({ year, amount })).sort((left, right) => left.year - right.year);
}

function lessened(schedule: readonly ScheduledYear[], amount: Quantity): ScheduledYear[] {
  let left = amount;
  const latestFirst = merged(schedule).reverse();
  const kept = latestFirst.map(({ year, amount: own }) => {
    const part = least(own, left);
    left -= part;
    return { year, amount: own - part };
  });
  return kept.reverse();
}
