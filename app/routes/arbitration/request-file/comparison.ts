import { type AmountKey, amountUnder, type DecidedAmount, type PlannedAmount, sameAmountKey } from "#app/domain/arbitration/amount.ts";
import { proposedFor } from "#app/domain/arbitration/decision.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Reference } from "#db/queries/forecast/reference.ts";

/** One class, measure and year of a request, beside what the unit had and what the envelope would keep. */
export interface ComparisonRow extends AmountKey {
  readonly executed: Quantity | "not-applicable";
  readonly notified: Quantity | "not-applicable";
  readonly asked: Quantity;
  readonly proposed: Quantity | "not-entered";
  readonly decided: Quantity | "not-entered";
  readonly envelope: Quantity | "not-entered";
  /** The envelope, less what is decided for the other requests, less what is asked here; below 0 is an overflow. */
  readonly after: Quantity | "not-applicable";
}

export function comparisonRows(figures: {
  readonly asked: readonly PlannedAmount[];
  readonly references: readonly Reference[];
  readonly proposed: readonly PlannedAmount[] | null;
  readonly decided: readonly DecidedAmount[] | null;
  readonly envelopes: readonly PlannedAmount[];
  readonly decidedOfOthers: readonly PlannedAmount[];
}): ComparisonRow[] {
  const firstYear = Math.min(...figures.asked.map((own) => own.targetYear));
  return figures.asked.map((ask) => {
    const { amount: asked, ...key } = ask;
    const reference = figures.references.find((own) => own.spendingClass === key.spendingClass && own.measure === key.measure);
    const envelope = figures.envelopes.find((own) => sameAmountKey(own, key))?.amount;
    const ofFirstYear = key.targetYear === firstYear;
    return {
      ...{ ...key, asked, envelope: envelope ?? "not-entered" },
      executed: ofFirstYear ? (reference?.executed ?? 0n) : "not-applicable",
      notified: ofFirstYear ? (reference?.notified ?? 0n) : "not-applicable",
      proposed: figures.proposed ? proposedFor(figures.proposed, ask) : "not-entered",
      decided: figures.decided?.find((own) => sameAmountKey(own, key))?.decided ?? "not-entered",
      after: envelope === undefined ? "not-applicable" : envelope - amountUnder(figures.decidedOfOthers, key) - asked,
    };
  });
}
