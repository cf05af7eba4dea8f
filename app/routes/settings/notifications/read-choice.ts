import { z } from "zod";
import { choiceField, textField } from "#app/http/fields.ts";
import { locales } from "#app/messages/locale.ts";

export const choiceSchema = z.object({
  wanted: choiceField(["yes", "no"]),
  email: textField({ minimum: 0, maximum: 254 }),
  locale: choiceField(locales),
});
