import { z } from "zod";
import { billings, dueTerms, type LeaseTerms, rentIndexes } from "#app/domain/means/lease.ts";
import {
  amountField,
  choiceField,
  dayField,
  optionalAmountField,
  optionalDayField,
  textField,
  wholeNumberField,
} from "#app/http/fields.ts";

export const leaseSchema = z.object({
  lessor: textField({ maximum: 120 }),
  signedOn: dayField(),
  firstDay: dayField(),
  lastDay: dayField(),
  rent: amountField("EUR", { sign: "positive" }),
  charges: optionalAmountField("EUR", { sign: "notNegative" }),
  index: choiceField(rentIndexes),
  billing: choiceField(billings),
  due: choiceField(dueTerms),
  notice: wholeNumberField({ minimum: 0, maximum: 36 }),
  break1: optionalDayField(),
  break2: optionalDayField(),
  break3: optionalDayField(),
  break4: optionalDayField(),
  leavesOn: optionalDayField(),
});

/** The days to leave that were filled are the breaks, in the order of time. */
export function termsOf(read: z.infer<typeof leaseSchema>): LeaseTerms {
  const { break1, break2, break3, break4, charges, ...same } = read;
  const breaks = [break1, break2, break3, break4].filter((day) => day !== null).toSorted();
  const { lessor, signedOn, firstDay, lastDay, rent, index, billing, due, notice, leavesOn } = same;
  return { lessor, signedOn, firstDay, lastDay, rent, index, billing, due, notice, leavesOn, breaks, charges: charges ?? 0n };
}
