import { parseDecimal } from "#app/domain/money.ts";
import { type BudgetResource, type Quantity, unitsPerWhole } from "#app/domain/quantity.ts";

/** An amount as people type it, in the smallest unit of its measure; undefined when it is empty or no number. */
export function amountTyped(text: string, measure: BudgetResource): Quantity | undefined {
  const read = text.trim() === "" ? undefined : parseDecimal(text, 4);
  return read?.ok ? (read.value * unitsPerWhole[measure]) / 10_000n : undefined;
}
