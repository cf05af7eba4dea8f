import type { Stage } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

const ofUnit: readonly Stage[] = ["notified", "allotted", "earmarked"];

/** The units that the letter of a movement is written to: those whose own credits it moves, in the order of its lines. */
export function addresseesOf(lines: readonly Pick<MovementLine, "from" | "to">[]): string[] {
  const sides = lines.flatMap(({ from, to }) => [from, to]);
  return [...new Set(sides.flatMap(({ stage, unit }) => (ofUnit.includes(stage) ? [unit] : [])))];
}
