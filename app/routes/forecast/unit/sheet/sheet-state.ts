import type { StepLock } from "#app/domain/campaign/calendar.ts";
import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { PaymentsOfYear } from "#app/domain/forecast/schedule.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import type { CellFormula } from "#db/queries/forecast/marks.ts";
import type { HeldCell, Hold, LineState } from "./lines.ts";
import type { SheetState } from "./state.ts";

/** A sheet as it was read. */
export interface SheetRead {
  readonly campaignState: CampaignState;
  readonly mayEdit: boolean;
  /** Whether the reader sees what personnel costs in this unit; what is not seen was not read either. */
  readonly seesCosts: boolean;
  /** Why the calendar does not let the reader write today. */
  readonly window?: StepLock | undefined;
  readonly revision: bigint;
  readonly lines: readonly SheetLine[];
  readonly cells: readonly (StoredCell & { readonly lineId: string })[];
  readonly holds: readonly (PlacedCell & Hold)[];
  readonly formulas: readonly CellFormula[];
  /** The cells that have a detail, with how many lines. */
  readonly details?: readonly (PlacedCell & { readonly count: number })[] | undefined;
  /** CP of the lines that have a schedule, in their two parts. */
  readonly payments?: readonly (PaymentsOfYear & { readonly lineId: string })[] | undefined;
}

const nothingHeld: ReadonlyMap<string, Hold> = new Map();

/** The state from which a page starts: nothing waits, nothing is wrong. */
export function sheetState(read: SheetRead): SheetState {
  const { campaignState, mayEdit, seesCosts, window, revision, lines, cells, holds, formulas, details = [], payments = [] } = read;
  const byLine = new Map<string, Map<string, HeldCell>>(lines.map(({ id }) => [id, new Map()]));
  for (const { lineId, ...cell } of cells) byLine.get(lineId)?.set(cellName(cell), { ...cell, standing: "kept" });
  for (const { lineId, text, ...key } of formulas) {
    const own = byLine.get(lineId);
    const cell = own?.get(cellName(key));
    if (own && cell) own.set(cellName(key), { ...cell, formula: text });
  }
  const held = new Map<string, Map<string, Hold>>();
  for (const { lineId, by, at, ...key } of holds) held.set(lineId, (held.get(lineId) ?? new Map()).set(cellName(key), { by, at }));
  const detailed = new Map<string, Map<string, number>>();
  for (const { lineId, count, ...key } of details) detailed.set(lineId, (detailed.get(lineId) ?? new Map()).set(cellName(key), count));
  const scheduled = grouped(payments, ({ lineId }) => lineId);
  return {
    revision,
    lines: lines.map((line): LineState => {
      const { requestState, spendingClass, fromStaff } = line;
      const own = detailed.get(line.id);
      const standing = {
        campaignState,
        mayEdit,
        seesCosts,
        window,
        requestState,
        spendingClass,
        fromStaff,
        ...(own ? { details: own } : {}),
      };
      return {
        ...{ line, standing, cells: byLine.get(line.id) ?? new Map(), faults: new Map(), held: held.get(line.id) ?? nothingHeld },
        ...(scheduled.has(line.id) ? { payments: scheduled.get(line.id) ?? [] } : {}),
      };
    }),
  };
}
