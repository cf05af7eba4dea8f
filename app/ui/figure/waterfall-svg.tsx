import { classNames } from "../class-names.ts";
import { type Hue, markClass, type Stage } from "./marks.tsx";
import styles from "./waterfall-svg.module.css";

/** A column of a waterfall: a total in its notation, or a step up or down from where the one before ended. */
export interface WaterfallColumn {
  readonly key: string;
  /** Broken over lines. */
  readonly label: readonly string[];
  /** Already formatted, with its sign on a step. */
  readonly value: string;
  readonly from: bigint;
  readonly to: bigint;
  /** The notation of a total; null on a step. */
  readonly stage: Stage | null;
}

const box = { width: 760, height: 264, top: 22, bottom: 44, side: 4 } as const;

/**
 * From a reference to what is decided, step by step (IBCS bridge): full columns in their notation, steps by direction, joined by thin lines. The base
 * is nothing, wherever it stands: a bridge may go below it.
 */
export function WaterfallSvg({
  columns,
  hue,
  label,
}: {
  readonly columns: readonly WaterfallColumn[];
  readonly hue: Hue;
  readonly label: string;
}) {
  const ends = columns.flatMap(({ from, to }) => [from, to]);
  const highest = ends.reduce((most, one) => (one > most ? one : most), 0n);
  const lowest = ends.reduce((least, one) => (one < least ? one : least), 0n);
  const range = highest > lowest ? highest - lowest : 1n;
  const floor = box.height - box.bottom;
  const y = (amount: bigint) => floor - (Number(((amount - lowest) * 10_000n) / range) / 10_000) * (floor - box.top);
  const step = (box.width - 2 * box.side) / Math.max(1, columns.length);
  const bar = step * 0.66;
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label} className={styles.waterfall}>
      <line x1={box.side} x2={box.width - box.side} y1={y(0n)} y2={y(0n)} className={styles.base} />
      {columns.map((column, index) => {
        const x = box.side + index * step + (step - bar) / 2;
        const [high, low] = column.from > column.to ? [column.from, column.to] : [column.to, column.from];
        const height = Math.max(1.5, y(low) - y(high));
        const next = columns[index + 1];
        const up = column.to >= column.from;
        return (
          <g key={column.key}>
            <rect
              x={x}
              y={y(high)}
              width={bar}
              height={height}
              className={column.stage ? markClass(column.stage, hue) : classNames(styles.step, up ? styles.up : styles.down)}
            />
            {next && <line x1={x + bar} x2={x + step} y1={y(column.to)} y2={y(column.to)} className={styles.join} />}
            <text x={x + bar / 2} y={y(high) - 6} textAnchor="middle" className={styles.value}>
              {column.value}
            </text>
            {column.label.map((line, row) => (
              <text key={line} x={x + bar / 2} y={floor + 15 + row * 13} textAnchor="middle">
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}
