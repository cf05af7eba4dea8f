import type { CreditsHeld } from "#app/domain/allotment/credits-held.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";

/** What was asked, decided, promised, given and used of one resource; null where that phase has not spoken. */
export interface Ladder {
  readonly resource: BudgetResource;
  readonly requested: Quantity | null;
  readonly arbitrated: Quantity | null;
  readonly notified: Quantity | null;
  readonly released: Quantity | null;
  /** AE alone. */
  readonly committed: Quantity | null;
  /** CP, staff and days. */
  readonly paid: Quantity | null;
}

interface Amount {
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

/** The ladder of a set of units, from what they asked to what they spent. */
export function ladderOf(resource: BudgetResource, requested: readonly Amount[], arbitrated: readonly Amount[], held: CreditsHeld): Ladder {
  const known = held.notified !== 0n || held.overrun !== 0n;
  return {
    resource,
    requested: totalOf(requested, resource),
    arbitrated: totalOf(arbitrated, resource),
    notified: known ? held.notified : null,
    released: known ? held.released : null,
    committed: known && resource === "AE" ? held.engaged : null,
    paid: known && resource !== "AE" ? held.paid : null,
  };
}

function totalOf(amounts: readonly Amount[], resource: BudgetResource): Quantity | null {
  const own = amounts.filter((one) => one.resource === resource);
  return own.length === 0 ? null : own.reduce((total, { amount }) => total + amount, 0n);
}
