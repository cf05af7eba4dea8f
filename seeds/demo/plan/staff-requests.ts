import { askedBy } from "#app/domain/campaign/kind.ts";
import type { AverageCost, CostHypotheses } from "#app/domain/forecast/staff/cost.ts";
import { type StaffLine, staffOf } from "#app/domain/forecast/staff/staff-line.ts";
import { staffPlan } from "#app/domain/forecast/staff/staff-plan.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { currentYear, plannedYear } from "./calendar.ts";
import { natureOfCategory } from "./personnel.ts";
import { euros } from "./requests.ts";
import type { DemoPlan } from "./year.ts";

/** What an ETPT costs, CAS Pensions apart: in the year under way, then from the planned year on (« fictif »). */
export const averageCosts: readonly AverageCost[] = [
  cost("A+", 101_500, 0, currentYear),
  cost("A", 69_400, 0, currentYear),
  cost("B", 51_200, 0, currentYear),
  cost("C", 42_800, 0, currentYear),
  cost("A+", 103_000, 600),
  cost("A", 70_500, 450),
  cost("B", 52_000, 380),
  cost("C", 43_400, 300),
];

/** General hypotheses from the planned year on (« fictif »): point, careers, pensions. */
export const hypotheses: CostHypotheses = {
  fromYear: plannedYear,
  ...{ generalMeasures: 75n, gvtPlus: 140n, gvtMinus: 90n, pensions: 3_900n },
  pensionsNature: "22",
};

/** Those of the year under way (« fictif »). */
export const currentHypotheses: CostHypotheses = {
  ...hypotheses,
  fromYear: currentYear,
  generalMeasures: 50n,
  gvtPlus: 135n,
  gvtMinus: 85n,
};

/** A unit's staff as last known, and its moves of the planned year (« fictif »). */
export function baselineStaff(plan: DemoPlan, unit: string): StaffLine[] {
  const there =
    plan.years
      .at(-1)
      ?.staffing.at(-1)
      ?.filter((own) => own.unit === unit) ?? [];
  return there.flatMap(({ nature, activity, amount }): StaffLine[] => {
    const own = moves.filter((move) => natureOfCategory[move.category] === nature);
    const leaving = sum(own.map(({ exit, fte }) => (exit === null ? 0n : fte)));
    const present = { category: nature, activity, fte: amount - leaving, entry: null, exit: null, label: "" };
    return [present, ...own.map(({ fte, entry, exit, label }) => ({ category: nature, activity, fte, entry, exit, label }))];
  });
}

/** What staff asks for in the planned year: euros of title 2, pensions included, and ETPT. */
export function askedOf(lines: readonly StaffLine[]): { readonly euros: Quantity; readonly staff: Quantity } {
  const { years } = askedBy("initial", plannedYear);
  const planned = staffPlan("baseline", lines, years, { costs: averageCosts, hypotheses: [hypotheses] });
  if (!planned.ok) throw new Error(planned.refusal.kind);
  return { euros: planned.value.bridges[0]?.total ?? 0n, staff: sum(lines.map((line) => staffOf("baseline", line, plannedYear))) };
}

const moves = [
  { category: "A", fte: 100n, entry: null, exit: `${plannedYear}-04`, label: "Départ à la retraite" },
  { category: "A", fte: 100n, entry: `${plannedYear}-09`, exit: null, label: "Sortie d’école" },
  { category: "B", fte: 80n, entry: `${plannedYear}-09`, exit: null, label: "Concours de contrôleur, à 80 %" },
  { category: "C", fte: 200n, entry: null, exit: `${plannedYear}-07`, label: "Départs d’enquêteurs" },
] as const;

function cost(category: keyof typeof natureOfCategory, amount: number, measures: number, fromYear = plannedYear): AverageCost {
  const own = { category: natureOfCategory[category], fromYear };
  return { ...own, cost: euros(amount), categoryMeasures: euros(measures), rebasing: 0n, other: 0n };
}
