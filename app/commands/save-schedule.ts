import { randomUUID } from "node:crypto";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import { signOf } from "#app/domain/forecast/component.ts";
import { type CellEdit, type EditedLine, judgeEdits } from "#app/domain/forecast/edit.ts";
import { cellsThatStay } from "#app/domain/forecast/lock.ts";
import { checkSchedule, paymentsByYear, type SchedulePart } from "#app/domain/forecast/schedule.ts";
import { spreadTotal } from "#app/domain/forecast/spread-total.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertSchedule, scheduleAt } from "#db/queries/forecast/schedule.ts";
import { writeBatch } from "#db/queries/forecast/sheet.ts";
import { lineToWrite } from "./edited-line.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ScheduleInput {
  readonly unit: string;
  readonly lineId: string;
  /** None: the line has no schedule any more, and its CP stay. */
  readonly parts: readonly SchedulePart[];
  /** The sheet's revision that the writer saw. */
  readonly seenRevision: bigint;
}

/**
 * Writes when the commitments of a line are paid, and its CP with it: those of a year are the sum of its column, its months keep their proportions,
 * what is held or has a detail stays. One revision and one batch, which one undo takes back. Refused: personnel, paid as it is committed; rows that
 * are not their AE; AE, CP or a schedule written since they were read (`stale`).
 */
export async function saveSchedule(context: CommandContext, input: ScheduleInput): Promise<Result<{ revision: bigint }>> {
  const { unit, lineId, seenRevision } = input;
  const declaration = { name: "save-schedule", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const found = await lineToWrite(db, context, { unit, lineId, measure: "CP" }, { heldStay: true });
    if (!found.ok) return found;
    const { line, sheet, targetYear: firstYear } = found.value;
    if (line.spendingClass === "personnel") return refuse({ kind: "schedule-of-personnel" });
    const known = await scheduleAt(db, lineId);
    const revisions = line.cells.filter(({ measure }) => measure === "AE" || measure === "CP").map(({ revision }) => revision);
    const current = [known?.revision ?? 0n, ...revisions].reduce((left, right) => (left > right ? left : right));
    if (current > seenRevision) return refuse({ kind: "stale", what: "schedule", seen: seenRevision, current });
    const sign = signOf(line.requestKind, line.component);
    const isTakenOff = input.parts.length === 0;
    const checked = isTakenOff ? accept(input.parts) : checkSchedule(input.parts, { committed: committedBy(line.cells), firstYear, sign });
    if (!checked.ok) return checked;
    const edits = isTakenOff ? accept<CellEdit[]>([]) : paymentEdits(line, checked.value, sheet.revision);
    if (!edits.ok) return edits;
    const { held: _, ...free } = line;
    const { changes, refusals } = judgeEdits(new Map([[line.id, free]]), edits.value, firstYear);
    const [refused] = refusals;
    if (refused) return refuse({ kind: "cell-refused", fault: refused.fault, measure: "CP" });
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: "schedule" as const };
    await insertSchedule(db, { batchId: batch.id, revision: sheet.revision }, lineId, checked.value);
    await writeBatch(db, { batch, changes });
    touch({
      kind: "sheet",
      id: sheet.id,
      unit,
      detail: { revision: sheet.revision, batch: batch.id, line: line.id, parts: checked.value.length },
    });
    return accept({ revision: sheet.revision });
  });
}

/** AE of each year that has any. */
function committedBy(cells: readonly StoredCell[]): ReadonlyMap<number, Quantity> {
  const own = cells.filter(({ measure }) => measure === "AE");
  const years = [...new Set(own.map(({ targetYear }) => targetYear))];
  return new Map(
    years
      .map((year) => [year, sum(own.filter((cell) => cell.targetYear === year).map(({ amount }) => amount ?? 0n))] as const)
      .filter(([, amount]) => amount !== 0n),
  );
}

/** CP of each year becomes the sum of its column; a year without payments has none. */
function paymentEdits(line: EditedLine, parts: readonly SchedulePart[], seen: bigint): Result<CellEdit[]> {
  const payments = new Map(paymentsByYear(parts).map(({ year, onEarlier, onNew }) => [year, onEarlier + onNew]));
  const filled = line.cells.filter(({ measure, amount }) => measure === "CP" && amount !== null).map(({ targetYear }) => targetYear);
  const stay = cellsThatStay(line, line.held);
  const edits: CellEdit[] = [];
  for (const targetYear of new Set([...payments.keys(), ...filled])) {
    const spread = spreadTotal(line.cells, { measure: "CP", targetYear }, payments.get(targetYear) ?? null, { held: stay });
    if (!spread.ok) return refuse({ kind: "cell-refused", fault: spread.refusal, measure: "CP" });
    const staying = line.cells.find(
      (cell) => cell.measure === "CP" && cell.targetYear === targetYear && stay.has(cellName(cell)) && cell.amount,
    );
    if (!payments.has(targetYear) && staying) {
      return refuse({ kind: "cell-refused", fault: { kind: "held-exceeds", amount: 0n, held: staying.amount ?? 0n }, measure: "CP" });
    }
    edits.push(...spread.value.map((cell) => ({ ...cell, lineId: line.id, seen })));
  }
  return accept(edits);
}
