import { type BudgetResource, type Quantity, sum } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { accept, type Result, refuse } from "../result.ts";

/** « Cadrage » : a change in percent against last year, a change in the measure's own unit, or the amount itself. */
export const guidanceKinds = ["rate", "change", "amount"] as const;
export type GuidanceKind = (typeof guidanceKinds)[number];

/** What a campaign tells units to aim at. */
export interface Guidance {
  /** Null: every unit of the campaign. */
  readonly unit: string | null;
  /** Null: everything that the unit asks of the measure. */
  readonly nature: string | null;
  /** The nature and those below it; empty when `nature` is null. */
  readonly natures: readonly string[];
  readonly measure: BudgetResource;
  readonly kind: GuidanceKind;
  /** Signed: hundredths of a percent for a rate, else the smallest unit of the measure. */
  readonly value: bigint;
}

/** Where guidance is asked for: a unit's line of this nature, or (null) the whole of what it asks. */
export interface GuidancePlace {
  readonly unit: string;
  readonly nature: string | null;
  readonly measure: BudgetResource;
}

/** The widest rate either way, in hundredths of a percent: nothing left, or eleven times as much. */
export const rateBounds = { lowest: -10_000n, highest: 100_000n } as const;

export type GuidanceRefusal =
  | { readonly kind: "rate-out-of-bounds"; readonly rate: bigint; readonly lowest: bigint; readonly highest: bigint }
  | { readonly kind: "amount-without-unit" };

/** A rate stays within bounds; an amount or a change is said to one unit (a sum cannot be told to each of them); an amount is ≥ 0. */
export function checkGuidance({ unit, kind, value }: Pick<Guidance, "unit" | "kind" | "value">): Result<true> {
  const refusal = faultOf({ unit, kind, value });
  return refusal ? refuse(refusal) : accept(true);
}

/**
 * What a place is told to aim at, in the smallest unit of its measure; null where nothing is said, and for a percentage where last year is not
 * known. The most precise rule wins: one said to the unit by name over one said to all, then the nearest nature (itself, the one above, …).
 * A rate holds for every nature below the one that it names; a change and an amount hold for the very place that they name, never for a part of it.
 * A rate rounds to the nearest smallest unit, halves away from zero.
 */
export function guidanceFor(guidances: readonly Guidance[], place: GuidancePlace, previousAmount: Quantity | null): Quantity | null {
  const rule = ruleFor(guidances, place);
  if (!rule) return null;
  if (rule.kind === "amount") return rule.value;
  if (previousAmount === null) return null;
  return rule.kind === "change" ? previousAmount + rule.value : withRate(previousAmount, rule.value);
}

/** The rule that a place follows. */
export function ruleFor<Rule extends Guidance>(guidances: readonly Rule[], place: GuidancePlace): Rule | undefined {
  const [first] = guidances.filter((own) => holdsFor(own, place)).sort((left, right) => precision(left) - precision(right));
  return first;
}

/**
 * What the whole of a unit's sheet is told to aim at: a change or an amount that is said of the whole unit when there is one, else the sum
 * of what its natures are told, each from what it was last year. Null when nothing is said of any.
 */
export function guidanceTotal(
  guidances: readonly Guidance[],
  { unit, measure }: Omit<GuidancePlace, "nature">,
  previousByNature: ReadonlyMap<string, Quantity>,
): Quantity | null {
  const previous = sum(previousByNature.values());
  const whole = { unit, nature: null, measure };
  const rule = ruleFor(guidances, whole);
  if (rule && rule.kind !== "rate") return guidanceFor(guidances, whole, previous);
  const told = [...previousByNature].map(([nature, amount]) => ({
    amount,
    told: guidanceFor(guidances, { unit, nature, measure }, amount),
  }));
  if (told.every(({ told: own }) => own === null)) return null;
  return sum(told.map(({ amount, told: own }) => own ?? amount));
}

/** `amount` changed by a rate in hundredths of a percent, to the nearest smallest unit, halves away from zero. */
export function withRate(amount: Quantity, rate: bigint): Quantity {
  const scaled = amount * (10_000n + rate);
  const half = scaled < 0n ? -5_000n : 5_000n;
  return (scaled + half) / 10_000n;
}

function holdsFor(rule: Guidance, { unit, nature, measure }: GuidancePlace): boolean {
  if (rule.measure !== measure || (rule.unit !== null && rule.unit !== unit)) return false;
  if (rule.kind !== "rate") return rule.nature === nature;
  return rule.nature === null || (nature !== null && rule.natures.includes(nature));
}

/** A nature that holds fewer others is nearer; what is said to a unit comes before anything that is said to all. */
function precision({ unit, nature, natures }: Guidance): number {
  const most = 1_000_000;
  return (unit === null ? 2 * most : 0) + (nature === null ? most : natures.length);
}

function faultOf({ unit, kind, value }: Pick<Guidance, "unit" | "kind" | "value">): Refusal | undefined {
  const { lowest, highest } = rateBounds;
  if (kind === "rate") return value < lowest || value > highest ? { kind: "rate-out-of-bounds", rate: value, lowest, highest } : undefined;
  if (unit === null) return { kind: "amount-without-unit" };
  return kind === "amount" && value < 0n ? { kind: "negative-amount", line: 0, amount: value } : undefined;
}
