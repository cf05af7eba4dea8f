import { z } from "zod";
import { dayField, textField } from "#app/http/fields.ts";

/** A day that may be left empty. */
export const optionalDay = z
  .string()
  .default("")
  .transform((text) => text.trim() || undefined)
  .pipe(dayField().optional());

/** What an invoice says of itself, and the reason of whoever goes beyond what is available. */
export const billFields = {
  invoice: textField({ minimum: 0, maximum: 100 }),
  invoiceDate: optionalDay,
  dueOn: optionalDay,
  overrideReason: textField({ minimum: 0, maximum: 2_000 }),
};

interface BillFields {
  readonly invoice: string;
  readonly invoiceDate?: string | undefined;
  readonly dueOn?: string | undefined;
}

/** As the command takes it: what was left empty is absent. */
export function billOf({ invoice, invoiceDate, dueOn }: BillFields) {
  return { ...(invoice ? { invoice } : {}), ...(invoiceDate ? { invoiceDate } : {}), ...(dueOn ? { dueOn } : {}) };
}

export function overrideOf(reason: string) {
  return reason === "" ? {} : { override: { reason } };
}
