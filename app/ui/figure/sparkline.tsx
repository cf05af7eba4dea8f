import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { Drawing } from "./drawing.tsx";
import { hueOf, lineClass } from "./marks.tsx";
import { linePath } from "./paths.ts";
import { place, quantityScale } from "./scale.ts";
import styles from "./sparkline.module.css";

const box = { width: 100, height: 24, top: 3, bottom: 3, right: 5 } as const;

export interface SparklineProps {
  readonly resource: BudgetResource;
  /** In order, at equal distances, in the smallest unit; null where nothing is known: the line stops. */
  readonly values: readonly (Quantity | null)[];
  /** What it may reach: a thin line across. */
  readonly limit?: Quantity | undefined;
}

/** A year in the size of a word, beside the figure that says where it ends: hidden from who does not see it. Zero is at its foot. */
export function Sparkline({ resource, values, limit }: SparklineProps) {
  const known = values.flatMap((quantity, index) => (quantity === null ? [] : [{ x: xOf(index, values.length), quantity }]));
  const scale = quantityScale([...known.map(({ quantity }) => quantity), limit ?? 0n], [box.height - box.bottom, box.top]);
  const last = known.at(-1);
  const hue = hueOf[resource];
  return (
    <Drawing box={box} className={styles.sparkline}>
      {limit !== undefined && <path d={`M0 ${scale.at(limit)}H${box.width}`} className={lineClass("previous-year", "thin")} />}
      <path d={linePath(known, scale)} className={lineClass(hue)} />
      {last && <circle cx={last.x} cy={scale.at(last.quantity)} r="2.5" className={styles[hue]} />}
    </Drawing>
  );
}

function xOf(index: number, count: number): number {
  return place(1 + (index * (box.width - box.right - 1)) / Math.max(1, count - 1));
}
