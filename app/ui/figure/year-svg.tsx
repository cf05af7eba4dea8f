import { scaleBand, scaleLinear } from "d3-scale";
import type { DisplayUnit } from "../format/amount.ts";
import type { Formatter } from "../format/formatter.ts";
import { lineClass, markClass } from "./marks.tsx";
import { type YearPoint, yearScale } from "./year-points.ts";
import styles from "./year-svg.module.css";

/** The drawing's own units; it fills the width that it is given. */
export const yearBox = { width: 880, height: 300, top: 12, right: 86, bottom: 26, left: 60 } as const;

interface YearSvgProps {
  readonly points: readonly YearPoint[];
  readonly unit: DisplayUnit;
  readonly label: string;
  readonly format: Formatter;
}

/** AE committed and CP paid, cumulated month by month, under the lines of what is allotted; last year in grey behind. */
export function YearSvg({ points, unit, label, format }: YearSvgProps) {
  const { width, height, top, right, bottom, left } = yearBox;
  const scale = yearScale(points);
  const y = scaleLinear([0, scale.top], [height - bottom, top]);
  const x = scaleBand(
    points.map((point) => point.month),
    [left, width - right],
  )
    .paddingInner(0.32)
    .paddingOuter(0.16);
  const scales: Scales = { x: (month) => x(month) ?? left, y: (amount) => y(Number(amount)), bandwidth: x.bandwidth(), step: x.step() };
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={styles.chart}>
      {scale.ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1={left} x2={width - right} className={tick === 0 ? styles.base : styles.grid} />
          <text x={left - 8} dy="0.32em" textAnchor="end">
            {tick === 0 ? "0" : format.amount(BigInt(Math.round(tick)), "EUR", { unit })}
          </text>
        </g>
      ))}
      {points.map((point) => (
        <MonthMarks key={point.month} point={point} scales={scales} label={format.month(point.month)} />
      ))}
      <Ceilings points={points} scales={scales} unit={unit} format={format} />
    </svg>
  );
}

interface Scales {
  readonly x: (month: string) => number;
  readonly y: (amount: bigint) => number;
  readonly bandwidth: number;
  readonly step: number;
}

function MonthMarks({ point, scales, label }: { readonly point: YearPoint; readonly scales: Scales; readonly label: string }) {
  const { height, bottom } = yearBox;
  const start = scales.x(point.month);
  const gap = 2;
  const behind = 4;
  const half = (scales.bandwidth - gap) / 2;
  const floor = height - bottom;
  const bar = (at: number, amount: bigint | null | undefined, className: string) =>
    amount === null || amount === undefined || amount <= 0n ? null : (
      <rect x={at} y={scales.y(amount)} width={half - behind} height={floor - scales.y(amount)} className={className} />
    );
  return (
    <g>
      {bar(start, point.previousCommitted, markClass("previous-year", "ae"))}
      {bar(start + behind, point.committed, markClass("committed", "ae"))}
      {bar(start + half + gap, point.previousPaid, markClass("previous-year", "cp"))}
      {bar(start + half + gap + behind, point.paid, markClass("paid", "cp"))}
      <text x={start + scales.bandwidth / 2} y={height - 8} textAnchor="middle">
        {label}
      </text>
    </g>
  );
}

function Ceilings({
  points,
  scales,
  unit,
  format,
}: { readonly points: readonly YearPoint[]; readonly scales: Scales } & Pick<YearSvgProps, "unit" | "format">) {
  const last = points.at(-1);
  if (!last) return null;
  const end = yearBox.width - yearBox.right;
  const [ae, cp] = apart(scales.y(last.allottedAe), scales.y(last.allottedCp));
  const value = (amount: bigint) => format.amount(amount, "EUR", { unit });
  return (
    <g>
      <path d={stepPath(points, scales, (point) => point.allottedAe)} className={lineClass("ae")} />
      <path d={stepPath(points, scales, (point) => point.allottedCp)} className={lineClass("cp")} />
      <text x={end + 8} y={ae} dy="0.32em" className={styles.ae}>
        AE {value(last.allottedAe)}
      </text>
      <text x={end + 8} y={cp} dy="0.32em" className={styles.cp}>
        CP {value(last.allottedCp)}
      </text>
    </g>
  );
}

/** A ceiling holds for its whole month, then steps to the next. */
function stepPath(points: readonly YearPoint[], scales: Scales, ceiling: (point: YearPoint) => bigint): string {
  const margin = (scales.step - scales.bandwidth) / 2;
  const steps = points.map((point) => {
    const from = scales.x(point.month) - margin;
    return `${scales.y(ceiling(point)).toFixed(1)} H${(from + scales.step).toFixed(1)}`;
  });
  const first = points[0];
  return first ? `M${(scales.x(first.month) - margin).toFixed(1)} ${steps.join(" V")}` : "";
}

/** Two labels that would touch move apart, the higher one upwards. */
function apart(first: number, second: number): [number, number] {
  const room = 15;
  const missing = room - Math.abs(first - second);
  if (missing <= 0) return [first, second];
  return first <= second ? [first - missing / 2, second + missing / 2] : [first + missing / 2, second - missing / 2];
}
