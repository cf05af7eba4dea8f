import type { LineChange } from "#app/domain/forecast/cell.ts";
import type { DetailLine } from "#app/domain/forecast/detail.ts";
import { type CellEdit, type EditedLine, type PlacedCell, placeName, type RefusedEdit } from "#app/domain/forecast/edit.ts";
import { lockOf } from "#app/domain/forecast/lock.ts";
import type { SchedulePart } from "#app/domain/forecast/schedule.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import type { TakenBack } from "#db/queries/forecast/cells.ts";
import { detailsToTakeBack } from "#db/queries/forecast/detail.ts";
import { schedulesToTakeBack } from "#db/queries/forecast/schedule.ts";

/** A cell that stays as it is, for somebody else has written it since. */
export interface KeptCell extends PlacedCell {
  readonly by: string;
}

/** The calculations that had given the figures that come back. */
export function formulasOf(cells: readonly TakenBack[], changes: readonly LineChange[]): (PlacedCell & { readonly text: string })[] {
  const formulas = new Map(cells.flatMap(({ formula, ...cell }) => (formula === null ? [] : [[placeName(cell), formula]])));
  return changes.flatMap(({ before: _before, after: _after, ...cell }) => {
    const text = formulas.get(placeName(cell));
    return text === undefined ? [] : [{ ...cell, text }];
  });
}

export interface ComingBack {
  readonly edits: readonly Omit<CellEdit, "seen">[];
  /** `after`: the amount that the cell had before, where the batch changed it. */
  readonly details: readonly (PlacedCell & { readonly before: readonly DetailLine[]; readonly after: Quantity | null | undefined })[];
  /** At the place of their line's CP. */
  readonly schedules: readonly (PlacedCell & { readonly before: readonly SchedulePart[] })[];
  readonly kept: readonly KeptCell[];
}

/** What a batch wrote, as it was before it; what somebody else has written since is kept. */
export async function whatComesBack(db: Db, batchId: string, cells: readonly TakenBack[]): Promise<ComingBack> {
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
export function unlocked(
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
export function lockedPlaces(
  lines: ReadonlyMap<string, EditedLine>,
  places: readonly PlacedCell[],
  known: readonly RefusedEdit[],
): RefusedEdit[] {
  const told = new Set(known.map(placeName));
  return places.flatMap(({ lineId, measure, targetYear, month }): RefusedEdit[] => {
    const place = { lineId, measure, targetYear, month };
    const line = lines.get(lineId);
    const lock = line && lockOf(line, measure);
    return lock && !told.has(placeName(place)) ? [{ ...place, fault: { kind: "cell-locked", lock } }] : [];
  });
}
