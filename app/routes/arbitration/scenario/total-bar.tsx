import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type Hue, markClass } from "#app/ui/figure/marks.tsx";
import styles from "./scenario.module.css";

interface TotalBarProps {
  readonly measure: BudgetResource;
  /** Filled: what is decided. */
  readonly decided?: Quantity;
  /** Hatched over it: what the scenario gives in all. */
  readonly amount: Quantity;
  /** Dashed over it: what it would become. */
  readonly ghost?: Quantity;
  /** The thick mark: the envelope. */
  readonly limit?: Quantity | null;
  /** The end of the scale, the same for bars that are read together. */
  readonly scaleTo: Quantity;
}

const hues = { AE: "ae", CP: "cp", ETPT: "etpt", DAY: "day" } as const satisfies Record<BudgetResource, Hue>;
const width = 240;

/** A total against its envelope, beside the figures that say it: decoration for the eye alone. */
export function TotalBar({ measure, decided = 0n, amount, ghost, limit = null, scaleTo }: TotalBarProps) {
  const end = scaleTo > 0n ? scaleTo : 1n;
  const at = (quantity: Quantity) => Number(((quantity < 0n ? 0n : quantity > end ? end : quantity) * BigInt(width)) / end);
  return (
    <svg viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" className={styles.bar} aria-hidden>
      {ghost !== undefined && <rect x="0" y="1" width={at(ghost)} height="18" className={styles.ghost} />}
      <rect x="0" y="5" width={at(amount)} height="10" className={markClass("requested", hues[measure])} />
      <rect x="0" y="5" width={at(decided < amount ? decided : amount)} height="10" className={markClass("arbitrated", hues[measure])} />
      {limit !== null && <rect x={Math.max(0, at(limit) - 2)} y="0" width="3" height="20" className={styles.limit} />}
    </svg>
  );
}
