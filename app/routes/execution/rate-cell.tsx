import type { Quantity } from "#app/domain/quantity.ts";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../units/units.module.css";

interface RateCellProps {
  readonly label: string;
  readonly resource: "AE" | "CP";
  readonly part: Quantity;
  readonly whole: Quantity;
  readonly unit: DisplayUnit;
}

/** How much of what may be spent is spent: the rate, and its bullet. */
export function RateCell({ label, resource, part, whole, unit }: RateCellProps) {
  const format = useFormat();
  return (
    <span className={styles.rate}>
      {format.share({ part, whole })}
      <Bullet label={label} resource={resource} value={part} limit={whole} unit={unit} />
    </span>
  );
}
