import { randomUUID } from "node:crypto";
import type { StepLock } from "#app/domain/campaign/calendar.ts";
import type { LineChange } from "#app/domain/forecast/cell.ts";
import {
  type CellConflict,
  type CellEdit,
  type EditedLine,
  judgeEdits,
  type PlacedCell,
  placeName,
  type RefusedEdit,
} from "#app/domain/forecast/edit.ts";
import { twinOf } from "#app/domain/forecast/measure.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { readCell } from "#app/domain/forecast/typed-cell.ts";
import type { BatchKind } from "#app/domain/forecast/undo.ts";
import { accept, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { lastWriters, standingLines } from "#db/queries/forecast/cells.ts";
import { detailCounts } from "#db/queries/forecast/detail.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { type CellFormula, heldCells, writeFormulas } from "#db/queries/forecast/marks.ts";
import { cellsOf, writeBatch } from "#db/queries/forecast/sheet.ts";
import { openedSheet } from "./opened-sheet.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CellsInput {
  readonly campaignId: string;
  readonly unit: string;
  readonly kind: Exclude<BatchKind, "detail" | "schedule" | "undo" | "redo">;
  readonly edits: readonly TypedEdit[];
}

/** An edit, and the calculation that gave its figure, without its sign « = ». */
export type TypedEdit = CellEdit & { readonly formula?: string };

/** A conflict, and who wrote what stands. */
export type NamedConflict = CellConflict & { readonly author: string; readonly at: string };

export interface WrittenCells {
  /** The sheet's revision that holds what was written. */
  readonly revision: bigint;
  /** What wrote it; null when nothing changed. */
  readonly batchId: string | null;
  /** How many cells changed, those of a twin measure included. */
  readonly written: number;
  readonly conflicts: readonly NamedConflict[];
  readonly refusals: readonly RefusedEdit[];
}

/**
 * Writes cells of a unit's sheet as one revision and one batch, which one undo takes back. Each cell by itself: what another wrote since is a
 * conflict and stays theirs, what breaks a rule is refused, and the rest is written. Nothing written is no batch. What is held is changed by an
 * entry alone. A calculation is kept beside the figure that it gives.
 */
export async function writeCells(context: CommandContext, input: CellsInput): Promise<Result<WrittenCells>> {
  const declaration = { name: "write-cells", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const opened = await openedSheet(db, context, input);
    if (!opened.ok) return opened;
    const { campaign, sheet, window, view } = opened.value;
    const lines = await editedLines(db, sheet.id, input.edits, { window, view, heldStay: input.kind !== "entry" });
    const { changes, conflicts, refusals } = judgeEdits(lines, input.edits, campaign.targetYear);
    const batchId = changes.length === 0 ? null : randomUUID();
    if (batchId !== null) {
      const batch = { id: batchId, sheetId: sheet.id, revision: sheet.revision, author: context.actor.id, kind: input.kind };
      await writeBatch(db, { batch, changes });
      await writeFormulas(db, batch, formulasOf(input.edits, changes));
    }
    touch({ kind: "sheet", id: sheet.id, unit: input.unit, detail: { revision: sheet.revision, batch: batchId, cells: changes.length } });
    return accept({
      ...{ revision: sheet.revision, batchId, refusals },
      written: changes.length,
      conflicts: await named(db, conflicts),
    });
  });
}

/** The lines that the edits name, as they stand for somebody who may write on this unit, whom the calendar may stop. */
export async function editedLines(
  db: Db,
  sheetId: string,
  edits: readonly { readonly lineId: string }[],
  { window, view, heldStay = false }: { readonly window: StepLock | undefined; readonly view: CostView; readonly heldStay?: boolean },
): Promise<Map<string, EditedLine>> {
  const ids = [...new Set(edits.map(({ lineId }) => lineId))].filter(isUuid);
  const lines = await standingLines(db, sheetId, ids);
  const cells = await cellsOf(db, ids, view);
  const held = heldStay ? await heldCells(db, ids) : new Map<string, Set<string>>();
  const details = await detailCounts(db, ids);
  const standing = { mayEdit: true, seesCosts: view === "whole", window };
  return new Map(
    lines.map((line) => {
      const own = held.get(line.id);
      const counts = details.get(line.id);
      return [
        line.id,
        {
          ...{ ...line, ...standing, cells: cells.get(line.id) ?? [] },
          ...(own ? { held: own } : {}),
          ...(counts ? { details: counts } : {}),
        },
      ];
    }),
  );
}

/** The calculations of what was written, a twin measure's included; one that does not give its figure says nothing of it. */
function formulasOf(edits: readonly TypedEdit[], changes: readonly LineChange[]): CellFormula[] {
  const written = new Map(changes.map((change) => [placeName(change), change]));
  return edits.flatMap((edit) => {
    const { formula } = edit;
    if (formula === undefined) return [];
    if (!givesAmount(formula, edit)) return [];
    return [edit, twinPlace(edit)].flatMap((place) => {
      const change = place && written.get(placeName(place));
      return change?.after === edit.amount ? [{ ...placeOf(change), text: formula }] : [];
    });
  });
}

/** On personnel what is newer may be the twin: whoever wrote it is named then. */
async function named(db: Db, conflicts: readonly CellConflict[]): Promise<NamedConflict[]> {
  const twins = conflicts.flatMap((conflict) => twinPlace(conflict) ?? []);
  const writers = new Map((await lastWriters(db, [...conflicts, ...twins])).map((writer) => [placeName(writer), writer]));
  return conflicts.map((conflict) => {
    const twin = twinPlace(conflict);
    const writer = writers.get(placeName(conflict)) ?? (twin && writers.get(placeName(twin)));
    if (!writer) throw new Error(`nobody wrote ${placeName(conflict)}`);
    return { ...conflict, author: writer.author, at: writer.at.toISOString() };
  });
}

function twinPlace({ lineId, measure, targetYear, month }: PlacedCell): PlacedCell | undefined {
  const twin = twinOf(measure, "personnel");
  return twin && { lineId, measure: twin, targetYear, month };
}

/** By any of the ways in which its writer may have meant its signs. */
function givesAmount(formula: string, { measure, amount }: CellEdit): boolean {
  return ([{}, { decimalSign: "," }, { decimalSign: "." }] as const).some((choices) => {
    const read = readCell(`=${formula}`, measure, choices);
    return read.ok && read.value.kind === "quantity" && read.value.quantity === amount;
  });
}

function placeOf({ lineId, measure, targetYear, month }: PlacedCell): PlacedCell {
  return { lineId, measure, targetYear, month };
}
