import { useTranslations } from "use-intl";
import type { LandingRange } from "#app/domain/landing/follow-up.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { classNames } from "../class-names.ts";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import styles from "./bullet.module.css";
import { Drawing } from "./drawing.tsx";
import { hueOf, markClass, plainClass, rangeClass, usedStage } from "./marks.tsx";
import { barLength, largest } from "./scale.ts";

/** What a bullet draws, all in the smallest unit of its resource; what is below nothing is drawn at nothing. */
export interface BulletQuantities {
  /** What is done: the bar (AE committed, the others spent). */
  readonly value: Quantity;
  /** What it may reach: the thick tick. */
  readonly limit: Quantity;
  /** CP only: what is committed and will be paid, the value included: a tinted bar behind. */
  readonly committed?: Quantity | undefined;
  /** What is at its disposal: the pale ground, up to the limit unless said. */
  readonly available?: Quantity | undefined;
  /** What was expected today: the thin tick, on a ground of ± 3 and ± 8 hundredths of the limit. */
  readonly expected?: Quantity | undefined;
  /** Where the year lands: hatched from what is done to the likely end, in the pale range of what may come. */
  readonly landing?: LandingRange | undefined;
}

export interface BulletProps extends BulletQuantities {
  readonly label: string;
  readonly resource: BudgetResource;
  /** The end of the scale, so that bullets side by side share one; the largest of the above unless said. */
  readonly scaleTo?: Quantity | undefined;
  readonly unit?: DisplayUnit;
  /** The figures stand beside it: hidden from who does not see it. */
  readonly decorative?: boolean;
  /** Half as wide: in a table of many columns. */
  readonly compact?: boolean;
}

const boxes = { full: { width: 240, height: 20 }, compact: { width: 120, height: 20 } } as const;

/** Where one stands against a limit, and where one lands: one bar, few ticks (Few). */
export function Bullet({ label, resource, scaleTo, unit = "exact", decorative = false, compact = false, ...quantities }: BulletProps) {
  const words = useTranslations("figure");
  const format = useFormat();
  const say = (quantity: Quantity) => format.amountWithUnit(quantity, resource, { unit });
  const { value, limit, landing } = quantities;
  const name = landing
    ? words("bulletLanding", { label, value: say(value), limit: say(limit), landing: say(landing.likely) })
    : words("bullet", { label, value: say(value), limit: say(limit) });
  const box = boxes[compact ? "compact" : "full"];
  return (
    <Drawing box={box} label={decorative ? undefined : name} className={classNames(styles.bullet, compact && styles.compact)}>
      <BulletMarks {...quantities} width={box.width} resource={resource} end={largest([endOf(quantities), scaleTo ?? 0n], 1n)} />
    </Drawing>
  );
}

/** How far a bullet reaches: what a scale must hold. */
export function endOf({ value, limit, committed, available, expected, landing }: BulletQuantities): Quantity {
  return largest([value, limit, committed ?? 0n, available ?? 0n, expected ?? 0n, landing?.high ?? 0n]);
}

/** The class of the ground of what is at disposal, for a legend. */
export const groundClass = styles["ground"];

interface BulletMarksProps extends BulletQuantities {
  readonly resource: BudgetResource;
  readonly end: Quantity;
  readonly width: number;
}

function BulletMarks({ resource, end, width, value, limit, committed, available, expected, landing }: BulletMarksProps) {
  const hue = hueOf[resource];
  const at = (quantity: Quantity) => barLength(quantity, end, width - 2);
  const bar = (from: Quantity, to: Quantity, y: number, height: number, className: string) =>
    at(to) > at(from) ? <rect x={at(from)} y={y} width={at(to) - at(from)} height={height} className={className} /> : null;
  const around = (hundredths: bigint) => (limit * hundredths) / 100n;
  return (
    <>
      {bar(0n, available ?? limit, 4, 12, styles["ground"] ?? "")}
      {expected !== undefined && bar(expected - around(8n), expected + around(8n), 4, 12, styles["near"] ?? "")}
      {expected !== undefined && bar(expected - around(3n), expected + around(3n), 4, 12, styles["corridor"] ?? "")}
      {landing && bar(landing.low, landing.high, 3, 14, rangeClass(hue))}
      {landing && bar(value, landing.likely, 6.5, 7, markClass("landing", hue))}
      {committed !== undefined && bar(0n, committed, 5.5, 9, markClass("committed", hue))}
      {bar(0n, value, 6.5, 7, markClass(usedStage[resource], hue))}
      {expected !== undefined && <line x1={at(expected)} x2={at(expected)} y1="3" y2="17" className={plainClass("expected")} />}
      <line x1={at(limit)} x2={at(limit)} y1="1" y2="19" className={plainClass("limit")} />
    </>
  );
}
