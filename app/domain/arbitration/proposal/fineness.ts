import type { Quantity } from "../../quantity.ts";
import { type Candidate, wholeUse } from "./problem.ts";

/** Into how many the smallest unit is cut, so that every part of every candidate is a whole number of them: sums of parts are then exact. */
export function finenessOf(candidates: readonly Candidate[]): bigint {
  return candidates.reduce((common, { parts }) => leastCommonMultiple(common, BigInt(parts)), 1n);
}

/** What one part of a candidate takes from a stock, in such units. */
export function finePart(candidate: Candidate, stock: string, fineness: bigint): Quantity {
  return (wholeUse(candidate, stock) * fineness) / BigInt(candidate.parts);
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}

/** Of two numbers that are not below 0; of 0 and another, the other. */
export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestCommonDivisor(right, left % right);
}
