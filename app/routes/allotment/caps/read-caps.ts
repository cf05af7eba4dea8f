import { z } from "zod";
import { optionalAmountField, reasonField } from "#app/http/fields.ts";

/** A rate in percent, to the hundredth: « 1,5 » is 150. */
const rate = () => optionalAmountField("EUR", { sign: "notNegative" }).transform((percent) => Number(percent ?? 0n));
const base = () => optionalAmountField("EUR", { sign: "notNegative" });

export const capsSchema = z.object({
  virement: rate(),
  advanceDecree: rate(),
  cancellation: rate(),
  carryOverPersonnel: rate(),
  carryOverOther: rate(),
  advanceDecreeAe: base(),
  advanceDecreeCp: base(),
  cancellationAe: base(),
  cancellationCp: base(),
  reason: reasonField(),
});
