import { z } from "zod";
import { choiceField, dayField, textField } from "#app/http/fields.ts";

export const movementActs = ["propose", "approve", "refuse", "withdraw", "favourable", "against"] as const;

/** What is done with a document; the fields that an act does not use are left out. */
export const actSchema = z.object({
  act: choiceField(movementActs),
  on: z
    .string()
    .optional()
    .pipe(z.union([z.undefined(), z.literal(""), dayField()])),
  reason: textField({ minimum: 0, maximum: 2_000 }),
  reference: textField({ minimum: 0, maximum: 200 }),
});
