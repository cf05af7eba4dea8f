import { grouped } from "../grouped.ts";
import { type BudgetResource, type Quantity, sum } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { SpendingClass } from "../stage.ts";
import type { MovementLine, Place } from "./movement.ts";
import { type ReserveRates, reserveOf } from "./reserve.ts";
import type { Holding } from "./tranche.ts";

/** Days of work are decided and are no credits: nothing opens them, and nothing notifies them. */
export function isCredit({ resource }: { readonly resource: BudgetResource }): boolean {
  return resource !== "DAY";
}

/** What was decided for one place of a unit, signed, in the smallest unit of the resource. */
export interface Decided extends Place {
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

/** Where the programme's own credits stand for a decided place: its root unit, the node T2 or HT2 above the nature, the action. */
export interface Source {
  readonly unit: string | undefined;
  readonly nature: string | undefined;
  readonly activity: string | undefined;
}

/**
 * The lines that notify what was decided: unallocated of the programme → notified of the unit. A saving (below zero) goes back.
 * Refused as `unknown-code` when nothing stands above a nature or an activity; as `nothing-to-move` when all is nothing.
 */
export function notificationLines(decided: readonly Decided[], sourceOf: (place: Place) => Source): Result<MovementLine[]> {
  const lines: MovementLine[] = [];
  for (const { resource, amount, unit, nature, activity } of decided) {
    if (amount === 0n) continue;
    const source = sourceOf({ unit, nature, activity });
    if (source.unit === undefined) return refuse({ kind: "unknown-code", dimension: "unit", code: unit });
    if (source.nature === undefined) return refuse({ kind: "unknown-code", dimension: "nature", code: nature });
    if (source.activity === undefined) return refuse({ kind: "unknown-code", dimension: "activity", code: activity });
    const programme = { stage: "unallocated", unit: source.unit, nature: source.nature, activity: source.activity } as const;
    const target = { stage: "notified", unit, nature, activity } as const;
    lines.push(
      amount > 0n ? { resource, amount, from: programme, to: target } : { resource, amount: -amount, from: target, to: programme },
    );
  }
  return lines.length > 0 ? accept(lines) : refuse({ kind: "nothing-to-move", stage: "unallocated" });
}

/** What a notification leaves at each place, for the reserve to be taken from. */
export function notifiedPlaces(
  decided: readonly Decided[],
  classOf: (nature: string) => SpendingClass | undefined,
): (Holding & { readonly spendingClass: SpendingClass })[] {
  return decided.flatMap((place) => {
    const spendingClass = classOf(place.nature);
    return spendingClass ? [{ ...place, spendingClass }] : [];
  });
}

/** Of one unit, class and resource, in the smallest unit: what it is notified, and what the reserve keeps of it. */
export interface NotifiedAmount {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly notified: Quantity;
  readonly reserve: Quantity;
}

/** What a notification at these rates would give each unit and keep of it: the same sums as the entries that it posts. */
export function notifiedByUnit(
  decided: readonly Decided[],
  classOf: (nature: string) => SpendingClass | undefined,
  rates: ReserveRates,
): NotifiedAmount[] {
  const places = notifiedPlaces(decided, classOf);
  const frozen = reserveOf(places, rates).map(({ from, resource, amount }) => {
    return { unit: from.unit, spendingClass: classOf(from.nature), resource, amount };
  });
  const keyOf = (own: { unit: string; spendingClass: SpendingClass | undefined; resource: BudgetResource }) =>
    `${own.unit} ${own.spendingClass} ${own.resource}`;
  const kept = grouped(frozen, keyOf);
  return [...grouped(places, keyOf)].flatMap(([key, own]): NotifiedAmount[] => {
    const [first] = own;
    if (!first) return [];
    const { unit, spendingClass, resource } = first;
    const notified = sum(own.map(({ amount }) => amount));
    return [{ unit, spendingClass, resource, notified, reserve: sum((kept.get(key) ?? []).map(({ amount }) => amount)) }];
  });
}
