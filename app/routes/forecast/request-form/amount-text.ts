import { formatDecimal } from "#app/domain/money.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { divideRounded } from "#app/ui/format/amount.ts";

/** An amount as a field shows it and `parseDecimal` reads it again: « 1234,5 », ETPT to the hundredth, no decimals when they are zero. */
export function amountText(quantity: Quantity, measure: BudgetResource): string {
  const hundredths = measure === "ETPT" ? divideRounded(quantity, 12n) : quantity;
  return formatDecimal(hundredths, 2, ",").replace(/,00$/, "");
}
