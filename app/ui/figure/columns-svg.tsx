import styles from "./columns-svg.module.css";

/** A column of stacked parts, from the base up, and what they are held against. */
export interface StackedColumn {
  readonly key: string;
  /** Broken over lines. */
  readonly label: readonly string[];
  /** Already formatted; above the column. */
  readonly value: string;
  readonly parts: readonly { readonly key: string; readonly amount: bigint; readonly className: string }[];
  /** Drawn around the parts: a ceiling, an envelope. */
  readonly frame?: { readonly amount: bigint; readonly className: string; readonly value: string } | undefined;
}

const box = { width: 760, height: 264, top: 34, bottom: 40, side: 4 } as const;

/** Columns side by side on one scale; each part in its notation, a frame behind the parts where there is something to hold them against. */
export function ColumnsSvg({ columns, label }: { readonly columns: readonly StackedColumn[]; readonly label: string }) {
  const wholeOf = ({ parts }: StackedColumn) => parts.reduce((whole, { amount }) => whole + positive(amount), 0n);
  const largest = columns.reduce((most, column) => larger(most, larger(wholeOf(column), column.frame?.amount ?? 0n)), 1n);
  const floor = box.height - box.bottom;
  const heightOf = (amount: bigint) => (Number((positive(amount) * 10_000n) / largest) / 10_000) * (floor - box.top);
  const step = (box.width - 2 * box.side) / Math.max(1, columns.length);
  const width = Math.min(step * 0.6, 96);
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={label} className={styles.columns}>
      <line x1={box.side} x2={box.width - box.side} y1={floor} y2={floor} className={styles.base} />
      {columns.map((column, index) => {
        const middle = box.side + index * step + step / 2;
        const { frame } = column;
        const top = floor - heightOf(larger(wholeOf(column), frame?.amount ?? 0n));
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
            <text x={middle} y={top - (frame ? 20 : 6)} textAnchor="middle" className={styles.value}>
              {column.value}
            </text>
            {frame && (
              <text x={middle} y={top - 7} textAnchor="middle">
                {frame.value}
              </text>
            )}
            {column.label.map((line, row) => (
              <text key={line} x={middle} y={floor + 15 + row * 13} textAnchor="middle">
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

function positive(amount: bigint): bigint {
  return amount < 0n ? 0n : amount;
}

function larger(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}
