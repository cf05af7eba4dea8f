import { randomUUID } from "node:crypto";
import type { LineChange } from "#app/domain/forecast/cell.ts";
import { type DetailLine, detailSum } from "#app/domain/forecast/detail.ts";
import { type CellEdit, type EditedLine, judgeEdits, type PlacedCell, placeName, type RefusedEdit } from "#app/domain/forecast/edit.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import type { SchedulePart } from "#app/domain/forecast/schedule.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { undoStacks } from "#app/domain/forecast/undo.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { batchesOf, changesToTakeBack, type TakenBack } from "#db/queries/forecast/cells.ts";
import { detailsToTakeBack, insertDetail } from "#db/queries/forecast/detail.ts";
import { writeFormulas } from "#db/queries/forecast/marks.ts";
import { insertSchedule, schedulesToTakeBack } from "#db/queries/forecast/schedule.ts";
import { advanceSheet, type Batch, writeBatch } from "#db/queries/forecast/sheet.ts";
import {
  insertStaffRevision,
  replaceStaffLines,
  type StaffRevision,
  staffChangedSince,
  staffLinesOf,
  staffRevisionOf,
} from "#db/queries/forecast/staff.ts";
import { stepLockFor } from "./campaign-windows.ts";
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
 * sign-out and a change of device. Cell by cell: what another has written since stays theirs and is named; a locked cell stays locked. A figure comes
 * back with the calculation that had given it, a detail with the cell that it gave, a schedule with its line, staff with all that it computed
 * (decisions 0091, 0093).
 */
export async function takeBackCells(context: CommandContext, input: TakingBack): Promise<Result<TakenBackCells>> {
  const { direction, unit } = input;
  const declaration = { name: "take-back-cells", capability: "forecast.edit", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const campaign = await findCampaign(db, input.campaignId);
    if (!campaign) return refuse({ kind: "not-found", what: "campaign", id: input.campaignId });
    const sheet = await advanceSheet(db, campaign.id, unit);
    if (!sheet) return refuse({ kind: "not-found", what: "sheet", id: unit });
    const undoes = undoStacks(await batchesOf(db, sheet.id, context.actor.id))[direction].at(-1);
    if (undoes === undefined) return refuse({ kind: "nothing-to-take-back", direction });
    const staff = await staffRevisionOf(db, undoes);
    const cells = await staffOwners(db, await changesToTakeBack(db, undoes), staff, context.actor.id);
    const taken = await whatComesBack(db, undoes, cells);
    const window = await stepLockFor(db, { access: context.actor.access, today: context.today }, input, "writing");
    // What is computed from staff goes back with it, seen or not.
    const view = staff ? "whole" : costView(costSightOf(context.actor.access), unit);
    const lines = unlocked(await editedLines(db, sheet.id, [...taken.edits, ...taken.details, ...taken.schedules], { window, view }), {
      details: taken.details,
      staff: staff !== undefined,
    });
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

/** The calculations that had given the figures that come back. */
function formulasOf(cells: readonly TakenBack[], changes: readonly LineChange[]): (PlacedCell & { readonly text: string })[] {
  const formulas = new Map(cells.flatMap(({ formula, ...cell }) => (formula === null ? [] : [[placeName(cell), formula]])));
  return changes.flatMap(({ before: _before, after: _after, ...cell }) => {
    const text = formulas.get(placeName(cell));
    return text === undefined ? [] : [{ ...cell, text }];
  });
}

interface ComingBack {
  readonly edits: readonly Omit<CellEdit, "seen">[];
  /** `after`: the amount that the cell had before, where the batch changed it. */
  readonly details: readonly (PlacedCell & { readonly before: readonly DetailLine[]; readonly after: Quantity | null | undefined })[];
  /** At the place of their line's CP. */
  readonly schedules: readonly (PlacedCell & { readonly before: readonly SchedulePart[] })[];
  readonly kept: readonly KeptCell[];
}

/** What a batch wrote, as it was before it; what somebody else has written since is kept. */
async function whatComesBack(db: Db, batchId: string, cells: readonly TakenBack[]): Promise<ComingBack> {
  const details = await detailsToTakeBack(db, batchId);
  const schedules = (await schedulesToTakeBack(db, batchId)).map((own) => ({ ...own, measure: "CP" as const, targetYear: 0, month: 0 }));
  const detailed = new Set(details.map(placeName));
  const amounts = new Map(cells.map((cell) => [placeName(cell), cell.before]));
  const plain = cells.filter((cell) => !detailed.has(placeName(cell)));
  return {
    edits: plain.filter(isFree).map(({ by: _, before: amount, ...place }) => ({ ...place, amount })),
    details: details.filter(isFree).map(({ by: _, ...own }) => ({ ...own, after: amounts.get(placeName(own)) })),
    schedules: schedules.filter(isFree).map(({ by: _, ...own }) => own),
    kept: [...plain, ...details, ...schedules].flatMap(({ lineId, measure, targetYear, month, by }) =>
      by === null ? [] : [{ lineId, measure, targetYear, month, by }],
    ),
  };
}

function isFree({ by }: { readonly by: string | null }): boolean {
  return by === null;
}

/** The lines without the details that come back or go, and without the staff that goes back: nothing else unlocks their cells. */
function unlocked(
  lines: ReadonlyMap<string, EditedLine>,
  { details, staff }: { readonly details: readonly PlacedCell[]; readonly staff: boolean },
): Map<string, EditedLine> {
  const free = new Set(details.map(placeName));
  return new Map(
    [...lines].map(([id, line]) => {
      const left = [...(line.details ?? [])].filter(([name]) => !free.has(`${id} ${name}`));
      return [id, { ...line, details: new Map(left), fromStaff: line.fromStaff === true && !staff }];
    }),
  );
}

/** Details and schedules that change no figure are stopped by what locks their line all the same. */
function lockedPlaces(lines: ReadonlyMap<string, EditedLine>, places: readonly PlacedCell[], known: readonly RefusedEdit[]): RefusedEdit[] {
  const told = new Set(known.map(placeName));
  return places.flatMap(({ lineId, measure, targetYear, month }): RefusedEdit[] => {
    const place = { lineId, measure, targetYear, month };
    const line = lines.get(lineId);
    const lock = line && lockOf(line, measure);
    return lock && !told.has(placeName(place)) ? [{ ...place, fault: { kind: "cell-locked", lock } }] : [];
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
