import { type Day, isDay } from "../month.ts";
import { largestQuantity, type Quantity } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";

export type DateFault = "date-form" | "date-impossible";
export type AmountFault = "amount-form" | "amount-decimals" | "amount-range";

/** A date AAAAMMJJ; neither `15/01/2025` nor 30 February, which the official validator lets pass. */
export function parseFecDay(text: string): Result<Day, DateFault> {
  if (!/^\d{8}$/.test(text)) return refuse("date-form");
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isDay(day) ? accept(day) : refuse("date-impossible");
}

export function formatFecDay(day: Day): string {
  return day.replaceAll("-", "");
}

const amountPattern = /^([+-]?)(\d+)(?:,(\d*))?([+-]?)$/;

/**
 * Cents of an amount: decimal comma, no thousands separator, the sign first or last. Further decimals are accepted when they are zeros;
 * nothing is rounded.
 */
export function parseFecAmount(text: string): Result<Quantity, AmountFault> {
  const usual = usualCents(text);
  if (usual !== undefined) return accept(BigInt(usual));
  const match = amountPattern.exec(text);
  if (!match) return refuse("amount-form");
  const [, before = "", whole = "", fraction = "", after = ""] = match;
  if (before !== "" && after !== "") return refuse("amount-form");
  if (fraction.length > 2 && !/^0*$/.test(fraction.slice(2))) return refuse("amount-decimals");
  const cents = BigInt(whole + fraction.slice(0, 2).padEnd(2, "0"));
  if (cents > largestQuantity) return refuse("amount-range");
  return accept(before === "-" || after === "-" ? -cents : cents);
}

/** Longer amounts are not counted exactly by a number. */
const usualLength = 15;

/** Cents of an amount as nearly all are written, digits and two decimals: looked at letter by letter, for a file holds millions of them. */
function usualCents(text: string): number | undefined {
  const { length } = text;
  if (length < 4 || length > usualLength || text.charCodeAt(length - 3) !== 44) return undefined;
  let cents = 0;
  for (let index = 0; index < length; index += 1) {
    if (index === length - 3) continue;
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    cents = cents * 10 + digit;
  }
  return cents;
}
