import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { type Quantity, unitsPerWhole } from "#app/domain/quantity.ts";
import { plannedYear } from "./calendar.ts";
import { euros } from "./requests.ts";

/**
 * By how much what is asked exceeds what may be shared out in the planned year (« fictif »). The first decisions take 145 000 € of CP back: the board
 * opens on 4.2 M€.
 */
const tooMuch: Readonly<Record<string, Quantity>> = {
  "nonPersonnel AE": euros(5_000_000),
  "nonPersonnel CP": euros(4_345_000),
  "personnel AE": euros(200_000),
  "personnel CP": euros(200_000),
  // Staff fits its ceiling, to the post.
  "personnel ETPT": -unitsPerWhole.ETPT,
};
/** Hundredths of what is asked for the years after (« fictif »): they are only looked at. */
const later = 98n;

/** What the campaign of the next year may share out: less credits than what its requests ask, in round amounts. */
export function nextEnvelopes(asked: readonly PlannedAmount[]): PlannedAmount[] {
  return asked.flatMap(({ amount, ...key }): PlannedAmount[] => {
    if (key.measure === "DAY") return [];
    const over = tooMuch[`${key.spendingClass} ${key.measure}`] ?? 0n;
    const whole = key.measure === "ETPT" ? unitsPerWhole.ETPT : euros(10_000);
    const kept = key.targetYear === plannedYear ? amount - over : (amount * later) / 100n;
    return [{ ...key, amount: kept - (kept % whole) }];
  });
}
