import { parseDecimal } from "#app/domain/money.ts";
import { isMonth, type Month } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { seenName } from "./field-names.ts";

/** A cell of a table of days, as its form sends it: what was typed, and the change that was seen. */
export interface TypedDays {
  /** What stands before the month in the names of the fields: an item, a profile. */
  readonly place: string;
  readonly month: Month;
  readonly days: Quantity;
  readonly seen: bigint;
}

/** Every cell of the form whose text is not what it showed; an empty one is no day at all. The first that cannot be read is refused. */
export function readDays(form: FormData): Result<TypedDays[], Refusal> {
  const found: TypedDays[] = [];
  for (const [name, value] of form.entries()) {
    const [, place = "", month = ""] = /^days (.*) (\d{4}-\d{2})$/.exec(name) ?? [];
    if (month === "" || !isMonth(month) || typeof value !== "string") continue;
    const read = value.trim() === "" ? accept(0n) : parseDecimal(value);
    if (!read.ok) return refuse(read.refusal);
    if (read.value < 0n) return refuse({ kind: "negative-amount", line: found.length + 1, amount: read.value });
    const seen = form.get(seenName(place, month));
    found.push({ place, month, days: read.value, seen: typeof seen === "string" && /^\d{1,18}$/.test(seen) ? BigInt(seen) : 0n });
  }
  return accept(found);
}
