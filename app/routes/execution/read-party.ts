import { z } from "zod";
import { choiceField, textField } from "#app/http/fields.ts";
import { partyKinds } from "./party-fields.tsx";

/** A party as its form describes it. */
export const partyFields = {
  label: textField({ maximum: 200 }),
  kind: choiceField(partyKinds),
  siret: z
    .string()
    .default("")
    .transform((text) => text.replaceAll(/\s/g, "") || null)
    .pipe(
      z
        .string()
        .regex(/^\d{14}$/)
        .nullable(),
    ),
};
