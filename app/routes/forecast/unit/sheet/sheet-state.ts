import type { StepLock } from "#app/domain/campaign/calendar.ts";
import type { CampaignState } from "#app/domain/campaign/campaign.ts";
import { cellName, type StoredCell } from "#app/domain/forecast/cell.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import type { HeldCell, LineState } from "./lines.ts";
import type { SheetState } from "./state.ts";

/** A sheet as it was read. */
export interface SheetRead {
  readonly campaignState: CampaignState;
  readonly mayEdit: boolean;
  /** Why the calendar does not let the reader write today. */
  readonly window?: StepLock | undefined;
  readonly revision: bigint;
  readonly lines: readonly SheetLine[];
  readonly cells: readonly (StoredCell & { readonly lineId: string })[];
}

/** The state from which a page starts: nothing waits, nothing is wrong. */
export function sheetState({ campaignState, mayEdit, window, revision, lines, cells }: SheetRead): SheetState {
  const byLine = new Map<string, Map<string, HeldCell>>(lines.map(({ id }) => [id, new Map()]));
  for (const { lineId, ...cell } of cells) byLine.get(lineId)?.set(cellName(cell), { ...cell, standing: "kept" });
  return {
    revision,
    lines: lines.map((line): LineState => {
      const { requestState, spendingClass } = line;
      const standing = { campaignState, mayEdit, window, requestState, spendingClass };
      return { line, standing, cells: byLine.get(line.id) ?? new Map(), faults: new Map() };
    }),
  };
}
