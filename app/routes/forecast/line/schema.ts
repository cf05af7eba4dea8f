import { z } from "zod";
import type { CellEdit } from "#app/domain/forecast/edit.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { optionalAmountField } from "#app/http/fields.ts";
import { isAsShown } from "#app/ui/planning/amount-text.ts";

/** Month 0 is the year as a whole, of a line that is not given by its months. */
export const lineMonths = Array.from({ length: 13 }, (_, month) => month);

export const monthField = (month: number) => `month${month}` as const;

/** An amount for each month, and the revision of the sheet that its writer had seen. */
export function lineSchema(measure: BudgetResource) {
  const amounts = Object.fromEntries(lineMonths.map((month) => [monthField(month), optionalAmountField(measure)]));
  return z.object({
    measure: z.string(),
    seen: z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt),
    ...(amounts as Record<ReturnType<typeof monthField>, ReturnType<typeof optionalAmountField>>),
  });
}

/** What the form changes: a field that was left as it was shown stands for the exact amount. A field that was not shown changes nothing. */
export function lineEdits(
  read: Readonly<Record<string, unknown>> & { readonly seen: bigint },
  form: FormData,
  { lineId, measure, targetYear, amountOf }: Omit<CellEdit, "month" | "amount" | "seen"> & { amountOf: (month: number) => bigint | null },
): CellEdit[] {
  return lineMonths.flatMap((month): CellEdit[] => {
    if (!form.has(monthField(month))) return [];
    const typed = read[monthField(month)];
    const amount = typeof typed === "bigint" ? typed : null;
    const before = amountOf(month);
    const isSame = amount === null || before === null ? amount === before : isAsShown(amount, before, measure);
    return isSame ? [] : [{ lineId, measure, targetYear, month, amount, seen: read.seen }];
  });
}
