import { addDays, addMonths, type Day, daysBetween, isDay, lastDayOf, monthOf, monthsBetween, yearOf } from "../month.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

/** Published indexes by which rents are revised: of offices and services, of shops, of building costs; `none`: the rent stays. */
export const rentIndexes = ["ILAT", "ILC", "ICC", "none"] as const;
export type RentIndex = (typeof rentIndexes)[number];

/** How often a rent falls due. */
export const billings = ["month", "quarter", "year"] as const;
export type Billing = (typeof billings)[number];

/** Before its period (« à échoir »), or after it (« à échu »). */
export const dueTerms = ["advance", "arrears"] as const;
export type DueTerm = (typeof dueTerms)[number];

/** What a lease says. Amounts in cents a year, all taxes included. */
export interface LeaseTerms {
  readonly lessor: string;
  readonly signedOn: Day;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly rent: Quantity;
  /** What is provided for beside the rent; not revised. */
  readonly charges: Quantity;
  readonly index: RentIndex;
  readonly billing: Billing;
  readonly due: DueTerm;
  /** Months before a break or the end by which notice is given. */
  readonly notice: number;
  /** The days from which the tenant may be gone, first one first: the firm period ends on the eve of the first. */
  readonly breaks: readonly Day[];
  /** The break for which notice was given: the lease stops there. */
  readonly leavesOn: Day | null;
}

/** How much an index grows by in the year of a revision, in hundredths of a percent. */
export interface IndexRate {
  readonly index: RentIndex;
  readonly year: number;
  readonly rate: number;
}

export const longestLease = 30;

/**
 * In order: days that exist and follow one another · no longer than thirty years · amounts within range, a rent above zero · breaks within the lease,
 * each on the day of the month on which it began, each once · a leaving that is one of them.
 */
export function checkLease(terms: LeaseTerms): Result<LeaseTerms> {
  const { signedOn, firstDay, lastDay, rent, charges, leavesOn } = terms;
  const wrong = [signedOn, firstDay, lastDay, ...terms.breaks].find((day) => !isDay(day));
  if (wrong !== undefined) return refuse({ kind: "not-a-day", text: wrong });
  if (lastDay < firstDay) return refuse({ kind: "dates-out-of-order", earlier: firstDay, later: lastDay });
  if (signedOn > lastDay) return refuse({ kind: "dates-out-of-order", earlier: signedOn, later: lastDay });
  if (yearOf(lastDay) - yearOf(firstDay) > longestLease) return refuse({ kind: "lease-too-long", years: longestLease });
  if (rent === 0n) return refuse({ kind: "line-without-amount", line: 1 });
  for (const amount of [rent, charges]) {
    if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
    if (amount * BigInt(longestLease) > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 1, amount });
  }
  const breaks = [...new Set(terms.breaks)].toSorted();
  for (const day of breaks) {
    if (day <= firstDay || day > lastDay) return refuse({ kind: "break-outside-lease", day, first: firstDay, last: lastDay });
    if (dayAfterMonths(firstDay, monthsBetween(monthOf(firstDay), monthOf(day))) !== day)
      return refuse({ kind: "break-within-month", day, firstDay });
  }
  if (leavesOn !== null && !breaks.includes(leavesOn)) return refuse({ kind: "leaving-without-break", day: leavesOn });
  return accept({ ...terms, breaks });
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function dayAfterMonths(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months);
  const last = lastDayOf(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}

/** What is to be decided about a lease. */
export interface Deadline {
  readonly kind: "break" | "end";
  /** The first day without the place. */
  readonly on: Day;
  /** The last day to give notice, or to agree on what follows. */
  readonly decideBy: Day;
  /** `late`: the lease ends, and nothing was decided in time · `soon`: within so many months · `coming`. */
  readonly state: "late" | "soon" | "coming";
}

const soonMonths = 12;

/** What is still to be decided: breaks whose notice may still be given, and the end until it has come. Where notice was given, nothing is. */
export function deadlinesOf({ lastDay, breaks, leavesOn, notice }: LeaseTerms, today: Day): Deadline[] {
  if (leavesOn !== null) return [];
  const soon = dayAfterMonths(today, soonMonths);
  const told = (kind: Deadline["kind"], on: Day): Deadline => {
    const decideBy = dayAfterMonths(on, -notice);
    return { kind, on, decideBy, state: decideBy < today ? "late" : decideBy <= soon ? "soon" : "coming" };
  };
  const open = breaks.map((day) => told("break", day)).filter(({ decideBy }) => decideBy >= today);
  return lastDay < today ? open : [...open, told("end", addDays(lastDay, 1))];
}

/** Whether a lease holds the place on a day. */
export function isInForce({ firstDay, lastDay, leavesOn }: LeaseTerms, on: Day): boolean {
  return firstDay <= on && on <= lastDay && (leavesOn === null || on < leavesOn);
}

/** How many whole months of a lease, and the days of the one that it cuts short: of how many it would have. */
export function lengthOf(firstDay: Day, end: Day): { readonly months: number; readonly days: number; readonly of: number } {
  let months = monthsBetween(monthOf(firstDay), monthOf(end));
  if (dayAfterMonths(firstDay, months) > end) months -= 1;
  const [from, to] = [dayAfterMonths(firstDay, months), dayAfterMonths(firstDay, months + 1)];
  return { months, days: daysBetween(from, end), of: daysBetween(from, to) };
}
