import { type BudgetResource, type Quantity, sum } from "../quantity.ts";

/** What a line asks in a measure of a year, at two moments of its sheet. */
export interface ComparedLine {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
  /** Null: nothing was asked there. */
  readonly before: Quantity | null;
  readonly after: Quantity | null;
  /** How many of its cells (months, or the year) do not hold the same. */
  readonly moved: number;
}

export interface ComparedTotal {
  readonly measure: BudgetResource;
  readonly targetYear: number;
  readonly before: Quantity;
  readonly after: Quantity;
  readonly gap: Quantity;
  /** How many of its lines moved. */
  readonly moved: number;
}

/** After less before; a figure that appears moves by itself, one that goes by its opposite. */
export function gapOf({ before, after }: Pick<ComparedLine, "before" | "after">): Quantity {
  return (after ?? 0n) - (before ?? 0n);
}

/** A line moved when one of its cells did, even where its months make up for one another. */
export function hasMoved({ moved }: Pick<ComparedLine, "moved">): boolean {
  return moved > 0;
}

const order: readonly BudgetResource[] = ["AE", "CP", "ETPT", "DAY"];

/** Each measure of each year: exact, over every line given, those that did not move included. */
export function comparedTotals(lines: readonly ComparedLine[]): ComparedTotal[] {
  const years = [...new Set(lines.map(({ targetYear }) => targetYear))].sort((left, right) => left - right);
  return order.flatMap((measure) =>
    years.flatMap((targetYear) => {
      const own = lines.filter((line) => line.measure === measure && line.targetYear === targetYear);
      if (own.length === 0) return [];
      const [before, after] = [sum(own.map((line) => line.before ?? 0n)), sum(own.map((line) => line.after ?? 0n))];
      return [{ measure, targetYear, before, after, gap: after - before, moved: own.filter(hasMoved).length }];
    }),
  );
}
