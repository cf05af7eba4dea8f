import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Amount } from "../amount.tsx";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { Figure } from "./figure.tsx";
import { Legend, LineSwatch, lineClass, Swatch } from "./marks.tsx";
import { amountsOf, hasPreviousYear, type YearPoint } from "./year-points.ts";
import { YearSvg } from "./year-svg.tsx";

export interface UnitYearChartProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  /** The twelve months, in order. */
  readonly points: readonly YearPoint[];
  readonly unit?: DisplayUnit;
  /** Which story an amount of its table opens. */
  readonly traceOf?: ((point: YearPoint, key: YearAmount) => string | undefined) | undefined;
}

export type YearAmount = Exclude<keyof YearPoint, "month">;

const loadYearDrawing = () => import("../charts/year-drawing.tsx").then((module) => module.YearDrawing);

/** A unit's year: what is committed and paid against what it holds, month by month. */
export function UnitYearChart({ title, source, asOf, points, unit: asked, traceOf }: UnitYearChartProps) {
  const format = useFormat();
  const unit = asked ?? displayUnitFor(amountsOf(points));
  const columns = useColumns(points, unit, traceOf);
  const drawn = useMemo(() => ({ points, unit }), [points, unit]);
  return (
    <Figure
      title={title}
      unit={format.unit("EUR", unit)}
      source={source}
      asOf={format.day(asOf)}
      columns={columns}
      rows={points}
      rowKey={(point) => point.month}
      legend={<YearLegend withPreviousYear={hasPreviousYear(points)} />}
      svg={<YearSvg points={points} unit={unit} label={title} format={format} />}
      interactive={{ load: loadYearDrawing, drawn }}
    />
  );
}

function useColumns(points: readonly YearPoint[], unit: DisplayUnit, traceOf: UnitYearChartProps["traceOf"]): Column<YearPoint>[] {
  const words = useTranslations("figure");
  const format = useFormat();
  const amounts = (key: YearAmount, head: string) => ({
    key,
    head,
    unit: format.unit("EUR", unit),
    align: "end" as const,
    cell: (point: YearPoint) => (
      <Amount quantity={point[key] ?? "not-applicable"} resource="EUR" unit={unit} trace={traceOf?.(point, key)} />
    ),
  });
  return [
    { key: "month", head: words("month"), cell: (point) => format.month(point.month, "longWithYear") },
    amounts("committed", words("committed")),
    amounts("allottedAe", words("ceilingAe")),
    amounts("paid", words("paid")),
    amounts("allottedCp", words("ceilingCp")),
    ...(hasPreviousYear(points) ? [amounts("previousCommitted", words("previousAe")), amounts("previousPaid", words("previousCp"))] : []),
  ];
}

function YearLegend({ withPreviousYear }: { readonly withPreviousYear: boolean }) {
  const words = useTranslations("figure");
  const stages = useTranslations("stages");
  const before = { key: "before", swatch: <Swatch stage="previous-year" hue="cp" />, label: stages("previousYear") };
  return (
    <Legend
      entries={[
        { key: "committed", swatch: <Swatch stage="committed" hue="ae" />, label: words("committed") },
        { key: "ceilingAe", swatch: <LineSwatch className={lineClass("ae")} steps />, label: words("ceilingAe") },
        { key: "paid", swatch: <Swatch stage="paid" hue="cp" />, label: words("paid") },
        { key: "ceilingCp", swatch: <LineSwatch className={lineClass("cp")} steps />, label: words("ceilingCp") },
        ...(withPreviousYear ? [before] : []),
      ]}
    />
  );
}
