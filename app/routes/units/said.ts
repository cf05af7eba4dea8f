import type { Quantity, Resource } from "#app/domain/quantity.ts";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import type { Formatter } from "#app/ui/format/formatter.ts";

/** An amount inside a sentence, where nothing is « 0 € »: the dash of tables would read as punctuation. */
export function said(format: Formatter, quantity: Quantity, resource: Resource, unit: DisplayUnit = "exact"): string {
  if (quantity === 0n) return `0\u00a0${format.unit(resource, unit)}`;
  return format.amountWithUnit(quantity, resource, { unit });
}
