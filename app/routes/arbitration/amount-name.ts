import type { AmountKey } from "#app/domain/arbitration/amount.ts";

/** The name of an amount in a form: `nonPersonnel-AE-2027`. */
export function amountName({ spendingClass, measure, targetYear }: AmountKey): string {
  return `${spendingClass}-${measure}-${targetYear}`;
}
