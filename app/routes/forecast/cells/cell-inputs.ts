import { ruleFor } from "#app/domain/campaign/guidance.ts";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import { isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Db } from "#db/client.ts";
import { guidancesOf } from "#db/queries/campaign/guidance.ts";
import { detailAt } from "#db/queries/forecast/detail.ts";
import type { SheetLine } from "#db/queries/forecast/grid.ts";
import type { DetailStep, GuidanceStep } from "./message.ts";

/** The quantities at a price that a cell is computed from, in their order; none for a cell that is typed. */
export async function detailSteps(db: Db, cell: PlacedCell): Promise<DetailStep[]> {
  const lines = (await detailAt(db, cell))?.lines ?? [];
  return lines.map(({ quantity, unitPrice, ...same }) => ({ ...same, quantity: String(quantity), unitPrice: String(unitPrice) }));
}

/** The rule of guidance that a line follows for a measure; null when the campaign says nothing of it, or the reader may not see what it is about. */
export async function guidanceStep(
  db: Db,
  { campaign, unit, view }: { readonly campaign: string; readonly unit: string; readonly view: CostView },
  { nature, spendingClass }: Pick<SheetLine, "nature" | "spendingClass">,
  measure: PlacedCell["measure"],
): Promise<GuidanceStep | null> {
  if (view !== "whole" && isCost(measure, spendingClass)) return null;
  const rule = ruleFor(await guidancesOf(db, campaign), { unit, nature, measure });
  if (!rule) return null;
  const { kind, value, author, note, setAt } = rule;
  return { kind, value: String(value), nature: rule.nature, isOwn: rule.unit !== null, author, note, at: setAt.toISOString() };
}
