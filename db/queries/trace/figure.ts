import { totalOf } from "#app/domain/cube/answer.ts";
import type { Measure } from "#app/domain/cube/measure.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { CutDimension } from "#app/domain/trace/trace-key.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";
import { questionOf, type TracedFigure } from "./question.ts";

/** Measures of the cube where the figure stands. */
export async function tracedAmounts<Of extends Measure>(
  db: Db,
  figure: TracedFigure,
  measures: readonly Of[],
): Promise<Record<Of, Quantity>> {
  const rows = await readCube(db, questionOf(figure, measures, []));
  const told = measures.map((measure) => [measure, totalOf(rows, measure, figure.key.resource)] as const);
  return Object.fromEntries(told) as Record<Of, Quantity>;
}

/** What a code holds of a figure; null: what stands under none. */
export interface CodePart {
  readonly code: string | null;
  readonly amount: Quantity;
}

/** The figure cut by one dimension: largest first, whatever their sign. */
export async function codeParts(db: Db, figure: TracedFigure, measure: Measure, by: "unit" | CutDimension): Promise<CodePart[]> {
  const rows = await readCube(db, questionOf(figure, [measure], [by]));
  return largestFirst(rows.map(({ at, amounts }) => ({ code: at[by], amount: amounts[measure] })));
}

export function largestFirst<Part extends CodePart>(parts: readonly Part[]): Part[] {
  const size = ({ amount }: Part) => (amount < 0n ? -amount : amount);
  return [...parts].sort((left, right) => {
    if (size(left) !== size(right)) return size(left) > size(right) ? -1 : 1;
    return (left.code ?? "") < (right.code ?? "") ? -1 : 1;
  });
}
