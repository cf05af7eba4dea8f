import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import { cellLockOf } from "#app/domain/forecast/lock.ts";
import { twinOf } from "#app/domain/forecast/measure.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { deleteHolds, insertHolds } from "#db/queries/forecast/marks.ts";
import { openedSheet } from "./opened-sheet.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { editedLines } from "./write-cells.ts";

export interface HoldingInput {
  readonly campaignId: string;
  readonly unit: string;
  readonly cells: readonly PlacedCell[];
  /** false lets them go. */
  readonly held: boolean;
}

export interface HeldCells {
  readonly revision: bigint;
  /** How many cells are held, or let go, that were not before; those of a twin measure included. */
  readonly changed: number;
}

/**
 * Holds cells of a unit's sheet, so that neither a spread nor a paste changes them, or lets them go: whoever may write there may. Those where nobody
 * may write are left out. The sheet moves on, so that nothing is spread meanwhile.
 */
export async function holdCells(context: CommandContext, input: HoldingInput): Promise<Result<HeldCells>> {
  const declaration = { name: "hold-cells", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const opened = await openedSheet(db, context, input);
    if (!opened.ok) return opened;
    const { sheet, window, view } = opened.value;
    const lines = await editedLines(db, sheet.id, input.cells, { window, view });
    const cells = input.cells.flatMap((cell): PlacedCell[] => {
      const line = lines.get(cell.lineId);
      if (!line || cellLockOf(line, cell)) return [];
      const twin = twinOf(cell.measure, line.spendingClass);
      return twin === undefined ? [cell] : [cell, { ...cell, measure: twin }];
    });
    const changed = input.held ? await insertHolds(db, cells, context.actor.id) : await deleteHolds(db, cells);
    touch({ kind: "sheet", id: sheet.id, unit: input.unit, detail: { revision: sheet.revision, held: input.held, cells: changed } });
    return accept({ revision: sheet.revision, changed });
  });
}
