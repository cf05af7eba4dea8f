import { scaleLinear } from "d3-scale";
import { useTranslations } from "use-intl";
import type { Quantity } from "#app/domain/quantity.ts";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import styles from "./bullet.module.css";
import { type Hue, markClass } from "./marks.tsx";

export interface BulletProps {
  readonly label: string;
  readonly hue: "ae" | "cp";
  /** What is done: the bar. */
  readonly value: Quantity;
  /** What it may reach: the thick tick. */
  readonly limit: Quantity;
  /** What was expected today: the thin tick. */
  readonly expected?: Quantity | undefined;
  /** The end of the scale, so that bullets side by side share one; the largest of the above unless said. */
  readonly scaleTo?: Quantity | undefined;
  readonly unit?: DisplayUnit;
}

const box = { width: 240, height: 20 } as const;

/** Where one stands against a limit: one bar, one tick (Few). */
export function Bullet({ label, hue, value, limit, expected, scaleTo, unit = "exact" }: BulletProps) {
  const words = useTranslations("figure");
  const format = useFormat();
  const largest = [value, limit, expected ?? 0n, scaleTo ?? 0n, 1n].reduce((most, one) => (one > most ? one : most));
  const x = scaleLinear([0, Number(largest)], [0, box.width - 2]);
  const at = (amount: Quantity) => Math.max(0, x(Number(amount)));
  const stage = { ae: "committed", cp: "paid" } as const satisfies Partial<Record<Hue, string>>;
  const name = words("bullet", {
    label,
    value: format.amountWithUnit(value, "EUR", { unit }),
    limit: format.amountWithUnit(limit, "EUR", { unit }),
  });
  return (
    <svg
      viewBox={`0 0 ${box.width} ${box.height}`}
      width={box.width}
      height={box.height}
      role="img"
      aria-label={name}
      className={styles.bullet}
    >
      <rect x="0" y="4" width={at(limit)} height="12" className={styles.range} />
      <rect x="0.5" y="6.5" width={at(value)} height="7" className={markClass(stage[hue], hue)} />
      {expected !== undefined && <line x1={at(expected)} x2={at(expected)} y1="3" y2="17" className={styles.expected} />}
      <line x1={at(limit)} x2={at(limit)} y1="1" y2="19" className={styles.limit} />
    </svg>
  );
}
