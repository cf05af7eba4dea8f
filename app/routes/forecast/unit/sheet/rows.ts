import { cellName } from "#app/domain/forecast/cell.ts";
import { type CellLock, cellLockOf, lockOf } from "#app/domain/forecast/lock.ts";
import type { PreviewFault } from "#app/domain/forecast/preview.ts";
import { grouped } from "#app/domain/grouped.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { GridCell, GridRow } from "#app/ui/grid/rows.ts";
import { amountText, exactText } from "#app/ui/planning/amount-text.ts";
import { amountIn, type Contested, cellsUnder, columnName, type HeldCell, type Hold, type LineState } from "./lines.ts";
import { knownSum, type ReferenceColumn, referenceIn, unclaimedIn, type ViewReferences } from "./reference-columns.ts";
import { proposedIn } from "./taken-over.ts";
import { columnsOf, type SheetColumn, type SheetView } from "./view.ts";

/** The words that rows need; the page gives them in its language. */
export interface RowWords {
  readonly group: (line: LineState) => string;
  readonly address: (line: LineState) => string;
  /** Where a line is written by a plain form. */
  readonly plain: (line: LineState) => string;
  readonly fault: (fault: PreviewFault, measure: BudgetResource) => string;
  readonly lock: (lock: CellLock) => string;
  readonly held: (hold: Hold) => string;
  /** Whoever has just changed a cell. */
  readonly fresh: (author: string) => string;
  readonly contested: (contested: Contested, theirs: Quantity | null, measure: BudgetResource) => string;
  /** Over what was executed or notified and is asked by no line of the baseline. */
  readonly unclaimed: string;
  /** Of an empty month that has a proposal. */
  readonly proposal: (amount: string) => string;
  /** What a reference is, beyond its figure. */
  readonly reference: (
    column: ReferenceColumn,
    own: { readonly shared: Quantity } | undefined,
    measure: BudgetResource,
  ) => string | undefined;
}

export interface SheetRows {
  readonly rows: readonly GridRow[];
  /** The line of each row; undefined for the head of a request. */
  readonly lines: readonly (LineState | undefined)[];
  readonly total: readonly GridCell[];
}

/** Builds the rows of a view; those of lines that have not changed are the very rows of before. */
export function rowBuilder(view: SheetView, words: RowWords, references: ViewReferences): (lines: readonly LineState[]) => SheetRows {
  const columns = columnsOf(view);
  const known = new WeakMap<LineState, GridRow>();
  const groups = new Map<string, GridRow>();
  const unclaimed = unclaimedRows(references, columns.length, view.measure, words);
  const rowOf = (line: LineState): GridRow => {
    const row =
      known.get(line) ??
      withReferences(withProposals(lineRow(line, view, columns, words), line, view, { references, words }), line, view, {
        references,
        words,
      });
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
        cells: [...sums(group, view, columns), ...referenceSums(group, view, references)],
      };
      const same = before && before.head === row.head && row.cells.every((cell, index) => cell.text === before.cells[index]?.text);
      const shown = same ? before : row;
      groups.set(first.line.request, shown);
      rows.push(shown, ...group.map(rowOf));
      own.push(undefined, ...group);
    }
    const total = [...sums(lines, view, columns), ...referenceSums(lines, view, references, references.unclaimed)];
    return { rows: [...rows, ...unclaimed], lines: [...own, ...unclaimed.map(() => undefined)], total };
  };
}

interface WithReferences {
  readonly references: ViewReferences;
  readonly words: RowWords;
}

/** An empty month shows what the line's past proposes: it counts nowhere until it is accepted. */
function withProposals(row: GridRow, line: LineState, view: SheetView, { references, words }: WithReferences): GridRow {
  if (!references.proposalOf(line)) return row;
  const columns = columnsOf(view);
  const cells = row.cells.map((cell, index) => {
    const amount = cell.text === "" ? proposedIn(line, columns[index]?.month, view, references) : undefined;
    if (amount === undefined) return cell;
    const ghost = amountText(amount, view.measure);
    return { ...cell, ghost, note: words.proposal(ghost) };
  });
  return { ...row, cells };
}

function withReferences(row: GridRow, line: LineState, view: SheetView, { references, words }: WithReferences): GridRow {
  const own = references.of(line);
  const cells = references.columns.map((column) =>
    referenceCell(referenceIn(line, column, view, references), column, view.measure, words.reference(column, own, view.measure)),
  );
  return cells.length === 0 ? row : { ...row, cells: [...row.cells, ...cells] };
}

function referenceSums(
  lines: readonly LineState[],
  view: SheetView,
  references: ViewReferences,
  unclaimed: ViewReferences["unclaimed"] = [],
): GridCell[] {
  return references.columns.map((column) => {
    const amounts = lines.map((line) => referenceIn(line, column, view, references));
    const others = unclaimed.map((own) => unclaimedIn(own, column, references.baseline));
    return referenceCell(knownSum([...amounts, ...others]), column, view.measure);
  });
}

/** The head and the rows of what no line of the baseline asks; nothing of them is typed in. */
function unclaimedRows(
  { columns, baseline, unclaimed }: ViewReferences,
  before: number,
  measure: BudgetResource,
  words: RowWords,
): GridRow[] {
  if (columns.length === 0 || unclaimed.length === 0) return [];
  const blank = Array.from({ length: before }, (): GridCell => ({ text: "", exact: "", state: "clean", isReadOnly: true }));
  const rows = unclaimed.map((own): GridRow => {
    const cells = columns.map((column) =>
      referenceCell(unclaimedIn(own, column, baseline), column, measure, words.reference(column, own, measure)),
    );
    const name = `${own.nature} · ${own.activity}`;
    return { key: name, kind: "line", head: own.natureLabel, subhead: name, cells: [...blank, ...cells] };
  });
  const sums = columns.map((column) =>
    referenceCell(knownSum(unclaimed.map((own) => unclaimedIn(own, column, baseline))), column, measure),
  );
  return [{ key: "unclaimed", kind: "group", head: words.unclaimed, cells: [...blank, ...sums] }, ...rows];
}

/** A gap bears its sign. */
function referenceCell(amount: Quantity | null, column: ReferenceColumn, measure: BudgetResource, note?: string): GridCell {
  const shown = shownAmount(amount, measure);
  const text = column === "gap" && amount !== null && amount > 0n ? `+${shown.text}` : shown.text;
  return { ...shown, text, state: "clean", isReadOnly: true, ...(note === undefined || amount === null ? {} : { note }) };
}

/** The months of a line, each as a part of the largest; a line without months, or by years, has no shape. */
function shapeOf(line: LineState, view: SheetView): Pick<GridRow, "shape"> {
  if (view.by !== "months") return {};
  const months = Array.from({ length: 12 }, (_, index) => {
    const cell = line.cells.get(cellName({ measure: view.measure, targetYear: view.year, month: index + 1 }));
    return absolute(cell?.amount ?? 0n);
  });
  const largest = months.reduce((most, amount) => (amount > most ? amount : most), 0n);
  return largest === 0n ? {} : { shape: months.map((amount) => Number(amount) / Number(largest)) };
}

function lineRow(line: LineState, view: SheetView, columns: readonly SheetColumn[], words: RowWords): GridRow {
  const { id, label, natureLabel, nature, activity, profile } = line.line;
  const lineLock = lockOf(line.standing, view.measure);
  return {
    key: id,
    kind: "line",
    head: label || natureLabel,
    to: words.plain(line),
    subhead: [nature, activity, ...(profile === null ? [] : [profile])].join(" · "),
    ...shapeOf(line, view),
    cells: columns.map((column) => cellOf(line, view, column, { words, lock: lineLock ?? columnLock(line, view, column) })),
  };
}

/** A month with a detail is locked; a total when all that it shows is, for a total typed there leaves such months as they are. */
function columnLock({ standing, cells }: LineState, { measure }: SheetView, { targetYear, month }: SheetColumn): CellLock | undefined {
  if (!standing.details) return undefined;
  if (month !== undefined) return cellLockOf(standing, { measure, targetYear, month });
  const own = [...cells.values()].filter((cell) => cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null);
  const locks = own.map((cell) => cellLockOf(standing, cell));
  return own.length > 0 && locks.every((lock) => lock !== undefined) ? locks[0] : undefined;
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
  if (lock) return wrong ? { ...wrong, isReadOnly: true } : locked(line, view, column, words.lock(lock), lock.kind);
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
  const hold = line.held.get(cellName({ ...column, measure, month: column.month ?? 0 }));
  const formula = column.month === undefined ? undefined : under[0]?.formula;
  return {
    ...{ ...shown, state, isReadOnly: false },
    ...(hold ? { isHeld: true, note: words.held(hold) } : {}),
    ...freshness(under, words),
    ...(formula === undefined ? {} : { formula: `=${formula}` }),
  };
}

function freshness(under: readonly HeldCell[], words: RowWords): Pick<GridCell, "isFresh" | "note"> {
  const author = under.find((cell) => cell.fresh !== undefined)?.fresh;
  return author === undefined ? {} : { isFresh: true, note: words.fresh(author) };
}

/** What can never be asked on a line has a mark of its own, what the reader does not see has another, and so has what was not asked. */
function locked(line: LineState, view: SheetView, column: SheetColumn, note: string, kind: CellLock["kind"]): GridCell {
  const mark = kind === "measure" ? "///" : kind === "costs" ? "•••" : undefined;
  const shown = mark === undefined ? shownAmount(amountIn(line, view, column), view.measure) : { text: mark, exact: "" };
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
