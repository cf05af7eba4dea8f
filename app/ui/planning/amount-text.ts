import { formatDecimal, parseDecimal } from "#app/domain/money.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { divideRounded } from "../format/amount.ts";

/** An amount as a field shows it and `parseDecimal` reads it again: « 1 234,50 » (U+202F), no decimals when they are zero, ETPT to the hundredth. */
export function amountText(quantity: Quantity, measure: BudgetResource): string {
  const hundredths = measure === "ETPT" ? divideRounded(quantity, 12n) : quantity;
  return formatDecimal(hundredths, 2, ",")
    .replace(/,00$/, "")
    .replace(/\d(?=(\d{3})+(?!\d))/g, "$&\u202f");
}

/** A field that was left as it was shown stands for the exact amount, not for what its text reads: hundredths of an ETPT are coarser. */
export function isAsShown(typed: Quantity, shown: Quantity, measure: BudgetResource): boolean {
  const read = parseDecimal(amountText(shown, measure));
  return read.ok && (measure === "ETPT" ? read.value * 12n : read.value) === typed;
}
