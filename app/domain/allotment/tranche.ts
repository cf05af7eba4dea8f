import type { Day } from "../month.ts";
import { type BudgetResource, type Quantity, spread } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { MovementLine, Place } from "./movement.ts";

/** When a part is put at disposal, and how much of the whole: a whole percentage; the shares of a plan add up to 100. */
export interface TrancheDate {
  readonly on: Day;
  readonly share: number;
}

/** What stands at one place for one resource, in its smallest unit. */
export interface Holding extends Place {
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

export interface Tranche {
  readonly unit: string;
  readonly on: Day;
  readonly lines: readonly MovementLine[];
}

/**
 * Cuts what is notified into dated tranches, one per unit and date, in the order of dates then of units.
 * Each place and resource is cut by largest remainder, so that its parts add up to it exactly; empty parts make no line.
 * Refused: shares that are not whole percentages above zero adding up to 100 (`shares-not-whole`), nothing to cut (`nothing-to-move`).
 */
export function planTranchesOf(holdings: readonly Holding[], dates: readonly TrancheDate[]): Result<Tranche[]> {
  const total = dates.reduce((whole, { share }) => whole + share, 0);
  if (total !== 100 || dates.some(({ share }) => !Number.isInteger(share) || share <= 0))
    return refuse({ kind: "shares-not-whole", total });
  const held = holdings.filter((holding) => holding.amount > 0n);
  if (held.length === 0) return refuse({ kind: "nothing-to-move", stage: "notified" });
  const shares = dates.map(({ share }) => BigInt(share));
  const parts = held.map((holding) => ({ holding, amounts: spread(holding.amount, shares) }));
  const units = [...new Set(held.map(({ unit }) => unit))];
  const tranches = dates
    .map(({ on }, index) => ({ on, index }))
    .sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  return accept(
    tranches.flatMap(({ on, index }) =>
      units.flatMap((unit) => {
        const lines = parts.flatMap(({ holding, amounts }) => (holding.unit === unit ? releaseLines(holding, amounts[index] ?? 0n) : []));
        return lines.length > 0 ? [{ unit, on, lines }] : [];
      }),
    ),
  );
}

function releaseLines({ resource, unit, nature, activity }: Holding, amount: Quantity): MovementLine[] {
  const place = { unit, nature, activity };
  return amount === 0n ? [] : [{ resource, amount, from: { stage: "notified", ...place }, to: { stage: "allotted", ...place } }];
}
