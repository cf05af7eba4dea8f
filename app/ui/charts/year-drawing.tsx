import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { classNames } from "../class-names.ts";
import { useFormat } from "../format/formatter.ts";
import { markClass } from "../figure/marks.tsx";
import type { DrawingProps } from "../figure/use-drawing.ts";
import type { YearPoint } from "../figure/year-points.ts";
import { yearBox } from "../figure/year-svg.tsx";
import type { DisplayUnit } from "../format/amount.ts";
import styles from "./year-drawing.module.css";
import { YearTooltip } from "./year-tooltip.tsx";

export interface YearDrawn {
  readonly points: readonly YearPoint[];
  readonly unit: DisplayUnit;
}

/** The year again, with the exact amounts of a month under the pointer. Fetched after the page, never needed by it. */
export function YearDrawing({ drawn, label }: DrawingProps<YearDrawn>) {
  const format = useFormat();
  const { top, right, bottom, left } = yearBox;
  const tick = (value: number) => (value === 0 ? "0" : format.amount(BigInt(Math.round(value)), "EUR", { unit: drawn.unit }));
  return (
    <ComposedChart
      responsive
      className={classNames(styles.chart)}
      data={drawn.points.map(drawable)}
      margin={{ top, right, bottom: 0, left: 0 }}
      role="img"
      aria-label={label}
      accessibilityLayer={false}
      barGap={2}
      barCategoryGap="16%"
    >
      <CartesianGrid vertical={false} className={styles.grid} />
      <XAxis xAxisId="previous" dataKey="month" hide />
      <XAxis dataKey="month" tickFormatter={(month: string) => format.month(month)} height={bottom} tickLine={false} interval={0} />
      <YAxis tickFormatter={tick} width={left} tickLine={false} axisLine={false} />
      <Bar xAxisId="previous" dataKey="previousCommitted" isAnimationActive={false} shape={<Mark behind className={markClass("previous-year", "ae")} />} />
      <Bar xAxisId="previous" dataKey="previousPaid" isAnimationActive={false} shape={<Mark behind className={markClass("previous-year", "cp")} />} />
      <Bar dataKey="committed" isAnimationActive={false} shape={<Mark className={markClass("committed", "ae")} />} />
      <Bar dataKey="paid" isAnimationActive={false} shape={<Mark className={markClass("paid", "cp")} />} />
      <Line dataKey="allottedAe" type="step" stroke="var(--ae)" strokeWidth={2} dot={false} isAnimationActive={false} />
      <Line dataKey="allottedCp" type="step" stroke="var(--cp)" strokeWidth={2} dot={false} isAnimationActive={false} />
      <Tooltip isAnimationActive={false} cursor={{ fill: "var(--hover)" }} content={<YearTooltip points={drawn.points} />} />
    </ComposedChart>
  );
}

const edge = 4;

interface MarkProps {
  readonly className: string;
  /** Last year's bar shows its edge at the left of this year's. */
  readonly behind?: boolean;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
}

/** A bar in the notation of the product rather than in the chart library's. */
function Mark({ className, behind = false, x = 0, y = 0, width = 0, height = 0 }: MarkProps) {
  if (!(height > 0)) return null;
  return <rect x={behind ? x : x + edge} y={y} width={Math.max(1, width - edge)} height={height} className={className} />;
}

/** Pixels need no cents: a number of cents is exact far beyond any budget, and never goes back into a figure. */
function drawable({ month, ...amounts }: YearPoint) {
  const numbers = Object.entries(amounts).map(([key, amount]) => [key, amount === null || amount === undefined ? null : Number(amount)]);
  return { month, ...Object.fromEntries(numbers) };
}
