import { amountField, optionalAmountField, textField, wholeNumberField } from "#app/http/fields.ts";

const notNegative = { sign: "notNegative" } as const;

/** Surfaces are typed in square metres, and kept in hundredths of them, as days are. */
export const siteFields = {
  label: textField({ maximum: 120 }),
  address: textField({ minimum: 0, maximum: 200 }),
  town: textField({ minimum: 0, maximum: 80 }),
  surface: amountField("DAY", notNegative),
  netSurface: optionalAmountField("DAY", notNegative).transform((surface) => surface ?? null),
  workstations: wholeNumberField({ minimum: 0, maximum: 100_000 }),
} as const;
