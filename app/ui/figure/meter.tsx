import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { hueOf, markClass, type Stage, Swatch } from "./marks.tsx";
import styles from "./meter.module.css";
import { barLength, largest } from "./scale.ts";

export interface MeterPart {
  readonly label: string;
  readonly stage: Stage;
  readonly quantity: Quantity;
}

export interface MeterProps {
  readonly label: string;
  readonly resource: BudgetResource;
  /** The frame: 100 %. */
  readonly limit: Quantity;
  /** What fills it, from the left: decided, then still asked. */
  readonly parts: readonly MeterPart[];
  readonly unit?: DisplayUnit;
  /** What another scenario would fill, drawn behind as an outline. */
  readonly ghost?: { readonly label: string; readonly quantity: Quantity };
}

const scale = 1000;

/** An envelope: its frame, what fills it, and what runs over, past the frame and in words. */
export function Meter({ label, resource, limit, parts, unit = "exact", ghost }: MeterProps) {
  const words = useTranslations("figure");
  const format = useFormat();
  const used = sum(parts.map((part) => part.quantity));
  const left = limit - used;
  const end = largest([limit, used, ghost?.quantity ?? 0n]);
  const at = (quantity: Quantity) => barLength(quantity, end, scale);
  const say = (quantity: Quantity) => format.amountWithUnit(quantity, resource, { unit });
  const verdict = left < 0n ? words("overflow", { amount: say(-left) }) : words("remaining", { amount: say(left) });
  let from = 0n;
  const segments = parts.map((part) => {
    const start = from;
    from += part.quantity;
    // What takes something away (a saving) is drawn back over what stands before it.
    const [left, right] = part.quantity < 0n ? [from, start] : [start, from];
    return { ...part, x: at(left), width: at(right) - at(left) };
  });
  return (
    <div className={styles.meter}>
      <p className={styles.head}>
        <span className={styles.label}>{label}</span>
        <span className={styles.limit}>{say(limit)}</span>
        <span className={left < 0n ? styles.over : styles.left}>
          {left < 0n && <TriangleAlert aria-hidden size={16} strokeWidth={2} />}
          {verdict}
        </span>
      </p>
      <svg viewBox={`0 0 ${scale} 28`} preserveAspectRatio="none" role="img" aria-label={`${label}. ${verdict}`} className={styles.bar}>
        {segments.map((part) => (
          <rect key={part.label} x={part.x} y="4" width={part.width} height="20" className={markClass(part.stage, hueOf[resource])} />
        ))}
        {left < 0n && <rect x={at(limit)} y="4" width={at(used) - at(limit)} height="20" className={styles.overflow} />}
        {ghost && <rect x="1" y="8" width={Math.max(0, at(ghost.quantity) - 2)} height="12" className={styles.ghost} />}
        <rect x="1" y="1" width={Math.max(0, at(limit) - 2)} height="26" className={styles.frame} />
      </svg>
      <ul className={styles.legend}>
        {parts.map((part) => (
          <li key={part.label}>
            <Swatch stage={part.stage} hue={hueOf[resource]} /> {part.label} {say(part.quantity)}
          </li>
        ))}
        {ghost && (
          <li>
            <span aria-hidden className={styles.ghostSwatch} /> {ghost.label} {say(ghost.quantity)}
          </li>
        )}
      </ul>
    </div>
  );
}
