import { grouped } from "../grouped.ts";
import type { Month } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
import { type Availability, capacityDays } from "./capacity.ts";

/** How days came into the plan, or into the time spent. */
export type WorkSource = "entry" | "import" | "reallocation";

/** People of no profile that is known: they are counted in their unit, and may do whatever it does. */
export const anyProfile = "";

/** Those of a unit who share a profile. */
export interface Team {
  readonly unit: string;
  readonly profile: string;
}

/** A team in a month, in full-time equivalents, hundredths. */
export interface TeamMonth extends Team {
  readonly month: Month;
  readonly fte: Quantity;
}

/** Days of an item that a team does in a month, in hundredths. */
export interface WorkLoad extends Team {
  readonly item: string;
  readonly month: Month;
  readonly days: Quantity;
}

/** Days away of a unit in a month, in hundredths: training, union duty and others, as totals. */
export interface Away {
  readonly unit: string;
  readonly month: Month;
  readonly days: Quantity;
}

/** All that a plan of works is judged by. */
export interface WorkPlan {
  readonly presences: readonly TeamMonth[];
  readonly away: readonly Away[];
  readonly loads: readonly WorkLoad[];
  readonly availability: Availability;
}

/** A team in a month: what it can give and what is asked of it, in hundredths of a day. */
export interface TeamBalance extends Team {
  readonly month: Month;
  readonly capacity: Quantity;
  readonly load: Quantity;
}

export function teamName({ unit, profile }: Team): string {
  return `${unit} ${profile}`;
}

export function placeName({ unit, profile, month }: Team & { readonly month: Month }): string {
  return `${unit} ${profile} ${month}`;
}

/** Each team in each month in which it is there or something is asked of it, by unit, profile and month. */
export function balances({ presences, away, loads, availability }: WorkPlan): TeamBalance[] {
  const found = new Map<string, { unit: string; profile: string; month: Month; capacity: Quantity; load: Quantity }>();
  const at = (place: Team & { readonly month: Month }) => {
    const name = placeName(place);
    const own = found.get(name) ?? { unit: place.unit, profile: place.profile, month: place.month, capacity: 0n, load: 0n };
    found.set(name, own);
    return own;
  };
  const absent = new Map<string, Quantity>();
  for (const { unit, month, days } of away) absent.set(`${unit} ${month}`, (absent.get(`${unit} ${month}`) ?? 0n) + days);
  for (const own of grouped(presences, ({ unit, month }) => `${unit} ${month}`).values()) {
    const [first] = own;
    if (!first) continue;
    const { unit, month } = first;
    for (const [profile, days] of capacityDays(own, month, availability, absent.get(`${unit} ${month}`) ?? 0n))
      at({ unit, profile, month }).capacity += days;
  }
  for (const { days, ...place } of loads) at(place).load += days;
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, own]) => own);
}

/** Capacity and load of several team-months together. */
export function totalOf(some: readonly Pick<TeamBalance, "capacity" | "load">[]): { readonly capacity: Quantity; readonly load: Quantity } {
  return { capacity: sum(some.map(({ capacity }) => capacity)), load: sum(some.map(({ load }) => load)) };
}

/**
 * By how many months the work of a team slips when each month does what it can, the oldest work first, and leaves the rest to the next: of the day
 * that waits longest. 0: each day is done in its month. Beyond the last month the team goes on as in it; null: it never gets through.
 */
export function delayOf(months: readonly Pick<TeamBalance, "capacity" | "load">[]): number | null {
  const last = months.at(-1)?.capacity ?? 0n;
  let [asked, done, backlog, longest] = [0n, 0n, 0n, 0];
  const askedBy: Quantity[] = [];
  let oldest = 0;
  for (let month = 0; month < months.length || backlog > 0n; month += 1) {
    const { capacity, load } = months[month] ?? { capacity: last, load: 0n };
    if (month >= months.length && capacity <= 0n) return null;
    asked += load;
    askedBy.push(asked);
    const work = backlog + load < capacity ? backlog + load : capacity;
    done += work;
    backlog += load - work;
    // Nothing waits of a month once all that was asked by then is done.
    while (oldest < month && done >= (askedBy[oldest] ?? 0n)) oldest += 1;
    if (done < (askedBy[oldest] ?? 0n)) longest = Math.max(longest, month - oldest + 1);
  }
  return longest;
}
