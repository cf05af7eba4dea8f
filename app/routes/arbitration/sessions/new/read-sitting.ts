import { z } from "zod";
import { choiceField, dayField, textField, uuidField, wholeNumberField } from "#app/http/fields.ts";

const person = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
const people = z
  .union([person, z.array(person)])
  .optional()
  .transform((some): bigint[] => (some === undefined ? [] : Array.isArray(some) ? some : [some]));

/** The form that plans a sitting. A scenario is shown behind another, never behind itself: that is none. */
export const sittingSchema = z
  .object({
    campaign: uuidField(),
    scenario: uuidField(),
    compared: z
      .string()
      .optional()
      .transform((id) => (id === undefined || id === "" ? null : id)),
    title: textField({ maximum: 120 }),
    on: dayField(),
    at: textField().pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
    place: textField({ minimum: 0, maximum: 120 }),
    guests: textField({ minimum: 0, maximum: 2_000 }),
    chair: person,
    secretaries: people,
    participants: people,
    agenda: choiceField(["unit", "request", "none"]),
    minutes: wholeNumberField({ minimum: 1, maximum: 120 }),
  })
  .transform(({ compared, ...sitting }) => ({ ...sitting, compared: compared === sitting.scenario ? null : compared }));
