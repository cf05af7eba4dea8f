import { absolute, type Quantity } from "#app/domain/quantity.ts";
import { type DisplayUnit, displayUnitFor } from "#app/ui/format/amount.ts";

const million = 100_000_000n;

/** The unit in which the smallest of these amounts still says something: millions only where none is below one. */
export function readableUnit(quantities: readonly Quantity[]): DisplayUnit {
  const unit = displayUnitFor(quantities);
  return unit === "meur" && quantities.some((own) => own !== 0n && absolute(own) < million) ? "keur" : unit;
}
