import { z } from "zod";
import { dayField, textField } from "#app/http/fields.ts";

export const snoozeSchema = z.object({ task: textField({ maximum: 40 }), until: dayField() });
