import { type Cents, parseEuros } from "../../money.ts";
import { largestQuantity } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import { type ArithmeticRefusal, evaluate } from "../../typing/arithmetic.ts";
import { multiply, type Rational, rational, roundHalfUp } from "../../typing/rational.ts";

/**
 * Reads an amount in euros, a number or a calculation, into cents. A number alone is read as everywhere (`parseEuros`: more than two
 * decimals are refused); the result of a calculation is rounded once, at its end, to the nearest cent, a half away from zero:
 * `1200*1,2` is 144 000, `100/3` is 3 333, `0,01/2` is 1.
 */
export function readTypedAmount(text: string): Result<Cents, ArithmeticRefusal> {
  const number = parseEuros(text);
  if (number.ok || number.refusal.kind !== "not-a-number") return number;
  const value = evaluate(text);
  return value.ok ? centsOf(value.value, text) : value;
}

/** Euros as an exact fraction into cents: to the nearest, a half away from zero. */
export function centsOf(euros: Rational, text: string): Result<Cents, ArithmeticRefusal> {
  const cents = roundHalfUp(multiply(euros, rational(100n)));
  const magnitude = cents < 0n ? -cents : cents;
  return magnitude > largestQuantity ? refuse({ kind: "number-out-of-range", text: text.trim() }) : accept(cents);
}

/** Whether the text asks for what balances the entry. */
export function asksForBalance(text: string): boolean {
  return text.trim() === "=";
}
