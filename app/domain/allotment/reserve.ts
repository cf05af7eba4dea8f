import { type Quantity, spread, sum } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import type { MovementLine } from "./movement.ts";
import type { Holding } from "./tranche.ts";

/** The precautionary reserve of a year, in hundredths of a percent of what is notified: 550 is 5.5 % (GBCP art. 96). */
export type ReserveRates = Readonly<Partial<Record<SpendingClass, number>>>;

/** What the rates are where nobody set them: recent practice, not a rule (`domain.md` R10). */
export const usualReserveRates = { personnel: 50, nonPersonnel: 550 } as const satisfies ReserveRates;

/**
 * What the precautionary reserve sets aside of what was just notified: for each class, and for AE and CP alike, rate × total
 * rounded half up to the cent, cut over the places by largest remainder. Staff and days are not reserved.
 * A negative place (a saving) weighs nothing.
 */
export function reserveOf(notified: readonly (Holding & { readonly spendingClass: SpendingClass })[], rates: ReserveRates): MovementLine[] {
  return (["personnel", "nonPersonnel"] as const).flatMap((spendingClass) =>
    (["AE", "CP"] as const).flatMap((resource) => {
      const own = notified.filter((place) => place.spendingClass === spendingClass && place.resource === resource && place.amount > 0n);
      const weights = own.map(({ amount }) => amount);
      const parts = own.length === 0 ? [] : spread(shareOf(sum(weights), rates[spendingClass] ?? 0), weights);
      return own.flatMap((place, index) => freezeLine(place, parts[index] ?? 0n));
    }),
  );
}

/** Rate × total, rounded half up to the cent; `hundredthsOfPercent`: 550 is 5.5 %. */
export function shareOf(total: Quantity, hundredthsOfPercent: number): Quantity {
  return (total * BigInt(hundredthsOfPercent) + 5_000n) / 10_000n;
}

function freezeLine({ resource, unit, nature, activity }: Holding, amount: Quantity): MovementLine[] {
  const place = { unit, nature, activity };
  return amount === 0n ? [] : [{ resource, amount, from: { stage: "notified", ...place }, to: { stage: "reserve", ...place } }];
}

/** Of one class and resource: what the finance acts opened, and what is in reserve, at the programme and in its units. */
export interface ReserveHeld {
  readonly spendingClass: SpendingClass;
  readonly resource: "AE" | "CP";
  readonly opened: Quantity;
  readonly held: Quantity;
}
export interface ReserveState extends ReserveHeld {
  /** In hundredths of a percent. */
  readonly rate: number;
  /** Rate × opened, rounded half up to the cent. */
  readonly target: Quantity;
  /** What is still to set aside; below zero, what stands above the rate. */
  readonly gap: Quantity;
}

/** Where the precautionary reserve of a year stands against its rates (GBCP art. 96). */
export function reserveStates(held: readonly ReserveHeld[], rates: ReserveRates): ReserveState[] {
  return held.map((own) => {
    const rate = rates[own.spendingClass] ?? 0;
    const target = shareOf(own.opened, rate);
    return { ...own, rate, target, gap: target - own.held };
  });
}

/**
 * The freeze that brings the reserve to its rates, taken where the programme still holds credits, in proportion to what stands at each place (largest
 * remainder). Classes and resources at their rate or above it give no line; where the programme holds less than what is missing, the posting says so.
 */
export function freezeToRates(
  states: readonly ReserveState[],
  unallocated: readonly (Holding & { readonly spendingClass: SpendingClass })[],
): MovementLine[] {
  return states.flatMap(({ spendingClass, resource, gap }) => {
    if (gap <= 0n) return [];
    const own = unallocated.filter((place) => place.spendingClass === spendingClass && place.resource === resource && place.amount > 0n);
    const parts =
      own.length === 0
        ? []
        : spread(
            gap,
            own.map(({ amount }) => amount),
          );
    return own.flatMap(({ unit, nature, activity }, index): MovementLine[] => {
      const [place, amount] = [{ unit, nature, activity }, parts[index] ?? 0n];
      return amount === 0n ? [] : [{ resource, amount, from: { stage: "unallocated", ...place }, to: { stage: "reserve", ...place } }];
    });
  });
}
