import { addDays, type Day } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
import type { WorkforceRefusal } from "./refusal.ts";
import { isPresent } from "./span.ts";

/** A period in which somebody works in a unit, in a category, so much of the time. */
export interface ContractTerms {
  readonly unit: string;
  readonly activity: string;
  readonly category: string;
  /** The post that is held, by its number; null: none. */
  readonly post: string | null;
  /** Hundredths of a full working time. */
  readonly ratio: Quantity;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  /** What they do, for the workload plan (« Développement », « Collecte »…); empty: not said. */
  readonly profile: string;
  /** Bears the functions of automated data processing, which a bonus rewards. */
  readonly dataProcessing: boolean;
}

/** A full working time, a whole post: in hundredths. */
export const fullTime: Quantity = 100n;

/** A contract that stands beside the one that is judged. */
export interface StandingContract {
  readonly unit: string;
  readonly ratio: Quantity;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
}

export interface PostTerms {
  readonly number: string;
  readonly unit: string;
  readonly activity: string;
  readonly category: string;
  readonly label: string;
  readonly profile: string;
  /** Hundredths of a full working time. */
  readonly size: Quantity;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  /** When somebody is expected on it while it is vacant; null: nobody is. */
  readonly expectedOn: Day | null;
}

/** In order: a share of time · a leaving after the arrival. */
export function faultOfTerms({ ratio, firstDay, lastDay }: StandingContract): WorkforceRefusal | undefined {
  if (ratio < 1n || ratio > fullTime) return { kind: "working-time-out-of-range", ratio };
  if (lastDay !== null && lastDay < firstDay) return { kind: "leaving-before-arrival", firstDay, lastDay };
  return undefined;
}

/** In order, against the person's other contracts: none of the same unit at the same time · never more than a full working time. */
export function faultOfPerson(person: string, terms: StandingContract, others: readonly StandingContract[]): WorkforceRefusal | undefined {
  const overlapping = others.find((own) => own.unit === terms.unit && overlap(own, terms));
  if (overlapping) {
    const { unit, firstDay, lastDay } = overlapping;
    return { kind: "contracts-overlap", person, unit, firstDay, lastDay };
  }
  const over = firstDayAbove(fullTime, terms, others);
  return over ? { kind: "more-than-full-time", person, ...over } : undefined;
}

/** In order, against the post: open all along · never more people on it than it holds. */
export function faultOfPost(
  post: Pick<PostTerms, "number" | "size" | "firstDay" | "lastDay">,
  terms: StandingContract,
  occupants: readonly StandingContract[],
): WorkforceRefusal | undefined {
  const closes = post.lastDay !== null && (terms.lastDay === null || terms.lastDay > post.lastDay);
  if (terms.firstDay < post.firstDay || closes)
    return { kind: "post-not-open", post: post.number, firstDay: post.firstDay, lastDay: post.lastDay };
  const over = firstDayAbove(post.size, terms, occupants);
  return over ? { kind: "post-overfilled", post: post.number, size: post.size, ...over } : undefined;
}

/** The first day on which a contract and those beside it exceed what is held. */
function firstDayAbove(
  held: Quantity,
  terms: StandingContract,
  others: readonly StandingContract[],
): { readonly on: Day; readonly ratio: Quantity } | undefined {
  const beside = others.filter((own) => overlap(own, terms));
  const days = [terms.firstDay, ...beside.map(({ firstDay }) => firstDay).filter((day) => day > terms.firstDay)].toSorted();
  for (const on of days) {
    const ratio = terms.ratio + sum(beside.filter((own) => isPresent(own, on)).map((own) => own.ratio));
    if (ratio > held) return { on, ratio };
  }
  return undefined;
}

function overlap(left: StandingContract, right: StandingContract): boolean {
  return (left.lastDay === null || left.lastDay >= right.firstDay) && (right.lastDay === null || right.lastDay >= left.firstDay);
}

/**
 * A contract as it ends before a change, and as it goes on after it: on its first day the change is of all of it, and nothing goes before. Refused:
 * a day out of it; a change that changes nothing.
 */
export function changedFrom<Terms extends ContractTerms>(
  contract: Terms,
  on: Day,
  changes: Partial<Pick<ContractTerms, "unit" | "activity" | "category" | "post" | "ratio" | "profile" | "dataProcessing">>,
): WorkforceRefusal | { readonly kind: "changed"; readonly before: Terms | null; readonly after: Terms } {
  const { firstDay, lastDay } = contract;
  if (!isPresent(contract, on)) return { kind: "change-out-of-contract", on, firstDay, lastDay };
  const after = { ...contract, ...changes, firstDay: on };
  if (Object.keys(changes).every((key) => after[key as keyof Terms] === contract[key as keyof Terms])) return { kind: "change-of-nothing" };
  return { kind: "changed", before: on === firstDay ? null : { ...contract, lastDay: addDays(on, -1) }, after };
}
