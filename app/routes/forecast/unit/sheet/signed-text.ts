import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";

/** A difference: its sign always, a true minus, « – » for none. */
export function signedText(amount: Quantity, measure: BudgetResource): string {
  if (amount === 0n) return "–";
  return amount > 0n ? `+${amountText(amount, measure)}` : `\u2212${amountText(-amount, measure)}`;
}
