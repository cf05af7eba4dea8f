import { z } from "zod";
import { choiceField, codeField, dayField, optionalAmountField, optionalUuidField, reasonField } from "#app/http/fields.ts";

/** A redeployment as it is typed: from one place to another, in AE and in CP. */
export const transferSchema = z.object({
  fromUnit: codeField(),
  fromNature: codeField(),
  fromActivity: codeField(),
  toUnit: codeField(),
  toNature: codeField(),
  toActivity: codeField(),
  ae: optionalAmountField("AE", { sign: "notNegative" }),
  cp: optionalAmountField("CP", { sign: "notNegative" }),
  on: dayField(),
  reason: reasonField(),
  draft: optionalUuidField(),
  version: z
    .string()
    .default("0")
    .pipe(z.string().regex(/^\d{1,18}$/)),
  act: choiceField(["save", "propose"]),
});
