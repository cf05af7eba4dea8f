import { z } from "zod";
import { dayField, reasonField, wholeNumberField } from "#app/http/fields.ts";

/** What is said about an alert, as it was seen. */
export const actSchema = z.object({ seenVersion: wholeNumberField({ minimum: 1, maximum: 1_000_000 }), text: reasonField() });

export const snoozeSchema = actSchema.extend({ until: dayField() });

/** What a unit is asked, from a figure. */
export const questionSchema = z.object({ text: reasonField() });
