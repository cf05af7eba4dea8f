import { randomUUID } from "node:crypto";
import { cellName, type LineChange } from "#app/domain/forecast/cell.ts";
import type { PlannedCell } from "#app/domain/forecast/request.ts";
import type { StaffLine } from "#app/domain/forecast/staff/staff-line.ts";
import type { StaffPlan } from "#app/domain/forecast/staff/staff-plan.ts";
import type { Db } from "#db/client.ts";
import { type Batch, insertLines, type LineWithCells, linesOf, writeBatch } from "#db/queries/forecast/sheet.ts";
import { insertStaffRevision, replaceStaffLines, type StoredStaffLine, staffLinesOf } from "#db/queries/forecast/staff.ts";

interface StaffWriting {
  readonly request: { readonly id: string; readonly sheetId: string };
  readonly lines: readonly StaffLine[];
  readonly plan: StaffPlan;
  readonly batch: Batch;
}

/**
 * Writes the staff of a request and everything that is computed of it as one batch; says how many cells changed. The same staff at the same
 * costs writes nothing. Each place goes to the line that
 * held it already, else to a line of the request that asks nothing there, else to a new one: what was typed by hand is never taken over. A line
 * that no staff feeds any more is emptied.
 */
export async function writeStaff(db: Db, { request, lines, plan, batch }: StaffWriting): Promise<number> {
  const before = await staffLinesOf(db, request.id);
  const stored = await linesOf(db, request.id, "whole");
  const staffed = new Set(before.flatMap(({ lineId, pensionsLineId }) => [lineId, pensionsLineId]));
  const known = new Map<string, string>();
  for (const { id, nature, activity, cells } of stored) {
    const name = `${nature} ${activity}`;
    if (staffed.has(id) || (!known.has(name) && !cells.some(isComputedCell))) known.set(name, id);
  }
  const placed = plan.places.map((place) => ({ ...place, id: known.get(`${place.nature} ${place.activity}`) ?? randomUUID() }));
  const ids = new Set(stored.map(({ id }) => id));
  const last = Math.max(0, ...stored.map(({ position }) => position));
  await insertLines(
    db,
    placed
      .filter(({ id }) => !ids.has(id))
      .map(({ id, nature, activity }, index) => {
        return {
          id,
          nature,
          activity,
          category: nature,
          component: null,
          profile: null,
          label: "",
          position: last + index + 1,
          sheetId: request.sheetId,
          requestId: request.id,
        };
      }),
  );
  const lineAt = new Map(placed.map(({ nature, activity, id }) => [`${nature} ${activity}`, id]));
  const wanted = new Map(placed.map(({ id, cells }) => [id, cells]));
  const touched = new Set([...wanted.keys(), ...stored.filter(({ id }) => staffed.has(id)).map(({ id }) => id)]);
  const changes = [...touched].flatMap((id) =>
    changesOf(
      id,
      stored.find((line) => line.id === id),
      wanted.get(id) ?? [],
    ),
  );
  const after = lines.map((line): StoredStaffLine => {
    const { category, activity } = line;
    const pensions = plan.pensionsNatures.get(activity);
    return {
      ...line,
      id: randomUUID(),
      lineId: lineAt.get(`${category} ${activity}`) ?? "",
      pensionsLineId: (pensions !== undefined && lineAt.get(`${pensions} ${activity}`)) || null,
    };
  });
  if (changes.length === 0 && isSame(before, lines)) return 0;
  await writeBatch(db, { batch, changes });
  await replaceStaffLines(db, request.id, after);
  await insertStaffRevision(db, batch.id, { requestId: request.id, revision: batch.revision, before, after });
  return changes.length;
}

function isSame(before: readonly StaffLine[], after: readonly StaffLine[]): boolean {
  const text = ({ category, activity, fte, entry, exit, label }: StaffLine) => [category, activity, fte, entry, exit, label].join("\n");
  return before.length === after.length && before.every((line, index) => text(line) === text(after[index] ?? line));
}

/** Days are planned by hand, beside what is computed. */
function isComputedCell({ measure, amount }: { readonly measure: string; readonly amount: bigint | null }): boolean {
  return measure !== "DAY" && amount !== null;
}

function changesOf(lineId: string, line: LineWithCells | undefined, wanted: readonly PlannedCell[]): LineChange[] {
  const held = (line?.cells ?? []).filter(isComputedCell);
  const after = new Map(wanted.map((cell) => [cellName(cell), cell]));
  const before = new Map(held.map((cell) => [cellName(cell), cell]));
  const keys = new Map(
    [...held, ...wanted].map(({ measure, targetYear, month }) => [
      cellName({ measure, targetYear, month }),
      { measure, targetYear, month },
    ]),
  );
  return [...keys].flatMap(([name, key]): LineChange[] => {
    const [was, is] = [before.get(name)?.amount ?? null, after.get(name)?.amount ?? null];
    return was === is ? [] : [{ lineId, ...key, before: was, after: is }];
  });
}
