import { useTranslations } from "use-intl";
import type { Exhaustion } from "#app/domain/landing/way.ts";
import { type BudgetResource, type Quantity, unitsPerWhole } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { type Formatter, useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { type BurnUpMonth, quantitiesOf, type Range } from "./burn-up.ts";
import { BurnUpSvg, burnUpBands, burnUpBox } from "./burn-up-svg.tsx";
import { quantityText } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import {
  ClassSwatch,
  hueOf,
  Legend,
  type LegendEntry,
  LineSwatch,
  lineClass,
  plainClass,
  rangeClass,
  Swatch,
  usedStage,
} from "./marks.tsx";
import type { Reading } from "./reading.tsx";

/** How often a range holds, of a hundred times; at most three ranges, the narrowest first. */
export type Chance = 50 | 80 | 95;

export interface BurnUpChartProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  /** The months of the year, in order. */
  readonly months: readonly BurnUpMonth[];
  /** What the ranges of each month's landing are, in their order. */
  readonly chances: readonly Chance[];
  /** When what may be used is used up; null or absent when it is not within the year: nothing is drawn, nothing is said. */
  readonly exhaustion?: Exhaustion | null | undefined;
  /** The landing that the unit says itself, which overrules the model's; both are shown. */
  readonly stated?: { readonly amount: Quantity; readonly reason: string } | undefined;
  /** What the ceiling is, where it is not what was put at disposal. */
  readonly ceilingName?: string | undefined;
  /** The unit of the drawing; the table is exact. Chosen from the quantities unless said. */
  readonly unit?: DisplayUnit;
}

/** Will it be used, and when? The year of a unit, cumulated, and where it lands. */
export function BurnUpChart({
  title,
  source,
  asOf,
  resource,
  months,
  chances,
  exhaustion,
  stated,
  ceilingName,
  unit: asked,
}: BurnUpChartProps) {
  const words = useTranslations("figure.burnUp");
  const format = useFormat();
  const unit = asked ?? (resource === "AE" || resource === "CP" ? displayUnitFor(quantitiesOf(months, stated?.amount)) : "exact");
  return (
    <Figure
      title={title}
      unit={format.unit(resource, unit)}
      source={source}
      asOf={format.day(asOf)}
      columns={useColumns(months, chances, resource, ceilingName)}
      rows={months}
      rowKey={({ month }) => month}
      legend={<BurnUpLegend months={months} chances={chances} resource={resource} />}
      note={<Note {...{ months, chances, exhaustion, stated, resource }} />}
      readings={useReadings(months, chances, resource, unit, ceilingName)}
      svg={
        <BurnUpSvg
          label={title}
          resource={resource}
          months={months}
          exhaustion={exhaustion}
          stated={stated?.amount}
          unit={unit}
          whole={unitsPerWhole[resource]}
          names={{
            ceiling: ceilingName ?? words("ceiling"),
            notified: words("notified"),
            landing: words("landing"),
            stated: words("stated"),
          }}
        />
      }
    />
  );
}

function BurnUpLegend({ months, chances, resource }: Pick<BurnUpChartProps, "months" | "chances" | "resource">) {
  const words = useTranslations("figure.burnUp");
  const hue = hueOf[resource];
  const has = (key: "planned" | "season" | "secured" | "landing") =>
    months.some((month) => month[key] !== undefined && month[key] !== null);
  const entry = (key: string, shown: boolean, swatch: LegendEntry["swatch"], label: string) => (shown ? [{ key, swatch, label }] : []);
  return (
    <Legend
      entries={[
        ...entry("fact", true, <Swatch stage={usedStage[resource]} hue={hue} />, words(`fact.${resource}`)),
        ...entry("plan", has("planned"), <Swatch stage="arbitrated" hue={hue} />, words("planned")),
        ...entry("secured", has("secured"), <Swatch stage="committed" hue={hue} />, words("secured")),
        ...entry("landing", has("landing"), <Swatch stage="landing" hue={hue} />, words("toCome")),
        ...(has("landing") ? chances : []).map((chance, index) => ({
          key: String(chance),
          swatch: <ClassSwatch className={rangeClass(hue)} times={chances.length - index} />,
          label: words(`chances.${chance}`),
        })),
        ...entry("season", has("season"), <ClassSwatch className={plainClass("season")} />, words("season")),
        ...entry("linear", true, <LineSwatch className={lineClass("previous-year", "dotted")} />, words("linear")),
      ]}
    />
  );
}

/** What the drawing shows to the eye, in words: where one lands, when all is used, what the unit says. */
function Note({
  months,
  chances,
  exhaustion,
  stated,
  resource,
}: Pick<BurnUpChartProps, "months" | "chances" | "exhaustion" | "stated" | "resource">) {
  const words = useTranslations("figure.burnUp");
  const format = useFormat();
  const say = (quantity: Quantity) => sayIn(format, quantity, resource);
  const end = months.at(-1)?.landing;
  const chance = chances.includes(80) ? 80 : chances[0];
  const range = end && chance ? end.ranges[chances.indexOf(chance)] : undefined;
  return (
    <>
      {end && range && chance && (
        <p>
          {words("lands", { likely: say(end.likely), chances: words(`chances.${chance}`), low: say(range.low), high: say(range.high) })}
        </p>
      )}
      {exhaustion && (
        <p>
          {exhaustion.to === null
            ? words("exhaustedFrom", { day: format.day(exhaustion.likely), from: format.day(exhaustion.from) })
            : words("exhausted", { day: format.day(exhaustion.likely), from: format.day(exhaustion.from), to: format.day(exhaustion.to) })}
        </p>
      )}
      {stated && <p>{words("statedWith", { amount: say(stated.amount), reason: stated.reason })}</p>}
    </>
  );
}

/** In the unit in which it reads best: words need no common unit. */
function sayIn(format: Formatter, quantity: Quantity, resource: BudgetResource): string {
  return format.amountWithUnit(quantity, resource, { unit: displayUnitFor([quantity]) });
}

function useColumns(
  months: readonly BurnUpMonth[],
  chances: readonly Chance[],
  resource: BudgetResource,
  ceilingName?: string,
): Column<BurnUpMonth>[] {
  const words = useTranslations("figure.burnUp");
  const figure = useTranslations("figure");
  const format = useFormat();
  const number = { align: "end", unit: format.unit(resource) } as const;
  const shown = (quantity: Quantity | null | undefined) => <Amount quantity={quantity ?? "not-applicable"} resource={resource} />;
  const column = (key: string, head: string, of: (month: BurnUpMonth) => Quantity | null | undefined): Column<BurnUpMonth>[] =>
    months.some((month) => (of(month) ?? null) !== null) ? [{ key, head, ...number, cell: (month) => shown(of(month)) }] : [];
  return [
    { key: "month", head: figure("month"), cell: ({ month }) => format.month(month, "longWithYear") },
    { key: "actual", head: words(`fact.${resource}`), ...number, cell: ({ actual }) => shown(actual) },
    ...column("planned", words("planned"), ({ planned }) => planned),
    ...column("secured", words("secured"), ({ secured }) => secured),
    ...column("landing", words("landing"), ({ landing }) => landing?.likely),
    ...chances.flatMap((chance, index): Column<BurnUpMonth>[] => [
      ...column(`low-${chance}`, words("low", { chances: words(`chances.${chance}`) }), ({ landing }) => landing?.ranges[index]?.low),
      ...column(`high-${chance}`, words("high", { chances: words(`chances.${chance}`) }), ({ landing }) => landing?.ranges[index]?.high),
    ]),
    ...column("season-low", words("seasonLow"), ({ season }) => season?.low),
    ...column("season", words("seasonLikely"), ({ season }) => season?.likely),
    ...column("season-high", words("seasonHigh"), ({ season }) => season?.high),
    { key: "ceiling", head: ceilingName ?? words("ceiling"), ...number, cell: ({ ceiling }) => shown(ceiling) },
    ...column("notified", words("notified"), ({ notified }) => notified),
  ];
}

/** Exact, but for ranges: nobody needs the cents of a chance. */
function useReadings(
  months: readonly BurnUpMonth[],
  chances: readonly Chance[],
  resource: BudgetResource,
  unit: DisplayUnit,
  ceilingName?: string,
): Reading[] {
  const words = useTranslations("figure.burnUp");
  const format = useFormat();
  const bands = burnUpBands(months.length);
  const exact = (quantity: Quantity) => format.amountWithUnit(quantity, resource);
  const between = ({ low, high }: Range) =>
    words("between", { low: quantityText(format, low, resource, unit), high: format.amountWithUnit(high, resource, { unit }) });
  const fact = (name: string, quantity: Quantity | null | undefined) =>
    quantity === null || quantity === undefined ? [] : [{ name, value: exact(quantity) }];
  return months.map(({ month, actual, planned, secured, landing, season, ceiling }, index) => ({
    key: month,
    at: bands.middle(index) / burnUpBox.width,
    label: format.month(month, "longWithYear"),
    facts: [
      ...fact(words(`fact.${resource}`), actual),
      ...fact(words("landing"), landing?.likely),
      ...(landing?.ranges ?? []).flatMap((range, rank) => {
        const chance = chances[rank];
        return chance === undefined ? [] : [{ name: words(`chances.${chance}`), value: between(range) }];
      }),
      ...fact(words("secured"), secured),
      ...fact(words("planned"), planned),
      ...(season ? [{ name: words("season"), value: between(season) }] : []),
      ...fact(ceilingName ?? words("ceiling"), ceiling),
    ],
  }));
}
