import { sum } from "#app/domain/quantity.ts";
import { baseLine, Drawing, strongText, TextLines } from "./drawing.tsx";
import { bandScale, barLength, largest } from "./scale.ts";

/** A column of stacked parts, from the base up, and what they are held against. */
export interface StackedColumn {
  readonly key: string;
  /** Broken over lines. */
  readonly label: readonly string[];
  /** Already formatted; above the column. */
  readonly value: string;
  /** Amounts ≥ 0: what is below nothing is not drawn. */
  readonly parts: readonly { readonly key: string; readonly amount: bigint; readonly className: string }[];
  /** Drawn around the parts: a ceiling, an envelope. */
  readonly frame?: { readonly amount: bigint; readonly className: string; readonly value: string } | undefined;
}

const box = { width: 880, height: 264, top: 34, bottom: 40, side: 4 } as const;
const floor = box.height - box.bottom;

/** Columns side by side on one scale; each part in its notation, a frame behind the parts where there is something to hold them against. */
export function ColumnsSvg({ columns, label }: { readonly columns: readonly StackedColumn[]; readonly label: string }) {
  const wholeOf = ({ parts }: StackedColumn) => sum(parts.map(({ amount }) => (amount < 0n ? 0n : amount)));
  const reach = (column: StackedColumn) => largest([wholeOf(column), column.frame?.amount ?? 0n]);
  const highest = largest(columns.map(reach), 1n);
  const heightOf = (amount: bigint) => barLength(amount, highest, floor - box.top);
  const bands = bandScale(columns.length, [box.side, box.width - box.side], 0.4);
  const width = Math.min(bands.width, 96);
  return (
    <Drawing box={box} label={label}>
      <line x1={box.side} x2={box.width - box.side} y1={floor} y2={floor} className={baseLine} />
      {columns.map((column, index) => {
        const middle = bands.middle(index);
        const { frame } = column;
        const top = floor - heightOf(reach(column));
        let below = floor;
        return (
          <g key={column.key}>
            {frame && (
              <rect
                x={middle - width / 2 - 5}
                y={floor - heightOf(frame.amount)}
                width={width + 10}
                height={heightOf(frame.amount)}
                className={frame.className}
              />
            )}
            {column.parts.map((part) => {
              const height = heightOf(part.amount);
              below -= height;
              return <rect key={part.key} x={middle - width / 2} y={below} width={width} height={height} className={part.className} />;
            })}
            <text x={middle} y={top - (frame ? 20 : 6)} textAnchor="middle" className={strongText}>
              {column.value}
            </text>
            {frame && (
              <text x={middle} y={top - 7} textAnchor="middle">
                {frame.value}
              </text>
            )}
            <TextLines lines={column.label} x={middle} y={floor + 15} />
          </g>
        );
      })}
    </Drawing>
  );
}
