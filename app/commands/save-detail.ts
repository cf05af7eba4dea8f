import { randomUUID } from "node:crypto";
import { cellName } from "#app/domain/forecast/cell.ts";
import { checkDetail, type DetailLine, withOrigins } from "#app/domain/forecast/detail.ts";
import { judgeEdits, type PlacedCell } from "#app/domain/forecast/edit.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { detailAt, insertDetail } from "#db/queries/forecast/detail.ts";
import { writeBatch } from "#db/queries/forecast/sheet.ts";
import { lineToWrite } from "./edited-line.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface DetailInput {
  readonly unit: string;
  readonly cell: PlacedCell;
  /** None: the cell is free again, and keeps its amount. */
  readonly lines: readonly DetailLine[];
  /** The sheet's revision that the writer saw. */
  readonly seenRevision: bigint;
}

export interface SavedDetail {
  readonly revision: bigint;
  /** What the cell holds from now on. */
  readonly amount: Quantity | null;
}

/**
 * Writes the quantities under a cell of AE or CP, which holds their sum: one revision and one batch of the sheet, which one undo takes back, detail
 * and figure together. Refused: personnel, whose euros come from its staff; a cell or a detail that was written since it was read (`stale`); what
 * would be refused if the sum were typed in the cell.
 */
export async function saveDetail(context: CommandContext, input: DetailInput): Promise<Result<SavedDetail>> {
  const { unit, cell, lines, seenRevision } = input;
  const declaration = { name: "save-detail", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    if (cell.measure !== "AE" && cell.measure !== "CP") return refuse({ kind: "detail-not-here", why: "measure" });
    const sum = checkDetail(lines);
    if (!sum.ok) return sum;
    const found = await lineToWrite(db, context, { unit, lineId: cell.lineId, measure: cell.measure }, { heldStay: false });
    if (!found.ok) return found;
    const { line, sheet, targetYear } = found.value;
    if (line.spendingClass === "personnel") return refuse({ kind: "detail-not-here", why: "personnel" });
    const name = cellName(cell);
    const known = await detailAt(db, cell);
    const held = line.cells.find((own) => cellName(own) === name);
    const current = [known?.revision ?? 0n, held?.revision ?? 0n].reduce((left, right) => (left > right ? left : right));
    if (current > seenRevision) return refuse({ kind: "stale", what: "cell", seen: seenRevision, current });
    if (lines.length === 0 && (known?.lines.length ?? 0) === 0) return accept({ revision: sheet.revision, amount: held?.amount ?? null });
    const free = { ...line, details: new Map([...(line.details ?? [])].filter(([own]) => own !== name)) };
    const amount = lines.length > 0 ? sum.value : (held?.amount ?? null);
    const { changes, refusals } = judgeEdits(new Map([[line.id, free]]), [{ ...cell, amount, seen: sheet.revision }], targetYear);
    const [refused] = refusals;
    if (refused) return refuse({ kind: "cell-refused", fault: refused.fault, measure: cell.measure });
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: "detail" as const };
    await insertDetail(db, { batchId: batch.id, revision: sheet.revision }, cell, withOrigins(lines, known?.lines ?? []));
    await writeBatch(db, { batch, changes });
    touch({
      kind: "sheet",
      id: sheet.id,
      unit,
      detail: { revision: sheet.revision, batch: batch.id, line: line.id, cell: name, lines: lines.length },
    });
    return accept({ revision: sheet.revision, amount });
  });
}
