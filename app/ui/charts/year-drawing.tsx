import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { classNames } from "../class-names.ts";
import { quantityText } from "../figure/drawing.tsx";
import { markClass } from "../figure/marks.tsx";
import type { DrawingProps } from "../figure/use-drawing.ts";
import { type YearPoint, yearScale } from "../figure/year-points.ts";
import { yearBox } from "../figure/year-svg.tsx";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
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
  const scale = yearScale(drawn.points, [0, 1]);
  const tick = (value: number) => quantityText(format, BigInt(value), "EUR", drawn.unit);
  const ends = useEnds(drawn, Number(scale.highest));
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
      <CartesianGrid vertical={false} stroke="var(--border-row)" />
      <XAxis xAxisId="previous" dataKey="month" hide />
      <XAxis
        dataKey="month"
        tickFormatter={(month: string) => format.month(month)}
        height={bottom}
        tickLine={false}
        interval={0}
        stroke="var(--text-muted)"
      />
      <YAxis
        tickFormatter={tick}
        width={left}
        tickLine={false}
        axisLine={false}
        domain={[Number(scale.lowest), Number(scale.highest)]}
        ticks={scale.ticks.map(Number)}
      />
      <Bar
        xAxisId="previous"
        dataKey="previousCommitted"
        isAnimationActive={false}
        shape={<Mark behind className={markClass("previous-year", "ae")} />}
      />
      <Bar
        xAxisId="previous"
        dataKey="previousPaid"
        isAnimationActive={false}
        shape={<Mark behind className={markClass("previous-year", "cp")} />}
      />
      <Bar dataKey="committed" isAnimationActive={false} shape={<Mark className={markClass("committed", "ae")} />} />
      <Bar dataKey="paid" isAnimationActive={false} shape={<Mark className={markClass("paid", "cp")} />} />
      <Line
        dataKey="allottedAe"
        type="step"
        stroke="var(--ae)"
        strokeWidth={2}
        dot={false}
        isAnimationActive={false}
        label={<EndLabel hue="ae" text={ends.ae.text} shift={ends.ae.shift} last={drawn.points.length - 1} />}
      />
      <Line
        dataKey="allottedCp"
        type="step"
        stroke="var(--cp)"
        strokeWidth={2}
        dot={false}
        isAnimationActive={false}
        label={<EndLabel hue="cp" text={ends.cp.text} shift={ends.cp.shift} last={drawn.points.length - 1} />}
      />
      <Tooltip isAnimationActive={false} cursor={{ fill: "var(--hover)" }} content={<YearTooltip points={drawn.points} />} />
    </ComposedChart>
  );
}

interface EndLabelProps {
  readonly hue: "ae" | "cp";
  readonly text: string;
  /** Up or down, in pixels, so that two ends that meet stay legible. */
  readonly shift: number;
  readonly last: number;
  readonly x?: number;
  readonly y?: number;
  readonly index?: number;
}

/** What a ceiling reaches, at the end of its line. */
function EndLabel({ hue, text, shift, last, x = 0, y = 0, index }: EndLabelProps) {
  if (index !== last) return null;
  return (
    <text x={x + 36} y={y + shift} dy="0.32em" style={{ fill: `var(--${hue})`, fontWeight: 600 }}>
      {text}
    </text>
  );
}

function useEnds({ points, unit }: YearDrawn, top: number) {
  const format = useFormat();
  const last = points.at(-1);
  const [ae, cp] = [last?.allottedAe ?? 0n, last?.allottedCp ?? 0n];
  const near = Math.abs(Number(ae - cp)) < top / 18;
  const shift = near ? 7 : 0;
  const text = (resource: "AE" | "CP", amount: bigint) => `${resource} ${format.amount(amount, resource, { unit })}`;
  return {
    ae: { text: text("AE", ae), shift: ae >= cp ? -shift : shift },
    cp: { text: text("CP", cp), shift: ae >= cp ? shift : -shift },
  };
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
