import { absolute, type Quantity, spread } from "../quantity.ts";
import { accept, type Result, refuse } from "../result.ts";
import { add, multiply, type Rational, rational, roundHalfUp } from "../typing/rational.ts";

/** By how much figures change: each by a rate, or all of them together by an amount. */
export type Adjustment =
  | { readonly by: "rate"; readonly rate: Rational; readonly rounding: Quantity }
  | { readonly by: "amount"; readonly amount: Quantity };

export type AdjustFault = { readonly kind: "nothing-to-adjust" };

/**
 * Figures once adjusted, in their order, in the smallest unit of their measure. By a rate each is rounded to a multiple of `rounding`, a half away from
 * zero; by an amount their sum changes by it exactly, in proportion to what each holds (largest remainder).
 */
export function adjusted(amounts: readonly Quantity[], adjustment: Adjustment): Result<Quantity[], AdjustFault> {
  if (amounts.length === 0) return refuse({ kind: "nothing-to-adjust" });
  if (adjustment.by === "amount") {
    const parts = spread(adjustment.amount, amounts.map(absolute));
    return accept(amounts.map((amount, index) => amount + (parts[index] ?? 0n)));
  }
  const { rate, rounding } = adjustment;
  const factor = add(rational(1n), rate);
  return accept(amounts.map((amount) => roundHalfUp(multiply(factor, rational(amount, rounding))) * rounding));
}
