import { grouped } from "../grouped.ts";
import { absolute, type BudgetResource, largestQuantity, type Quantity } from "../quantity.ts";
import type { Refusal } from "../refusal.ts";
import { type CellKey, cellName, cellsAfter, type LineChange, type StoredCell, type WantedCell } from "./cell.ts";
import { type BaselineComponent, signOf } from "./component.ts";
import { type CellLock, cellLockOf, type LineStanding } from "./lock.ts";
import { twinOf } from "./measure.ts";
import { plannedYears } from "./request.ts";
import type { RequestKind } from "./request-state.ts";

/** One cell as its writer wants it; `seen` is the sheet's revision of what the writer looked at. */
export interface CellEdit extends WantedCell {
  readonly lineId: string;
  readonly seen: bigint;
}

/** A line that is written in, as it stands. */
export interface EditedLine extends LineStanding {
  readonly id: string;
  readonly requestKind: RequestKind;
  readonly component?: BaselineComponent | null;
  readonly cells: readonly StoredCell[];
  /** The cells that only a figure typed in them changes, by `cellName`; absent when that is what the edits are. */
  readonly held?: ReadonlySet<string>;
}

export interface PlacedCell extends CellKey {
  readonly lineId: string;
}

export function placeName(cell: PlacedCell): string {
  return `${cell.lineId} ${cellName(cell)}`;
}

/** Somebody wrote this cell since: theirs stands, mine waits for a choice. */
export interface CellConflict extends PlacedCell {
  readonly mine: Quantity | null;
  readonly theirs: Quantity | null;
  readonly revision: bigint;
}

/** Why an edit is not written: the cell is locked, or what it would hold breaks a rule. */
export type EditFault =
  | { readonly kind: "cell-locked"; readonly lock: CellLock }
  | { readonly kind: "cell-held" }
  | { readonly kind: "year-not-planned"; readonly year: number; readonly first: number; readonly last: number }
  | { readonly kind: "cell-out-of-range"; readonly amount: Quantity }
  | { readonly kind: "cell-negative"; readonly amount: Quantity }
  | { readonly kind: "cell-not-negative"; readonly amount: Quantity }
  | { readonly kind: "year-and-months"; readonly measure: BudgetResource; readonly year: number }
  | Extract<Refusal, { kind: "not-found" }>;

export interface RefusedEdit extends PlacedCell {
  readonly fault: EditFault;
}

export interface JudgedEdits {
  readonly changes: readonly LineChange[];
  readonly conflicts: readonly CellConflict[];
  readonly refusals: readonly RefusedEdit[];
}

/**
 * Decides each edit by itself: what may be written is, what was written by another since is a conflict, what breaks a rule is refused with its
 * reason; none of the three stops the others. On personnel an amount of AE is one of CP too, and stands or falls with it. What a measure of a year
 * would hold afterwards is looked at as a whole: months and an amount of the whole year together refuse every edit that led there.
 */
export function judgeEdits(lines: ReadonlyMap<string, EditedLine>, edits: readonly CellEdit[], firstYear: number): JudgedEdits {
  const byLine = grouped(edits, ({ lineId }) => lineId);
  const judged = [...byLine].map(([lineId, own]) => {
    const line = lines.get(lineId);
    if (line) return judgeLine(line, own, firstYear);
    const fault: EditFault = { kind: "not-found", what: "line", id: lineId };
    return { changes: [], conflicts: [], refusals: own.map((edit) => ({ ...placeOf(edit), fault })) };
  });
  return {
    changes: judged.flatMap(({ changes }) => changes),
    conflicts: judged.flatMap(({ conflicts }) => conflicts),
    refusals: judged.flatMap(({ refusals }) => refusals),
  };
}

function judgeLine(line: EditedLine, edits: readonly CellEdit[], firstYear: number): JudgedEdits {
  const stored = new Map(line.cells.map((cell) => [cellName(cell), cell]));
  const changes = new Map<string, LineChange>();
  const conflicts: CellConflict[] = [];
  const refusals: RefusedEdit[] = [];
  for (const edit of edits) {
    const fault = faultOf(line, edit, firstYear);
    if (fault) {
      refusals.push({ ...placeOf(edit), fault });
      continue;
    }
    const wanted = withTwin(line, edit).filter((own) => amountOf(stored.get(cellName(own))) !== own.amount);
    const newer = wanted.map((own) => stored.get(cellName(own))).find((cell) => cell !== undefined && cell.revision > edit.seen);
    if (newer) conflicts.push({ ...placeOf(edit), mine: edit.amount, theirs: newer.amount, revision: newer.revision });
    else for (const own of wanted) changes.set(cellName(own), changeTo(own, amountOf(stored.get(cellName(own)))));
  }
  return withoutDoubles(line, { changes: [...changes.values()], conflicts, refusals });
}

function faultOf(line: EditedLine, { measure, targetYear, month, amount }: CellEdit, first: number): EditFault | undefined {
  const lock = cellLockOf(line, { measure, targetYear, month });
  if (lock) return { kind: "cell-locked", lock };
  if (line.held?.has(cellName({ measure, targetYear, month }))) return { kind: "cell-held" };
  const last = first + plannedYears;
  if (targetYear < first || targetYear > last) return { kind: "year-not-planned", year: targetYear, first, last };
  if (amount === null) return undefined;
  if (absolute(amount) > largestQuantity) return { kind: "cell-out-of-range", amount };
  if (signOf(line.requestKind, line.component) === "notPositive") return amount > 0n ? { kind: "cell-not-negative", amount } : undefined;
  return amount < 0n ? { kind: "cell-negative", amount } : undefined;
}

function changeTo({ lineId, measure, targetYear, month, amount: after }: CellEdit, before: Quantity | null): LineChange {
  return { lineId, measure, targetYear, month, before, after };
}

function withTwin({ spendingClass }: EditedLine, edit: CellEdit): CellEdit[] {
  const twin = twinOf(edit.measure, spendingClass);
  return twin === undefined ? [edit] : [edit, { ...edit, measure: twin }];
}

/** A year is given by its months or as a whole. */
function withoutDoubles({ id, cells }: EditedLine, judged: JudgedEdits): JudgedEdits {
  if (judged.changes.length === 0) return judged;
  const after = cellsAfter(cells, judged.changes).filter(({ amount }) => amount !== null);
  const years = grouped(after, ({ measure, targetYear }) => `${measure} ${targetYear}`);
  const doubled = new Set([...years].filter(([, own]) => own.some(isWhole) && !own.every(isWhole)).map(([name]) => name));
  if (doubled.size === 0) return judged;
  const isDoubled = ({ measure, targetYear }: CellKey) => doubled.has(`${measure} ${targetYear}`);
  const refused = judged.changes.filter(isDoubled).map((change): RefusedEdit => {
    const { measure, targetYear: year } = change;
    return { ...placeOf({ ...change, lineId: id }), fault: { kind: "year-and-months", measure, year } };
  });
  return { ...judged, changes: judged.changes.filter((change) => !isDoubled(change)), refusals: [...judged.refusals, ...refused] };
}

function isWhole({ month }: CellKey): boolean {
  return month === 0;
}

function amountOf(cell: StoredCell | undefined): Quantity | null {
  return cell?.amount ?? null;
}

function placeOf({ lineId, measure, targetYear, month }: PlacedCell): PlacedCell {
  return { lineId, measure, targetYear, month };
}
