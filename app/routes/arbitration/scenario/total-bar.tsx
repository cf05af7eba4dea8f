import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { hueOf, markClass } from "#app/ui/figure/marks.tsx";
import { barLength } from "#app/ui/figure/scale.ts";
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

const width = 240;

/** A total against its envelope, beside the figures that say it: decoration for the eye alone. */
export function TotalBar({ measure, decided = 0n, amount, ghost, limit = null, scaleTo }: TotalBarProps) {
  const at = (quantity: Quantity) => barLength(quantity, scaleTo, width);
  return (
    <svg viewBox={`0 0 ${width} 20`} preserveAspectRatio="none" className={styles.bar} aria-hidden>
      {ghost !== undefined && <rect x="0" y="1" width={at(ghost)} height="18" className={styles.ghost} />}
      <rect x="0" y="5" width={at(amount)} height="10" className={markClass("requested", hueOf[measure])} />
      <rect x="0" y="5" width={at(decided < amount ? decided : amount)} height="10" className={markClass("arbitrated", hueOf[measure])} />
      {limit !== null && <rect x={Math.max(0, at(limit) - 2)} y="0" width="3" height="20" className={styles.limit} />}
    </svg>
  );
}
