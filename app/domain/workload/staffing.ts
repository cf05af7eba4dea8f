import { grouped } from "../grouped.ts";
import type { Month } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import { type Demand, type Feasibility, feasibility, type Supply } from "./feasibility.ts";
import { anyProfile, balances, delayOf, type TeamBalance, teamName, totalOf, type WorkPlan } from "./plan.ts";

/** A team's year. */
export interface TeamYear {
  readonly unit: string;
  readonly profile: string;
  readonly capacity: Quantity;
  readonly load: Quantity;
  /** Months by which its work slips; null: it never gets through. */
  readonly delay: number | null;
  /** January first. */
  readonly months: readonly { readonly month: Month; readonly capacity: Quantity; readonly load: Quantity }[];
}

/** Each team month by month, by unit and profile. */
export function teamYears(plan: WorkPlan, months: readonly Month[]): TeamYear[] {
  return [...grouped(balances(plan), teamName).values()].flatMap((own): TeamYear[] => {
    const [first] = own;
    if (!first) return [];
    const each = monthly(own, months);
    return [{ unit: first.unit, profile: first.profile, ...totalOf(own), delay: delayOf(each), months: each }];
  });
}

/** Teams together, month by month. */
export function monthly(some: readonly TeamBalance[], months: readonly Month[]) {
  return months.map((month) => ({ month, ...totalOf(some.filter((own) => own.month === month)) }));
}

/**
 * Works as they may be moved: the days of an item that a team does may stand in any of the months in which it has some. People of a unit whose profile
 * is not known may do whatever it does.
 */
function demandsOf({ loads }: WorkPlan): Demand[] {
  const found = new Map<string, { item: string; unit: string; profile: string; firstMonth: Month; lastMonth: Month; days: Quantity }>();
  for (const { item, unit, profile, month, days } of loads) {
    const name = `${item} ${unit} ${profile}`;
    const own = found.get(name) ?? { item, unit, profile, firstMonth: month, lastMonth: month, days: 0n };
    found.set(name, own);
    own.days += days;
    if (month < own.firstMonth) own.firstMonth = month;
    if (month > own.lastMonth) own.lastMonth = month;
  }
  return [...found.values()].map(({ unit, profile, ...own }) => ({ ...own, units: [unit], profiles: [profile, anyProfile] }));
}

/** Whether people can be given to the works, and what that was asked of. */
export interface Staffed {
  readonly answer: Feasibility;
  readonly demands: readonly Demand[];
  readonly supplies: readonly Supply[];
}

/** `held`: the balances of the plan, where they are known already. */
export function staffed(plan: WorkPlan, held: readonly TeamBalance[] = balances(plan)): Staffed {
  const demands = demandsOf(plan);
  const supplies = held.flatMap(({ unit, profile, month, capacity }) => (capacity > 0n ? [{ unit, profile, month, days: capacity }] : []));
  return { answer: feasibility(supplies, demands), demands, supplies };
}
