import type { EditedLine } from "#app/domain/forecast/edit.ts";
import { type CellLock, lockOf } from "#app/domain/forecast/lock.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { lineAt, type SheetLine } from "#db/queries/forecast/grid.ts";
import { openedSheet } from "./opened-sheet.ts";
import type { CommandContext } from "./run.ts";
import { editedLines } from "./write-cells.ts";

export interface LineToWrite {
  readonly line: EditedLine;
  readonly sheet: { readonly id: string; readonly revision: bigint };
  readonly targetYear: number;
}

/**
 * A line of a unit's sheet to write in, its sheet moved on: for what is written beside its cells and gives them their amounts. Refused: no such line
 * on the unit; what locks the line for this person.
 */
export async function lineToWrite(
  db: Db,
  context: CommandContext,
  { unit, lineId, measure }: { unit: string; lineId: string; measure: BudgetResource },
  { heldStay }: { heldStay: boolean },
): Promise<Result<LineToWrite>> {
  const found = await lineAt(db, lineId);
  if (!found || found.place.unit !== unit) return refuse({ kind: "not-found", what: "line", id: lineId });
  const opened = await openedSheet(db, context, { campaignId: found.place.campaignId, unit });
  if (!opened.ok) return opened;
  const { campaign, sheet, window, view } = opened.value;
  const line = (await editedLines(db, sheet.id, [{ lineId }], { window, view, heldStay })).get(lineId);
  if (!line) return refuse({ kind: "not-found", what: "line", id: lineId });
  const lock = lockOf(line, measure);
  if (lock) return refuse(refusalOf(lock, found.line));
  return accept({ line, sheet, targetYear: campaign.targetYear });
}

/** A lock of a whole line as the refusal that says the same of a request. */
function refusalOf(lock: CellLock, { id, nature }: SheetLine): Refusal {
  switch (lock.kind) {
    case "campaign":
      return { kind: "wrong-state", what: "campaign", state: lock.state, expected: ["open", "arbitration"] };
    case "request":
      return { kind: "wrong-state", what: "request", state: lock.state, expected: ["draft"] };
    case "step-to-come":
    case "step-over":
      return lock;
    case "costs":
      return { kind: "costs-not-seen", nature };
    case "staff":
      return { kind: "cells-from-staff", nature };
    default:
      return { kind: "not-found", what: "line", id };
  }
}
