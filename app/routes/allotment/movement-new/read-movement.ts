import { z } from "zod";
import { kindsByHand } from "#app/domain/allotment/movement-state.ts";
import { spendingClasses } from "#app/domain/stage.ts";
import {
  choiceField,
  codeField,
  dayField,
  optionalAmountField,
  optionalUuidField,
  reasonField,
  textField,
  tickField,
} from "#app/http/fields.ts";
import { openingOrigins } from "./opening-origins.ts";

const row = z.object({
  nature: codeField(),
  activity: codeField(),
  ae: optionalAmountField("AE", { sign: "notNegative" }),
  cp: optionalAmountField("CP", { sign: "notNegative" }),
  staff: optionalAmountField("ETPT", { sign: "notNegative" }),
});

/** The document of a movement as it is typed; the rows are the places that the page showed. */
export const movementSchema = z.object({
  kind: choiceField(kindsByHand),
  path: z.string().default("").pipe(z.string().max(40)),
  unit: codeField(),
  on: dayField(),
  reason: reasonField(),
  actReference: textField({ minimum: 0, maximum: 200 }),
  origin: choiceField(["", ...openingOrigins]),
  programme: textField({ minimum: 0, maximum: 40 }),
  programmeClass: choiceField(["", ...spendingClasses]),
  payer: textField({ minimum: 0, maximum: 200 }),
  earmarked: tickField(),
  rows: z.array(row).max(200).default([]),
  draft: optionalUuidField(),
  version: z
    .string()
    .default("0")
    .pipe(z.string().regex(/^\d{1,18}$/)),
  act: choiceField(["save", "propose"]),
});
