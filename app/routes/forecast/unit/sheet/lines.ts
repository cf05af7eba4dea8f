import type { TypedEdit } from "#app/commands/write-cells.ts";
import { cellName, type StoredCell, type WantedCell } from "#app/domain/forecast/cell.ts";
import { type CellEdit, type EditedLine, type EditFault, judgeEdits } from "#app/domain/forecast/edit.ts";
import { cellsThatStay, type LineStanding } from "#app/domain/forecast/lock.ts";
import { twinOf } from "#app/domain/forecast/measure.ts";
import type { PaymentsOfYear } from "#app/domain/forecast/schedule.ts";
import { type SpreadFault, spreadTotal } from "#app/domain/forecast/spread-total.ts";
import { type CellText, type CellTextRefusal, readCell } from "#app/domain/forecast/typed-cell.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result } from "#app/domain/result.ts";
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
  readonly fault: CellTextRefusal | EditFault | SpreadFault;
}

/**
 * A cell as this page knows it: what the server holds, and what has not come there yet. Its `revision` is what its writer had seen: the server's own
 * for a cell that is kept, that of the sheet when it was typed for one that waits. A sheet that is read again does not change it.
 */
export interface HeldCell extends StoredCell {
  /** `waiting` and `sent`: this page's figure, the server has not answered for it. */
  readonly standing: "kept" | "waiting" | "sent";
  readonly contested?: Contested;
  /** The calculation that gave the figure, without its sign « = ». */
  readonly formula?: string;
  /** Whoever has just changed it under the reader's eyes. */
  readonly fresh?: string;
}

/** Who holds a cell, so that only a figure typed in it changes it, and since when. */
export interface Hold {
  readonly by: string;
  readonly at: string;
}

/** What a cell shall hold, and the calculation that gave it. */
export type WantedFigure = WantedCell & { readonly formula?: string };

/** A line and its cells. Never changed: a line whose cells change is another object, by which the grid sees what to draw again. */
export interface LineState {
  readonly line: SheetLine;
  readonly standing: LineStanding;
  readonly cells: ReadonlyMap<string, HeldCell>;
  /** By the column of the view where they were typed. */
  readonly faults: ReadonlyMap<string, Faulty>;
  /** By `cellName`. */
  readonly held: ReadonlyMap<string, Hold>;
  /** CP by year as the line's schedule pays them; absent: it has none. */
  readonly payments?: readonly PaymentsOfYear[];
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
 * `alone`: it was typed in its own cell, which is what changes one that is held. A total is spread over the months that hold something
 * (`spreadTotal`). What is refused here never leaves: the rules are the server's own.
 */
export function withTexts(
  before: LineState,
  { measure, year }: SheetView,
  texts: readonly TypedText[],
  { pasted, alone, seen }: { pasted: boolean; alone: boolean; seen: bigint },
): LineState {
  const faults = new Map(before.faults);
  const wanted: { cell: WantedFigure; name: string; text: string }[] = [];
  for (const { column, text } of texts) {
    const name = columnName({ measure }, column);
    const read = readCell(text, measure);
    if (read.ok && read.value.kind === "nothing" && pasted) continue;
    const cells = read.ok ? cellsFor(before, { measure, ...column }, read.value) : read;
    if (!cells.ok) {
      faults.set(name, { text, fault: cells.refusal });
      continue;
    }
    faults.delete(name);
    for (const cell of cells.value) wanted.push({ cell, name, text });
  }
  const { cells, refusals } = judged(
    before,
    wanted.map(({ cell }) => cell),
    { year, seen, heldStay: !alone },
  );
  const byCell = new Map(wanted.map((own) => [cellName(own.cell), own]));
  for (const { fault, ...place } of refusals) {
    const own = byCell.get(cellName(place));
    if (own) faults.set(own.name, { text: own.text, fault });
  }
  return { ...before, cells, faults };
}

/** A calculation stays with its figure where it is whole: not over the months of a total. */
function cellsFor(
  { cells, held, standing }: LineState,
  { measure, targetYear, month }: SheetColumn & Pick<SheetView, "measure">,
  text: CellText,
): Result<WantedFigure[], SpreadFault> {
  const amount = text.kind === "nothing" ? null : text.quantity;
  const formula = text.kind === "quantity" && text.formula !== undefined ? { formula: text.formula } : {};
  if (month !== undefined) return accept([{ measure, targetYear, month, amount, ...formula }]);
  return spreadTotal([...cells.values()], { measure, targetYear }, amount, { held: cellsThatStay(standing, held) });
}

/** Figures that were looked at before they came: a paste that was previewed, an adjustment, a spread. What is held stays. */
export function withFigures(
  before: LineState,
  figures: readonly WantedFigure[],
  { year, seen }: { year: number; seen: bigint },
): LineState {
  const { cells } = judged(before, figures, { year, seen, heldStay: true });
  const faults = new Map(before.faults);
  for (const cell of figures) {
    faults.delete(columnName(cell, { ...cell, month: cell.month === 0 ? undefined : cell.month }));
    faults.delete(columnName(cell, { ...cell, month: undefined }));
  }
  return { ...before, cells, faults };
}

/** What a year comes to goes to its twelve months, in equal parts that add up to it; what is held stays. */
export function withMonths(before: LineState, { measure, year }: SheetView, seen: bigint): LineState {
  const whole = amountIn(before, { measure }, { targetYear: year, month: undefined });
  if (whole === null) return before;
  const cells = spreadTotal([...before.cells.values()], { measure, targetYear: year }, whole, {
    held: cellsThatStay(before.standing, before.held),
    weights: Array<bigint>(12).fill(1n),
  });
  if (!cells.ok) return before;
  const faults = new Map([...before.faults].filter(([, { fault }]) => fault.kind !== "year-and-months"));
  return {
    ...before,
    cells: judged(before, cells.value, { year, seen, heldStay: true }).cells,
    faults,
  };
}

/** The cells once what may be written waits in them, and what may not be. */
function judged(
  before: LineState,
  wanted: readonly WantedFigure[],
  { year, seen, heldStay }: { year: number; seen: bigint; heldStay: boolean },
) {
  const edits = wanted.map((cell): CellEdit => ({ ...cell, lineId: before.line.id, seen: newest }));
  const line = editedLine(before);
  const { changes, refusals } = judgeEdits(
    new Map([[line.id, heldStay && before.held.size > 0 ? { ...line, held: new Set(before.held.keys()) } : line]]),
    edits,
    year,
  );
  const formulas = new Map(wanted.flatMap((own) => (own.formula === undefined ? [] : [[cellName(own), own.formula]])));
  const cells = new Map(before.cells);
  for (const { before: _, after, lineId: _line, ...key } of changes) {
    const twin = twinOf(key.measure, line.spendingClass);
    const formula = formulas.get(cellName(key)) ?? (twin && formulas.get(cellName({ ...key, measure: twin })));
    const cell = waiting(cells.get(cellName(key)), { ...key, amount: after }, seen);
    cells.set(cellName(key), formula === undefined ? cell : { ...cell, formula });
  }
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
export function editsOf({ line, cells }: LineState): TypedEdit[] {
  const edits: TypedEdit[] = [];
  for (const { measure, targetYear, month, amount, revision, standing, formula } of cells.values()) {
    if (standing !== "waiting") continue;
    const edit = { lineId: line.id, measure, targetYear, month, amount, seen: revision };
    edits.push(formula === undefined ? edit : { ...edit, formula });
  }
  return edits;
}

/** Against itself a page has no conflict. */
const newest = 2n ** 62n;

/** The line as the rules read it. */
export function editedLine({ line, standing, cells }: LineState): EditedLine {
  return { ...standing, id: line.id, requestKind: line.requestKind, component: line.component, cells: [...cells.values()] };
}
