import type { Quantity } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";

/** What one ETPT of a category costs over a year, in cents; it holds from its year until a later one replaces it. */
export interface AverageCost {
  readonly category: string;
  readonly fromYear: number;
  /** Pay and allowances at the conditions of 31/12 of the year before, CAS Pensions apart. */
  readonly cost: Quantity;
  /** « Mesures catégorielles » of the year. */
  readonly categoryMeasures: Quantity;
  /** « Débasage et rebasage » : what is paid once, added or taken out; signed. */
  readonly rebasing: Quantity;
  /** Signed. */
  readonly other: Quantity;
}

/** General hypotheses of a year, rates in hundredths of a percent; they hold from their year until a later one replaces them. */
export interface CostHypotheses {
  readonly fromYear: number;
  /** « Mesures générales » : the value of the point; signed. */
  readonly generalMeasures: bigint;
  /** « GVT positif » : careers, ≥ 0. */
  readonly gvtPlus: bigint;
  /** « GVT négatif » : those who leave earn more than those who come; ≥ 0, taken off. */
  readonly gvtMinus: bigint;
  /** Contribution to the CAS Pensions, brought to the pay that it is due on. */
  readonly pensions: bigint;
  /** The nature of title 2 that bears the CAS Pensions. */
  readonly pensionsNature: string;
}

export interface CostTable {
  readonly costs: readonly AverageCost[];
  readonly hypotheses: readonly CostHypotheses[];
}

/** The average cost of a category in a year: the latest that holds. */
export function costOf({ costs }: CostTable, category: string, year: number): Result<AverageCost> {
  const found = latest(
    costs.filter((own) => own.category === category),
    year,
  );
  return found ? accept(found) : refuse({ kind: "average-cost-missing", category, year });
}

/** The general hypotheses of a year: the latest that hold. */
export function hypothesesOf({ hypotheses }: CostTable, year: number): Result<CostHypotheses> {
  const found = latest(hypotheses, year);
  return found ? accept(found) : refuse({ kind: "cost-hypotheses-missing", year });
}

function latest<Own extends { readonly fromYear: number }>(rows: readonly Own[], year: number): Own | undefined {
  return rows.filter(({ fromYear }) => fromYear <= year).toSorted((left, right) => right.fromYear - left.fromYear)[0];
}
