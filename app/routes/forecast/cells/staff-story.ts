import { bridgeOf } from "#app/domain/forecast/staff/bridge.ts";
import { costOf, hypothesesOf } from "#app/domain/forecast/staff/cost.ts";
import { type CostView, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { presenceOf, staffOf } from "#app/domain/forecast/staff/staff-line.ts";
import { grouped } from "#app/domain/grouped.ts";
import { type BudgetResource, sum } from "#app/domain/quantity.ts";
import type { Db } from "#db/client.ts";
import { costTable } from "#db/queries/forecast/cost-table.ts";
import { findRequest } from "#db/queries/forecast/request.ts";
import { requestOfLine, staffUnder } from "#db/queries/forecast/staff.ts";
import type { CostStep, StaffStory } from "./message.ts";

interface CellAsked {
  readonly lineId: string;
  readonly measure: BudgetResource;
  readonly targetYear: number;
}

/** The staff that a cell is computed from and, for whoever sees it, what it costs; null for a cell that is typed or not seen. */
export async function staffStory(
  db: Db,
  sheet: { readonly campaign: string; readonly unit: string },
  { lineId, measure, targetYear: year }: CellAsked,
  view: CostView,
): Promise<StaffStory | null> {
  const cost = isCost(measure, "personnel");
  if (measure === "DAY" || (cost && view !== "whole")) return null;
  const lines = await staffUnder(db, sheet, lineId);
  const requestId = lines.length > 0 ? await requestOfLine(db, lineId) : undefined;
  const request = requestId === undefined ? undefined : await findRequest(db, requestId);
  if (!request) return null;
  const { kind } = request;
  const steps = lines.map((line) => {
    const months = presenceOf(kind, line, year).months.filter((own) => own !== 0n).length;
    return { label: line.label || line.category, fte: String(line.fte), months, etpt: String(staffOf(kind, line, year)) };
  });
  if (!cost) return { lines: steps, costs: [] };
  const table = await costTable(db);
  const costs = [...grouped(lines, ({ category }) => category)].flatMap(([category, own]): CostStep[] => {
    const [average, rates] = [costOf(table, category, year), hypothesesOf(table, year)];
    if (!average.ok || !rates.ok) return [];
    const presences = own.map((line) => presenceOf(kind, line, year));
    const part = (name: "base" | "moves" | "earlier") => sum(presences.map((presence) => presence[name]));
    const bridge = bridgeOf({ base: part("base"), moves: part("moves"), earlier: part("earlier") }, average.value, rates.value);
    const { generalMeasures, gvtPlus, gvtMinus, pensions } = rates.value;
    return [
      {
        category,
        etpt: String(part("base") + part("moves") + part("earlier")),
        cost: String(average.value.cost),
        amount: String(bridge.rows.base + bridge.rows.fullYear + bridge.rows.moves),
        ...{ general: String(generalMeasures), plus: String(gvtPlus), minus: String(gvtMinus), pensions: String(pensions) },
        ...{ pay: String(bridge.pay), due: String(bridge.pensions) },
      },
    ];
  });
  return { lines: steps, costs };
}
