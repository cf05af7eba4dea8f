import type { Finding } from "#app/domain/alerts/alert.ts";
import { displayUnitFor } from "./amount.ts";
import type { Formatter } from "./formatter.ts";

/** The values of the sentence that says how a cause stands: « alerts.sentences.… ». */
export function sentenceValues(format: Formatter, { amount, resource, size, day }: Pick<Finding, "amount" | "resource" | "size" | "day">) {
  return {
    amount: amount === 0n ? "" : format.amountWithUnit(amount, resource, { unit: displayUnitFor([amount]) }),
    points: format.gap(BigInt(size)).replace(/^[+−]/, ""),
    size: size / 10,
    count: size,
    known: day === null ? "none" : "known",
    day: day === null ? "" : format.day(day),
  };
}
