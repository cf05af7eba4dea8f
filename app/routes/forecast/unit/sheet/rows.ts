import { type CellLock, lockOf } from "#app/domain/forecast/lock.ts";
import { grouped } from "#app/domain/grouped.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { GridCell, GridRow } from "#app/ui/grid/rows.ts";
import { amountText, exactText } from "#app/ui/planning/amount-text.ts";
import { amountIn, type Contested, cellsUnder, columnName, type Faulty, type HeldCell, type LineState } from "./lines.ts";
import { columnsOf, type SheetColumn, type SheetView } from "./view.ts";

/** The words that rows need; the page gives them in its language. */
export interface RowWords {
  readonly group: (line: LineState) => string;
  readonly address: (line: LineState) => string;
  readonly fault: (fault: Faulty["fault"], measure: BudgetResource) => string;
  readonly lock: (lock: CellLock) => string;
  /** Whoever has just changed a cell. */
  readonly fresh: (author: string) => string;
  readonly contested: (contested: Contested, theirs: Quantity | null, measure: BudgetResource) => string;
}

export interface SheetRows {
  readonly rows: readonly GridRow[];
  /** The line of each row; undefined for the head of a request. */
  readonly lines: readonly (LineState | undefined)[];
  readonly total: readonly GridCell[];
}

/** Builds the rows of a view; those of lines that have not changed are the very rows of before. */
export function rowBuilder(view: SheetView, words: RowWords): (lines: readonly LineState[]) => SheetRows {
  const columns = columnsOf(view);
  const known = new WeakMap<LineState, GridRow>();
  const groups = new Map<string, GridRow>();
  const rowOf = (line: LineState): GridRow => {
    const row = known.get(line) ?? lineRow(line, view, columns, words);
    known.set(line, row);
    return row;
  };
  return (lines) => {
    const rows: GridRow[] = [];
    const own: (LineState | undefined)[] = [];
    for (const group of grouped(lines, ({ line }) => line.request).values()) {
      const [first] = group;
      if (!first) continue;
      const before = groups.get(first.line.request);
      const row = {
        key: first.line.request,
        kind: "group" as const,
        head: words.group(first),
        to: words.address(first),
        cells: sums(group, view, columns),
      };
      const same = before && before.head === row.head && row.cells.every((cell, index) => cell.text === before.cells[index]?.text);
      const shown = same ? before : row;
      groups.set(first.line.request, shown);
      rows.push(shown, ...group.map(rowOf));
      own.push(undefined, ...group);
    }
    return { rows, lines: own, total: sums(lines, view, columns) };
  };
}

function lineRow(line: LineState, view: SheetView, columns: readonly SheetColumn[], words: RowWords): GridRow {
  const { id, label, natureLabel, nature, activity } = line.line;
  const lock = lockOf(line.standing, view.measure);
  return {
    key: id,
    kind: "line",
    head: label || natureLabel,
    subhead: `${nature} · ${activity}`,
    cells: columns.map((column) => cellOf(line, view, column, { words, lock })),
  };
}

function cellOf(
  line: LineState,
  view: SheetView,
  column: SheetColumn,
  { words, lock }: { words: RowWords; lock: CellLock | undefined },
): GridCell {
  const { measure } = view;
  const faulty = line.faults.get(columnName(view, column));
  // What waited here when its line was locked is refused, and stays in sight.
  const wrong = faulty && { text: faulty.text, exact: faulty.text, state: "error" as const, note: words.fault(faulty.fault, measure) };
  if (lock) return wrong ? { ...wrong, isReadOnly: true } : locked(line, view, column, words.lock(lock), lock.kind === "measure");
  if (wrong) return { ...wrong, isReadOnly: false };
  const shown = shownAmount(amountIn(line, view, column), measure);
  const under = cellsUnder(line, view, column);
  const contested = under.find((cell) => cell.contested);
  if (contested?.contested)
    return { ...shown, state: "conflict", isReadOnly: false, note: words.contested(contested.contested, contested.amount, measure) };
  const state = under.some(({ standing }) => standing === "waiting")
    ? "dirty"
    : under.some(({ standing }) => standing === "sent")
      ? "saving"
      : "clean";
  return { ...shown, state, isReadOnly: false, ...freshness(under, words) };
}

function freshness(under: readonly HeldCell[], words: RowWords): Pick<GridCell, "isFresh" | "note"> {
  const author = under.find((cell) => cell.fresh !== undefined)?.fresh;
  return author === undefined ? {} : { isFresh: true, note: words.fresh(author) };
}

/** What can never be asked on a line has a mark of its own, and so has what was not asked. */
function locked(line: LineState, view: SheetView, column: SheetColumn, note: string, never: boolean): GridCell {
  const shown = never ? { text: "///", exact: "" } : shownAmount(amountIn(line, view, column), view.measure);
  return { ...shown, state: "clean", isReadOnly: true, note };
}

function sums(lines: readonly LineState[], view: SheetView, columns: readonly SheetColumn[]): GridCell[] {
  return columns.map((column) => {
    const amounts = lines.map((line) => amountIn(line, view, column)).filter((amount) => amount !== null);
    return { ...shownAmount(amounts.length === 0 ? null : sum(amounts), view.measure), state: "clean", isReadOnly: true };
  });
}

/** Zero is « – », nothing is blank; copied, an amount is whole and bare. */
function shownAmount(amount: Quantity | null, measure: BudgetResource): Pick<GridCell, "text" | "exact"> {
  if (amount === null) return { text: "", exact: "" };
  return { text: amount === 0n ? "–" : amountText(amount, measure), exact: exactText(amount, measure) };
}
