import { absolute, type BudgetResource, type Quantity, sum } from "../quantity.ts";

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

/** What moved one way between the two moments: lines named, the others put together. */
export interface ComparedStep<Line> {
  /** Undefined: all that are not named. */
  readonly line: Line | undefined;
  readonly gap: Quantity;
}

/**
 * The steps from before to after in one measure of one year: the lines that moved most (`named` of them, the larger first), then what the others moved
 * together when it is not nothing. They add up to the gap, to the cent.
 */
export function stepsBetween<Line extends ComparedLine>(
  lines: readonly Line[],
  { measure, targetYear }: Pick<ComparedLine, "measure" | "targetYear">,
  named: number,
): ComparedStep<Line>[] {
  const own = lines.filter((line) => line.measure === measure && line.targetYear === targetYear && gapOf(line) !== 0n);
  const sorted = own.toSorted((left, right) => Number(absolute(gapOf(right)) - absolute(gapOf(left))));
  const rest = sum(sorted.slice(named).map(gapOf));
  const steps: ComparedStep<Line>[] = sorted.slice(0, named).map((line) => ({ line, gap: gapOf(line) }));
  return rest === 0n ? steps : [...steps, { line: undefined, gap: rest }];
}
