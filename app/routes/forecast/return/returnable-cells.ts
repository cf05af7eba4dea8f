import { addressedCell, type CellAddress, periodText } from "#app/domain/forecast/cell-address.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Db } from "#db/client.ts";
import { linesOf } from "#db/queries/forecast/sheet.ts";

/** The cells of a request on which a reason may be put: each measure and year that asks for something, and the one that the address names. */
export async function returnableCells(
  db: Db,
  { requestId, view }: { readonly requestId: string; readonly view: CostView },
  asked: string | null,
) {
  const lines = await linesOf(db, requestId, view);
  const years = lines.flatMap(({ id, cells }) =>
    cells.flatMap(({ measure, targetYear, amount }) => (amount === null ? [] : [{ lineId: id, measure, targetYear, month: 0 }])),
  );
  const named = addressedCell.read(asked ?? "");
  const all: CellAddress[] = [...years, ...(named && lines.some(({ id }) => id === named.lineId) ? [named] : [])];
  return [...new Map(all.map((cell) => [addressedCell.write(cell), cell]))].map(([value, cell]) => {
    const line = lines.find(({ id }) => id === cell.lineId);
    return { value, line: line?.label || line?.nature || "", measure: cell.measure, period: periodText(cell) };
  });
}
