import { absolute, type Quantity } from "#app/domain/quantity.ts";
import { barLength } from "#app/ui/figure/scale.ts";
import styles from "./scenario.module.css";

/** A gap to the left or to the right of its axis, beside the figure that says it: decoration for the eye alone. */
export function DeltaBar({ gap, largest }: { readonly gap: Quantity; readonly largest: Quantity }) {
  const half = 50;
  const size = barLength(absolute(gap), largest, half);
  return (
    <svg viewBox={`0 0 ${half * 2} 16`} preserveAspectRatio="none" className={styles.delta} aria-hidden>
      <rect x={gap < 0n ? half - size : half} y="3" width={size} height="10" className={gap < 0n ? styles.deltaDown : styles.deltaUp} />
      <line x1={half} x2={half} y1="0" y2="16" className={styles.deltaAxis} />
    </svg>
  );
}
