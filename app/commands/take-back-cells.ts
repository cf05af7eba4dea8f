import { randomUUID } from "node:crypto";
import { detailSum } from "#app/domain/forecast/detail.ts";
import { type CellEdit, judgeEdits, placeName, type RefusedEdit } from "#app/domain/forecast/edit.ts";
import { undoStacks } from "#app/domain/forecast/undo.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { batchesOf, changesToTakeBack, type TakenBack } from "#db/queries/forecast/cells.ts";
import { insertDetail } from "#db/queries/forecast/detail.ts";
import { writeFormulas } from "#db/queries/forecast/marks.ts";
import { insertSchedule } from "#db/queries/forecast/schedule.ts";
import { type Batch, writeBatch } from "#db/queries/forecast/sheet.ts";
import {
  insertStaffRevision,
  replaceStaffLines,
  type StaffRevision,
  staffChangedSince,
  staffLinesOf,
  staffRevisionOf,
} from "#db/queries/forecast/staff.ts";
import { formulasOf, type KeptCell, lockedPlaces, unlocked, whatComesBack } from "./coming-back.ts";
import { openedSheet } from "./opened-sheet.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { editedLines } from "./write-cells.ts";

export interface TakingBack {
  readonly campaignId: string;
  readonly unit: string;
  readonly direction: "undo" | "redo";
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
 * sign-out and a change of device. Cell by cell: what another has written since stays theirs and is named; a locked cell stays locked. A figure comes
 * back with the calculation that had given it, a detail with the cell that it gave, a schedule with its line, staff with all that it computed
 * (decisions 0091, 0093).
 */
export async function takeBackCells(context: CommandContext, input: TakingBack): Promise<Result<TakenBackCells>> {
  const { direction, unit } = input;
  const declaration = { name: "take-back-cells", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const opened = await openedSheet(db, context, input);
    if (!opened.ok) return opened;
    const { campaign, sheet, window, view } = opened.value;
    const undoes = undoStacks(await batchesOf(db, sheet.id, context.actor.id))[direction].at(-1);
    if (undoes === undefined) return refuse({ kind: "nothing-to-take-back", direction });
    const staff = await staffRevisionOf(db, undoes);
    const cells = await staffOwners(db, await changesToTakeBack(db, undoes), staff, context.actor.id);
    const taken = await whatComesBack(db, undoes, cells);
    const places = [...taken.edits, ...taken.details, ...taken.schedules];
    // What is computed from staff goes back with it, seen or not.
    const standing = await editedLines(db, sheet.id, places, { window, view: staff ? "whole" : view });
    const lines = unlocked(standing, { details: taken.details, staff: staff !== undefined });
    const edits = [
      ...taken.edits.map((edit): CellEdit => ({ ...edit, seen: sheet.revision })),
      ...taken.details.flatMap(({ before, after, ...place }): CellEdit[] => {
        const amount = before.length > 0 ? detailSum(before) : after;
        return amount === undefined ? [] : [{ ...place, amount, seen: sheet.revision }];
      }),
    ];
    const judged = judgeEdits(lines, edits, campaign.targetYear);
    const refusals = [...judged.refusals, ...lockedPlaces(lines, [...taken.details, ...taken.schedules], judged.refusals)];
    const refused = new Set(refusals.map(placeName));
    const batch = { id: randomUUID(), sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: direction, undoes };
    const written = { batchId: batch.id, revision: sheet.revision };
    for (const own of taken.details) if (!refused.has(placeName(own))) await insertDetail(db, written, own, own.before);
    for (const own of taken.schedules) if (!refused.has(placeName(own))) await insertSchedule(db, written, own.lineId, own.before);
    const { changes } = judged;
    const { kept } = taken;
    await writeBatch(db, { batch, changes });
    await writeFormulas(db, batch, formulasOf(cells, changes));
    if (staff && kept.length === 0 && refusals.length === 0) await restoreStaff(db, batch, staff);
    touch({ kind: "sheet", id: sheet.id, unit, detail: { revision: sheet.revision, batch: batch.id, undoes, cells: changes.length } });
    return accept({ revision: sheet.revision, batchId: batch.id, written: changes.length, kept, refusals });
  });
}

/** Staff goes back whole: once somebody else has changed it since, all that this batch computed is theirs. */
async function staffOwners(db: Db, cells: TakenBack[], staff: StaffRevision | undefined, author: bigint): Promise<TakenBack[]> {
  const since = staff && (await staffChangedSince(db, staff.requestId, { since: staff.revision, except: author }));
  return since ? cells.map((cell) => ({ ...cell, by: since.by })) : cells;
}

async function restoreStaff(db: Db, { id, revision }: Batch, { requestId, before }: StaffRevision): Promise<void> {
  const now = await staffLinesOf(db, requestId);
  await replaceStaffLines(db, requestId, before);
  await insertStaffRevision(db, id, { requestId, revision, before: now, after: before });
}
