import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";
import { dayNumberOf } from "./item.ts";

/** How late an open item is: not yet due, then by how many days its due day is past. */
export const ageBuckets = ["notDue", "upTo30", "upTo60", "upTo90", "over90"] as const;
export type AgeBucket = (typeof ageBuckets)[number];

/** An item is due `termDays` after its voucher, or after its entry when the voucher bears no date. Not due on its due day itself. */
export function ageOf(
  { entryDate, voucherDate }: { readonly entryDate: Day; readonly voucherDate: Day | null },
  { on, termDays }: { readonly on: Day; readonly termDays: number },
): { readonly lateDays: number; readonly bucket: AgeBucket } {
  const lateDays = dayNumberOf(on) - dayNumberOf(voucherDate ?? entryDate) - termDays;
  const bucket = lateDays <= 0 ? "notDue" : lateDays <= 30 ? "upTo30" : lateDays <= 60 ? "upTo60" : lateDays <= 90 ? "upTo90" : "over90";
  return { lateDays, bucket };
}

export type AgedAmounts = Readonly<Record<AgeBucket, Quantity>> & { readonly total: Quantity };

/** Signed amounts (debit − credit) by bucket; the buckets add up to the total. */
export function agedAmounts(items: Iterable<{ readonly bucket: AgeBucket; readonly amount: Quantity }>): AgedAmounts {
  const amounts = { notDue: 0n, upTo30: 0n, upTo60: 0n, upTo90: 0n, over90: 0n, total: 0n };
  for (const { bucket, amount } of items) {
    amounts[bucket] += amount;
    amounts.total += amount;
  }
  return amounts;
}
