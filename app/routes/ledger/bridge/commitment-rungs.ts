import type { CommitmentBridge } from "#app/domain/ledger/commitment-bridge.ts";
import type { Quantity } from "#app/domain/quantity.ts";

const rungs = ["committed", "direct", "paid", "gap", "opening", "closing", "change", "withdrawn", "residual"] as const;
type Rung = (typeof rungs)[number];

const sums: readonly Rung[] = ["gap", "change", "residual"];
const taken: readonly Rung[] = ["paid", "opening"];

export interface CommitmentRung {
  readonly rung: Rung;
  /** In cents, as it counts in its sum. */
  readonly amount: Quantity;
  readonly isSum: boolean;
}

/** From the AE consumed to the change of « reste à payer » and the withdrawals, top to bottom; the residual only where there is one. */
export function commitmentRungs(bridge: CommitmentBridge): CommitmentRung[] {
  return rungs
    .filter((rung) => (rung !== "residual" && rung !== "withdrawn") || bridge[rung] !== 0n)
    .map((rung) => ({ rung, amount: taken.includes(rung) ? -bridge[rung] : bridge[rung], isSum: sums.includes(rung) }));
}
