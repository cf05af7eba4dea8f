import { addMonths, firstDayOf, isMonth, type Month, monthOfYear, yearOf } from "../month.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

export const equipmentKinds = ["laptop", "desktop", "screen", "server", "storage", "network", "printer", "phone", "other"] as const;
export type EquipmentKind = (typeof equipmentKinds)[number];

/** Machines of one kind that a unit bought together and will replace together. */
export interface EquipmentLot {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly kind: EquipmentKind;
  readonly unit: string;
  readonly acquired: Month;
  readonly count: number;
  /** What one costs to replace; cents, all taxes included. */
  readonly unitPrice: Quantity;
  /** Years that one lasts. */
  readonly life: number;
  /** Months from the order to its payment. */
  readonly delay: number;
  /** When the next replacement is meant to be, where it is not at the end of their life. */
  readonly planned: Month | null;
}

/** A replacement of a whole lot; amounts in cents. */
export interface Replacement {
  /** When it is ordered: AE. */
  readonly month: Month;
  /** When it is paid: CP. */
  readonly paid: Month;
  readonly amount: Quantity;
  /** It was due before the year that is looked from. */
  readonly late: boolean;
}

/** In order: months that exist · an amount above zero and within range · a planned replacement after the acquisition. */
export function checkEquipment<Own extends Omit<EquipmentLot, "id">>(lot: Own): Result<Own> {
  const { acquired, planned, count, unitPrice } = lot;
  const wrong = [acquired, planned].find((month) => month !== null && !isMonth(month));
  if (wrong != null) return refuse({ kind: "unreadable-month", text: wrong });
  const amount = unitPrice * BigInt(count);
  if (amount === 0n) return refuse({ kind: "line-without-amount", line: 1 });
  if (amount < 0n) return refuse({ kind: "negative-amount", line: 1, amount });
  if (amount > largestQuantity) return refuse({ kind: "amount-out-of-range", line: 1, amount });
  if (planned !== null && planned <= acquired)
    return refuse({ kind: "dates-out-of-order", earlier: firstDayOf(acquired), later: firstDayOf(planned) });
  return accept(lot);
}

/** When the lot is next to be replaced: as planned, else at the end of its life. */
export function dueOf({ acquired, life, planned }: Pick<EquipmentLot, "acquired" | "life" | "planned">): Month {
  return planned ?? addMonths(acquired, 12 * life);
}

/**
 * The replacements of a lot from a year to another, both included, each a life after the one before. One that was due before `from` is late: it falls
 * in its first month, and the next ones follow it.
 */
export function replacements(lot: Omit<EquipmentLot, "id" | "code" | "label" | "kind" | "unit">, from: number, to: number): Replacement[] {
  const first = monthOfYear(from, 1);
  const due = dueOf(lot);
  const amount = lot.unitPrice * BigInt(lot.count);
  const own: Replacement[] = [];
  for (let month = due < first ? first : due; yearOf(month) <= to; month = addMonths(month, 12 * lot.life))
    own.push({ month, paid: addMonths(month, lot.delay), amount, late: own.length === 0 && due < first });
  return own;
}
