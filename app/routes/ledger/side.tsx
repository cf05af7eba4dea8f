import type { Quantity, Resource } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";

/** The debit or the credit of a line: the side that it does not bear is left empty, for it is no amount. */
export function Side({ amount, resource }: { readonly amount: Quantity; readonly resource: Resource }) {
  return amount === 0n ? null : <Amount quantity={amount} resource={resource} />;
}
