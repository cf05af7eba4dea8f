import { z } from "zod";
import { type DetailLine, priceDecimals, quantityDecimals } from "#app/domain/forecast/detail.ts";
import { parseDecimal } from "#app/domain/money.ts";
import { textField } from "#app/http/fields.ts";
import { seenRevisionField } from "../read-revision.ts";

const row = z.object({
  label: textField({ minimum: 0, maximum: 200 }),
  quantity: decimalField(quantityDecimals),
  unitWord: textField({ minimum: 0, maximum: 40 }),
  unitPrice: decimalField(priceDecimals),
});

/** Rows that nobody filled are left aside; one that is filled needs its quantity and its price. */
export const detailSchema = z.object({
  seenRevision: seenRevisionField(),
  rows: z
    .array(row)
    .default([])
    .transform((rows, context): DetailLine[] =>
      rows.flatMap(({ label, quantity, unitWord, unitPrice }, index) => {
        if (label === "" && unitWord === "" && quantity === undefined && unitPrice === undefined) return [];
        const missing = quantity === undefined ? "quantity" : unitPrice === undefined ? "unitPrice" : undefined;
        if (missing) context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: [index, missing] });
        return [{ label, quantity: quantity ?? 0n, unitWord, unitPrice: unitPrice ?? 0n }];
      }),
    ),
});

function decimalField(decimals: number) {
  return z
    .string()
    .default("")
    .transform((text, context) => {
      if (text.trim() === "") return undefined;
      const read = parseDecimal(text, decimals);
      if (read.ok) return read.value;
      context.addIssue({ code: "custom", input: text, params: { fault: { refusal: read.refusal } } });
      return z.NEVER;
    });
}
