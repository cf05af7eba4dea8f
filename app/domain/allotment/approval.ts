import type { Stake } from "../arbitration/authority.ts";
import type { Quantity } from "../quantity.ts";
import { type SpendingClass, spendingClasses } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

/**
 * What a movement puts at stake, by class: the larger of the AE and of the CP that it moves out of or into the class. One of staff alone puts no
 * euro at stake, and is at stake for nothing.
 */
export function stakesOfMovement(lines: readonly MovementLine[], classOf: (nature: string) => SpendingClass | undefined): Stake[] {
  return spendingClasses.flatMap((spendingClass) => {
    const own = lines.filter(({ from, to }) => classOf(from.nature) === spendingClass || classOf(to.nature) === spendingClass);
    const total = (resource: "AE" | "CP"): Quantity =>
      own.reduce((sum, line) => (line.resource === resource ? sum + line.amount : sum), 0n);
    const [ae, cp] = [total("AE"), total("CP")];
    return own.length === 0 ? [] : [{ spendingClass, amount: ae > cp ? ae : cp }];
  });
}
