import { z } from "zod";
import { equipmentKinds } from "#app/domain/means/equipment.ts";
import { amountField, choiceField, optionalMonthField, textField, wholeNumberField } from "#app/http/fields.ts";

export const equipmentFields = {
  label: textField({ maximum: 120 }),
  kind: choiceField(equipmentKinds),
  count: wholeNumberField({ minimum: 1, maximum: 100_000 }),
  unitPrice: amountField("EUR", { sign: "positive" }),
  acquired: optionalMonthField().pipe(z.string()),
  life: wholeNumberField({ minimum: 1, maximum: 30 }),
  delay: wholeNumberField({ minimum: 0, maximum: 24 }),
  planned: optionalMonthField(),
} as const;
