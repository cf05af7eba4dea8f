import type { WantedAmount } from "#app/domain/arbitration/scenario/prepared.ts";
import { parseDecimal } from "#app/domain/money.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { isAsShown } from "#app/ui/planning/amount-text.ts";

/** The amounts of lines that were typed anew: fields « amount.LINE » beside what each showed, « shown.LINE ». A field left as it was stands for nothing. */
export function amountsIn(
  form: FormData,
  { measure, targetYear }: { measure: BudgetResource; targetYear: number },
): Result<WantedAmount[]> {
  const wanted: WantedAmount[] = [];
  for (const [name, value] of form) {
    if (!name.startsWith("amount.") || typeof value !== "string" || value.trim() === "") continue;
    const lineId = name.slice("amount.".length);
    const read = parseDecimal(value);
    if (!read.ok) return refuse<Refusal>(read.refusal);
    const amount = measure === "ETPT" ? read.value * 12n : read.value;
    const shown = form.get(`shown.${lineId}`);
    if (typeof shown === "string" && /^-?\d+$/.test(shown) && isAsShown(amount, BigInt(shown), measure)) continue;
    wanted.push({ lineId, measure, targetYear, amount });
  }
  return accept(wanted);
}
