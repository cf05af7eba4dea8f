import { cellName, cellsForTotal, type StoredCell, type WantedCell } from "#app/domain/forecast/cell.ts";
import { type CellEdit, type EditedLine, type EditFault, judgeEdits } from "#app/domain/forecast/edit.ts";
import type { LineStanding } from "#app/domain/forecast/lock.ts";
import { type CellTextRefusal, readCell } from "#app/domain/forecast/typed-cell.ts";
import { type Quantity, spread, sum } from "#app/domain/quantity.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import type { SheetColumn, SheetView } from "./view.ts";

/** Somebody else's figure, in a cell that I wrote too. */
export interface Contested {
  readonly mine: Quantity | null;
  readonly author: string;
  readonly at: string;
}

/** What is wrong with what was typed: the text stays until it is put right. */
export interface Faulty {
  readonly text: string;
  readonly fault: CellTextRefusal | EditFault;
}

/**
 * A cell as this page knows it: what the server holds, and what has not come there yet. Its `revision` is what its writer had seen: the server's own
 * for a cell that is kept, that of the sheet when it was typed for one that waits. A sheet that is read again does not change it.
 */
export interface HeldCell extends StoredCell {
  /** `waiting` and `sent`: this page's figure, the server has not answered for it. */
  readonly standing: "kept" | "waiting" | "sent";
  readonly contested?: Contested;
  /** Whoever has just changed it under the reader's eyes. */
  readonly fresh?: string;
}

/** A line and its cells. Never changed: a line whose cells change is another object, by which the grid sees what to draw again. */
export interface LineState {
  readonly line: SheetLine;
  readonly standing: LineStanding;
  readonly cells: ReadonlyMap<string, HeldCell>;
  /** By the column of the view where they were typed. */
  readonly faults: ReadonlyMap<string, Faulty>;
}

/** A column of a measure, whatever the view: faults stay where they were typed when the view changes. */
export function columnName({ measure }: Pick<SheetView, "measure">, { targetYear, month }: SheetColumn): string {
  return `${measure} ${targetYear} ${month ?? "total"}`;
}

/** What a column of a line shows; null: nothing was asked there. */
export function amountIn(
  { cells }: LineState,
  { measure }: Pick<SheetView, "measure">,
  { targetYear, month }: SheetColumn,
): Quantity | null {
  if (month !== undefined) return cells.get(cellName({ measure, targetYear, month }))?.amount ?? null;
  const amounts = [...cells.values()].flatMap((cell) =>
    cell.measure === measure && cell.targetYear === targetYear && cell.amount !== null ? [cell.amount] : [],
  );
  return amounts.length === 0 ? null : sum(amounts);
}

/** The cells that make up what a column shows. */
export function cellsUnder({ cells }: LineState, { measure }: Pick<SheetView, "measure">, { targetYear, month }: SheetColumn): HeldCell[] {
  return [...cells.values()].filter(
    (cell) => cell.measure === measure && cell.targetYear === targetYear && (month === undefined || cell.month === month),
  );
}

export interface TypedText {
  readonly column: SheetColumn;
  readonly text: string;
}

/**
 * What texts make of a line: cells that wait to be sent, and faults. `pasted`: an empty text leaves its cell as it is; typed, it empties it.
 * A total is spread over the months that hold something (`cellsForTotal`). What is refused here never leaves: the rules are the server's own.
 */
export function withTexts(
  before: LineState,
  { measure, year }: SheetView,
  texts: readonly TypedText[],
  { pasted, seen }: { pasted: boolean; seen: bigint },
): LineState {
  const faults = new Map(before.faults);
  const wanted: { cell: WantedCell; name: string; text: string }[] = [];
  for (const { column, text } of texts) {
    const name = columnName({ measure }, column);
    const read = readCell(text, measure);
    if (!read.ok) {
      faults.set(name, { text, fault: read.refusal });
      continue;
    }
    if (read.value.kind === "nothing" && pasted) continue;
    faults.delete(name);
    const amount = read.value.kind === "nothing" ? null : read.value.quantity;
    const cells =
      column.month === undefined
        ? cellsForTotal([...before.cells.values()], { measure, ...column }, amount)
        : [{ measure, ...column, month: column.month, amount }];
    for (const cell of cells) wanted.push({ cell, name, text });
  }
  const { cells, refusals } = judged(
    before,
    wanted.map(({ cell }) => cell),
    { year, seen },
  );
  for (const { fault, ...place } of refusals) {
    const own = wanted.find(({ cell }) => cellName(cell) === cellName(place));
    if (own) faults.set(own.name, { text: own.text, fault });
  }
  return { ...before, cells, faults };
}

/** An amount of the whole year goes to its twelve months, in equal parts that add up to it; what is given by months stays. */
export function withMonths(before: LineState, { measure, year }: SheetView, seen: bigint): LineState {
  const whole = before.cells.get(cellName({ measure, targetYear: year, month: 0 }))?.amount ?? null;
  if (whole === null) return before;
  const parts = spread(whole, Array<bigint>(12).fill(1n));
  const months = parts.map((amount, index): WantedCell => ({ measure, targetYear: year, month: index + 1, amount }));
  const faults = new Map([...before.faults].filter(([, { fault }]) => fault.kind !== "year-and-months"));
  return {
    ...before,
    cells: judged(before, [{ measure, targetYear: year, month: 0, amount: null }, ...months], { year, seen }).cells,
    faults,
  };
}

/** The cells once what may be written waits in them, and what may not be. */
function judged(before: LineState, wanted: readonly WantedCell[], { year, seen }: { year: number; seen: bigint }) {
  const edits = wanted.map((cell): CellEdit => ({ ...cell, lineId: before.line.id, seen: newest }));
  const { changes, refusals } = judgeEdits(new Map([[before.line.id, editedLine(before)]]), edits, year);
  const cells = new Map(before.cells);
  for (const { before: _, after, lineId: _line, ...key } of changes)
    cells.set(cellName(key), waiting(cells.get(cellName(key)), { ...key, amount: after }, seen));
  return { cells, refusals };
}

/**
 * The cell takes this page's figure, on top of what was known of it, or of the sheet when that is newer. On top of another of this page's figures that
 * has not come to the server, it has seen no more than that one had: what somebody else wrote since is covered by it, and was not read.
 */
export function waiting(known: HeldCell | undefined, { measure, targetYear, month, amount }: WantedCell, seen: bigint): HeldCell {
  const isCovered = known !== undefined && known.standing !== "kept";
  const revision = known && (isCovered || known.revision > seen) ? known.revision : seen;
  return { measure, targetYear, month, amount, revision, standing: "waiting" };
}

/** What waits in a line, as the server wants it. */
export function editsOf({ line, cells }: LineState): CellEdit[] {
  return [...cells.values()].flatMap(({ measure, targetYear, month, amount, revision, standing }): CellEdit[] =>
    standing === "waiting" ? [{ lineId: line.id, measure, targetYear, month, amount, seen: revision }] : [],
  );
}

/** Against itself a page has no conflict. */
const newest = 2n ** 62n;

function editedLine({ line, standing, cells }: LineState): EditedLine {
  return { ...standing, id: line.id, requestKind: line.requestKind, cells: [...cells.values()] };
}
