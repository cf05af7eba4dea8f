import { formatDecimal } from "#app/domain/money.ts";
import type { Quantity } from "#app/domain/quantity.ts";

/** Hundredths as a field shows them, so that they are read again as they were: « 3200 », « 3200,5 ». */
export function hundredthsText(quantity: Quantity): string {
  return formatDecimal(quantity, 2, ",").replace(/,?0+$/, "") || "0";
}
