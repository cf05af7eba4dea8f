import type { BudgetResource, Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { type SpendingClass, spendingClasses } from "../stage.ts";
import { type AmountKey, amountUnder, type PlannedAmount, sameAmountKey } from "./amount.ts";

/** An envelope against what is asked and what is decided, in the smallest unit; `envelope` is null when none is set. */
export interface Standing extends AmountKey {
  readonly envelope: Quantity | null;
  readonly asked: Quantity;
  readonly decided: Quantity;
  /** How much what is asked exceeds the envelope; 0 when it fits or when there is no envelope. */
  readonly askedOver: Quantity;
  readonly decidedOver: Quantity;
}

const measures = ["AE", "CP", "ETPT", "DAY"] as const satisfies readonly BudgetResource[];

/** One standing for each key that has an envelope, a request or a decision: personnel first, then by year and measure. */
export function standingsOf(given: {
  envelopes: readonly PlannedAmount[];
  asked: readonly PlannedAmount[];
  decided: readonly PlannedAmount[];
}): Standing[] {
  const all = [...given.envelopes, ...given.asked, ...given.decided];
  const years = [...new Set(all.map((amount) => amount.targetYear))].sort();
  const keys = spendingClasses.flatMap((spendingClass) =>
    years.flatMap((targetYear) => measures.map((measure) => ({ spendingClass, measure, targetYear }))),
  );
  return keys
    .filter((key) => all.some((amount) => sameAmountKey(amount, key)))
    .map((key) => {
      const envelope = given.envelopes.find((candidate) => sameAmountKey(candidate, key))?.amount ?? null;
      const [asked, decided] = [amountUnder(given.asked, key), amountUnder(given.decided, key)];
      return { ...key, envelope, asked, decided, askedOver: over(asked, envelope), decidedOver: over(decided, envelope) };
    });
}

/**
 * May this scenario be adopted? In the campaign's year Σ decided ≤ envelope for each class and resource, and what is decided in AE, CP
 * or ETPT has an envelope (`domain.md` §2; days are bounded when someone set a bound). Later years are shown, not refused.
 */
export function checkAdoption(standings: readonly Standing[], targetYear: number): Result<true> {
  for (const { spendingClass, measure, envelope, decided, decidedOver } of standings.filter((own) => own.targetYear === targetYear)) {
    if (envelope === null && decided !== 0n && measure !== "DAY") {
      return refuse({ kind: "envelope-missing", spendingClass, resource: measure, year: targetYear });
    }
    if (decidedOver > 0n) return refuse({ kind: "envelope-exceeded", spendingClass, resource: measure, envelope: envelope ?? 0n, decided });
  }
  return accept(true);
}

/**
 * May this decision stand while others are still to come? Personnel credits and staff are a ceiling already (`domain.md` §2): a decision
 * that raises what is decided above their envelope is refused. Above any other envelope it stands, and the standings say so.
 */
export function checkDecision(before: readonly Standing[], after: readonly Standing[], targetYear: number): Result<true> {
  for (const standing of after.filter((own) => own.targetYear === targetYear && isCeiling(own))) {
    const { spendingClass, measure, envelope, decided, decidedOver } = standing;
    const raised = decided > (before.find((own) => sameAmountKey(own, standing))?.decided ?? 0n);
    if (raised && decidedOver > 0n) {
      return refuse({ kind: "envelope-exceeded", spendingClass, resource: measure, envelope: envelope ?? 0n, decided });
    }
  }
  return accept(true);
}

function isCeiling({ spendingClass, measure }: { spendingClass: SpendingClass; measure: BudgetResource }): boolean {
  return (spendingClass === "personnel" && measure !== "DAY") || measure === "ETPT";
}

function over(amount: Quantity, envelope: Quantity | null): Quantity {
  return envelope !== null && amount > envelope ? amount - envelope : 0n;
}
