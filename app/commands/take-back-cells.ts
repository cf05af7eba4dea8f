import { randomUUID } from "node:crypto";
import { type CellEdit, judgeEdits, type PlacedCell, type RefusedEdit } from "#app/domain/forecast/edit.ts";
import { undoStacks } from "#app/domain/forecast/undo.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { batchesOf, changesToTakeBack } from "#db/queries/forecast/cells.ts";
import { writeBatch } from "#db/queries/forecast/sheet.ts";
import { openedSheet } from "./opened-sheet.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { editedLines } from "./write-cells.ts";

export interface TakingBack {
  readonly campaignId: string;
  readonly unit: string;
  readonly direction: "undo" | "redo";
}

/** A cell that stays as it is, for somebody else has written it since. */
export interface KeptCell extends PlacedCell {
  readonly by: string;
}

export interface TakenBackCells {
  readonly revision: bigint;
  readonly batchId: string;
  readonly written: number;
  readonly kept: readonly KeptCell[];
  readonly refusals: readonly RefusedEdit[];
}

/**
 * Takes back the last thing that this person wrote on the sheet, or puts it again; read from the sheet's journal, so that it survives a reload, a
 * sign-out and a change of device. Cell by cell: what another has written since stays theirs and is named; a locked cell stays locked.
 */
export async function takeBackCells(context: CommandContext, input: TakingBack): Promise<Result<TakenBackCells>> {
  const { direction, unit } = input;
  const declaration = { name: "take-back-cells", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const opened = await openedSheet(db, context, input);
    if (!opened.ok) return opened;
    const { campaign, sheet, window } = opened.value;
    const undoes = undoStacks(await batchesOf(db, sheet.id, context.actor.id))[direction].at(-1);
    if (undoes === undefined) return refuse({ kind: "nothing-to-take-back", direction });
    const cells = await changesToTakeBack(db, undoes);
    const kept = cells.flatMap(({ lineId, measure, targetYear, month, by }) =>
      by === null ? [] : [{ lineId, measure, targetYear, month, by }],
    );
    const edits = cells
      .filter(({ by }) => by === null)
      .map(({ lineId, measure, targetYear, month, before }): CellEdit => {
        return { lineId, measure, targetYear, month, amount: before, seen: sheet.revision };
      });
    const { changes, refusals } = judgeEdits(await editedLines(db, sheet.id, edits, { window }), edits, campaign.targetYear);
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: direction, undoes };
    await writeBatch(db, { batch, changes });
    touch({ kind: "sheet", id: sheet.id, unit, detail: { revision: sheet.revision, batch: batch.id, undoes, cells: changes.length } });
    return accept({ revision: sheet.revision, batchId: batch.id, written: changes.length, kept, refusals });
  });
}
