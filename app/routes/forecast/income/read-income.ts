import { z } from "zod";
import { certainties, incomeKinds } from "#app/domain/forecast/income.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import { amountField, choiceField, textField, uuidField, wholeNumberField } from "#app/http/fields.ts";

const version = z
  .string()
  .default("0")
  .pipe(z.string().regex(/^\d{1,9}$/))
  .transform(Number);

/** What is expected, as the form sends it; `year`: the campaign's. */
export function incomeSchema(year: number) {
  return z.object({
    incomeId: uuidField().optional(),
    seenVersion: version,
    kind: choiceField(incomeKinds),
    payer: textField({ maximum: 200 }),
    month: wholeNumberField({ minimum: 1, maximum: 12 }),
    targetYear: wholeNumberField({ minimum: year, maximum: year + plannedYears }),
    amount: amountField("CP", { sign: "positive" }),
    certainty: choiceField(certainties),
    purpose: textField({ maximum: 1_000 }),
    lineId: z
      .string()
      .default("")
      .transform((text) => (text === "" ? null : text))
      .pipe(z.uuid().nullable()),
  });
}

/** An income taken back, or put again. */
export const withdrawalSchema = z.object({ incomeId: uuidField(), seenVersion: version, restore: z.enum(["no", "yes"]) });
