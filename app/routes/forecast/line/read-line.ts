import { z } from "zod";
import type { CellKey, WantedCell } from "#app/domain/forecast/cell.ts";
import { type EditedLine, type EditFault, judgeEdits } from "#app/domain/forecast/edit.ts";
import { type PlainFault, plainCells } from "#app/domain/forecast/plain-line.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { optionalAmountField } from "#app/http/fields.ts";
import { isAsShown } from "#app/ui/planning/amount-text.ts";
import { yearsShown } from "./load-line.ts";

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** Fields `figures.CP.m3` and `figures.CP.y2027` of each measure (`plainField`). */
export function lineSchema(measures: readonly BudgetResource[], year: number) {
  const years = Array.from({ length: yearsShown }, (_, offset) => year + offset);
  const figures = (measure: BudgetResource) =>
    z
      .object(
        Object.fromEntries(
          [...months.map((month) => `m${month}`), ...years.map((own) => `y${own}`)].map((name) => [name, optionalAmountField(measure)]),
        ),
      )
      .default({});
  return z.object({
    seenRevision: z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
    figures: z.object(Object.fromEntries(measures.map((measure) => [measure, figures(measure)]))).default({}),
  });
}

export interface ReadLine {
  readonly cells: readonly WantedCell[];
  readonly faults: readonly (CellKey & { readonly fault: PlainFault | EditFault })[];
}

/** Later than any revision: what others wrote meanwhile is for the command to say. */
const newest = 2n ** 62n;

/**
 * The cells that the fields ask to write. A measure of a year is taken whole or not at all: an amount of the year does not give way to a month that
 * is refused. What contradicts itself or breaks a rule is told, and does not stop the other measures and years.
 */
export function cellsIn(
  figures: Readonly<Record<string, Readonly<Record<string, Quantity | undefined>>>>,
  { line, held, year }: { line: EditedLine; held: ReadonlySet<string>; year: number },
): ReadLine {
  const cells: WantedCell[] = [];
  const faults: ReadLine["faults"][number][] = [];
  for (const [name, typed] of Object.entries(figures)) {
    const measure = name as BudgetResource;
    const same = (left: Quantity, right: Quantity) => left === right || isAsShown(left, right, measure);
    for (const targetYear of Array.from({ length: yearsShown }, (_, offset) => year + offset)) {
      const own = targetYear === year ? new Map(months.map((month) => [month, typed[`m${month}`] ?? null])) : new Map<number, null>();
      const said = { months: own, total: typed[`y${targetYear}`] ?? null };
      const read = plainCells(line.cells, { measure, targetYear }, said, { same, held });
      if (!read.ok) {
        faults.push({ measure, targetYear, month: 0, fault: read.refusal });
        continue;
      }
      const edits = read.value.map((cell) => ({ ...cell, lineId: line.id, seen: newest }));
      const { refusals } = judgeEdits(new Map([[line.id, line]]), edits, year);
      if (refusals.length === 0) cells.push(...read.value);
      for (const { lineId: _, ...refused } of refusals) faults.push(refused);
    }
  }
  return { cells, faults };
}
