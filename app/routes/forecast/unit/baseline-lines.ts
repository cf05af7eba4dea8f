import type { PlannedCell } from "#app/domain/forecast/request.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";

/** The lines of a sheet's baseline requests, with their cells. */
export function baselineLines({
  lines,
  cells,
}: {
  readonly lines: readonly SheetLine[];
  readonly cells: readonly (Omit<PlannedCell, "amount"> & { readonly lineId: string; readonly amount: bigint | null })[];
}) {
  const byLine = grouped(cells, ({ lineId }) => lineId);
  return lines
    .filter(({ requestKind }) => requestKind === "baseline")
    .map(({ id, component }) => ({ component, cells: byLine.get(id) ?? [] }));
}
