import type { Quantity } from "#app/domain/quantity.ts";
import { Bullet } from "#app/ui/figure/bullet.tsx";
import type { DisplayUnit } from "#app/ui/format/amount.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "../units/units.module.css";

interface RateCellProps {
  readonly label: string;
  readonly hue: "ae" | "cp";
  readonly part: Quantity;
  readonly whole: Quantity;
  readonly unit: DisplayUnit;
}

/** How much of what may be spent is spent: the rate, and its bullet. */
export function RateCell({ label, hue, part, whole, unit }: RateCellProps) {
  const format = useFormat();
  return (
    <span className={styles.rate}>
      {format.share({ part, whole })}
      <Bullet label={label} hue={hue} value={part} limit={whole} unit={unit} />
    </span>
  );
}
