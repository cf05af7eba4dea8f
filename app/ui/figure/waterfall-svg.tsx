import type { Quantity } from "#app/domain/quantity.ts";
import { baseLine, Drawing, strongText, TextLines } from "./drawing.tsx";
import { DirectionShape, type Hue, markClass, plainClass, type Stage } from "./marks.tsx";
import { bandScale, boundsOf, scaleBetween } from "./scale.ts";
import styles from "./waterfall-svg.module.css";

/** A column of a waterfall: a total in its notation, or a step up or down from where the one before ended. Smallest units, signed. */
export interface WaterfallColumn {
  readonly key: string;
  /** Broken over lines. */
  readonly label: readonly string[];
  /** Already formatted, with its sign on a step. */
  readonly value: string;
  readonly from: Quantity;
  readonly to: Quantity;
  /** The notation of a total; null on a step. */
  readonly stage: Stage | null;
  /** A step that nothing explains: drawn apart. */
  readonly unexplained?: boolean;
}

const box = { width: 880, height: 276, top: 30, bottom: 52, side: 4 } as const;
const arrow = 8;

interface WaterfallSvgProps {
  readonly columns: readonly WaterfallColumn[];
  readonly hue: Hue;
  readonly label: string;
}

/**
 * From a reference to what is decided, step by step (IBCS bridge): full columns in their notation; steps by hue and by an arrow at their end; thin lines
 * join them. The base is nothing, wherever it stands: a bridge may go below it.
 */
export function WaterfallSvg({ columns, hue, label }: WaterfallSvgProps) {
  const [lowest, highest] = boundsOf(columns.flatMap(({ from, to }) => [from, to]));
  // Where the lowest step may point down, its arrow stays above the labels.
  const floor = box.height - box.bottom - (lowest < 0n ? arrow + 4 : 0);
  const scale = scaleBetween(lowest, highest, [floor, box.top]);
  const bands = bandScale(columns.length, [box.side, box.width - box.side]);
  return (
    <Drawing box={box} label={label}>
      <line x1={box.side} x2={box.width - box.side} y1={scale.at(0n)} y2={scale.at(0n)} className={baseLine} />
      {columns.map((column, index) => {
        const x = bands.start(index);
        const [from, to] = [scale.at(column.from), scale.at(column.to)];
        const top = Math.min(from, to);
        const direction = column.to > column.from ? "over" : "under";
        const pointed = column.stage === null && column.to !== column.from;
        return (
          <g key={column.key}>
            <rect
              x={x}
              y={top}
              width={bands.width}
              height={Math.max(1.5, Math.abs(to - from))}
              className={column.stage ? markClass(column.stage, hue) : plainClass(column.unexplained ? "residual" : direction)}
            />
            {pointed && (
              <DirectionShape
                x={bands.middle(index)}
                y={direction === "over" ? to - arrow / 2 - 1 : to + arrow / 2 + 1}
                direction={direction}
                size={arrow}
              />
            )}
            {index + 1 < columns.length && <line x1={x + bands.width} x2={x + bands.step} y1={to} y2={to} className={styles.join} />}
            <text
              x={bands.middle(index)}
              y={top - (pointed && direction === "over" ? arrow + 6 : 6)}
              textAnchor="middle"
              className={strongText}
            >
              {column.value}
            </text>
            <TextLines lines={column.label} x={bands.middle(index)} y={box.height - box.bottom + 15} />
          </g>
        );
      })}
    </Drawing>
  );
}
