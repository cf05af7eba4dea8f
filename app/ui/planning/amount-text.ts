import { formatDecimal, parseDecimal } from "#app/domain/money.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { divideRounded } from "../format/amount.ts";

/** An amount as a field shows it and `parseDecimal` reads it again: « −1 234,50 » (U+2212, U+202F), no decimals when they are zero, ETPT to the hundredth. */
export function amountText(quantity: Quantity, measure: BudgetResource): string {
  const hundredths = measure === "ETPT" ? divideRounded(quantity, 12n) : quantity;
  return formatDecimal(hundredths, 2, ",")
    .replace("-", "\u2212")
    .replace(/,00$/, "")
    .replace(/\d(?=(\d{3})+(?!\d))/g, "$&\u202f");
}

/** A field that was left as it was shown stands for the exact amount, not for what its text reads: hundredths of an ETPT are coarser. */
export function isAsShown(typed: Quantity, shown: Quantity, measure: BudgetResource): boolean {
  const read = parseDecimal(amountText(shown, measure));
  return read.ok && (measure === "ETPT" ? read.value * 12n : read.value) === typed;
}

/** An amount as a cell is copied and typed again: whole and bare. An ETPT that hundredths cannot say is the calculation that gives it. */
export function exactText(amount: Quantity, measure: BudgetResource): string {
  if (measure !== "ETPT") return formatDecimal(amount, 2, ",").replace(/,00$/, "");
  return amount % 12n === 0n ? formatDecimal(amount / 12n, 2, ",").replace(/,00$/, "") : `=${formatDecimal(amount, 2, ",")}/12`;
}
