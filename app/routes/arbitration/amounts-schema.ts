import { z } from "zod";
import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { optionalAmountField } from "#app/http/fields.ts";
import { isAsShown } from "#app/ui/planning/amount-text.ts";
import { amountName } from "./amount-name.ts";

/** The fields of the amounts that a request asks for, each of which may be left empty. */
export function amountsSchema(asked: readonly PlannedAmount[]) {
  return z.object(Object.fromEntries(asked.map((own) => [amountName(own), optionalAmountField(own.measure)] as const))).default({});
}

/**
 * The amounts typed. One left as the form showed it is exactly what it stood for: the form shows hundredths of an ETPT, which is coarser
 * than what is kept.
 */
export function amountsTyped(typed: Readonly<Record<string, bigint | undefined>>, shown: readonly PlannedAmount[]): PlannedAmount[] {
  return shown.flatMap((own) => {
    const amount = typed[amountName(own)];
    if (amount === undefined) return [];
    return [isAsShown(amount, own.amount, own.measure) ? own : { ...own, amount }];
  });
}
