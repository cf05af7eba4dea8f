import { grouped } from "../grouped.ts";
import { type Quantity, spread, sum } from "../quantity.ts";
import type { StaffingLine } from "../workforce/month.ts";
import type { Team } from "./plan.ts";

/** Days that a team spent on an activity, in hundredths. */
export interface SpentOn extends Team {
  readonly activity: string;
  readonly days: Quantity;
}

/** Who was there in the month, by the nature that bears them: hundredths of a full time. */
export interface PresentAs extends Team {
  readonly nature: string;
  readonly fte: Quantity;
}

/**
 * What a month of days says in the budget book: an amount for each unit, activity and nature of employment, in hundredths of a day. Days of a profile go
 * to the natures of those who have it in the unit; where nobody does, to those of the unit; where nobody is known there, to those of everybody, and
 * evenly to all when nobody is known. The amounts add up to the days, to the hundredth (largest remainder).
 */
export function workloadLines(spent: readonly SpentOn[], present: readonly PresentAs[], natures: readonly string[]): StaffingLine[] {
  if (natures.length === 0) return [];
  const weightsOf = (some: readonly PresentAs[]) =>
    natures.map((nature) => sum(some.filter((own) => own.nature === nature).map(({ fte }) => fte)));
  const sharesFor = ({ unit, profile }: Team): bigint[] => {
    const inUnit = present.filter((own) => own.unit === unit);
    const known = [inUnit.filter((own) => own.profile === profile), inUnit, present].map(weightsOf);
    return known.find((weights) => weights.some((weight) => weight > 0n)) ?? natures.map(() => 1n);
  };
  const parts = [...grouped(spent, ({ unit, profile, activity }) => [unit, profile, activity].join("\u0000")).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { unit, activity } = first;
    return spread(sum(own.map(({ days }) => days)), sharesFor(first)).map((amount, index) => ({
      ...{ unit, activity, nature: natures[index] ?? "", amount },
    }));
  });
  return [...grouped(parts, ({ unit, activity, nature }) => [unit, activity, nature].join("\u0000")).values()].flatMap((own) => {
    const [first] = own;
    const amount = sum(own.map((part) => part.amount));
    return first && amount > 0n ? [{ ...first, amount }] : [];
  });
}
