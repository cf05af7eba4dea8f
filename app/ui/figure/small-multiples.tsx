import { useTranslations } from "use-intl";
import type { Month } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import type { Range } from "./burn-up.ts";
import { baseLine, Drawing } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { ClassSwatch, hueOf, Legend, LineSwatch, lineClass, markClass, plainClass, Swatch, usedStage } from "./marks.tsx";
import { type PanelFrame, Panels } from "./panels.tsx";
import { columnsPath, rangePath } from "./paths.ts";
import { useQuantityColumns } from "./quantity-columns.tsx";
import { bandScale, largest, scaleBetween } from "./scale.ts";
import { type SharedScale, scaleEnds } from "./shared-scale.ts";

/** One month of a unit, cumulated since January to the month's end, in the smallest unit of the resource. */
export interface PanelMonth {
  /** Null in a month to come. */
  readonly actual: Quantity | null;
  /** Last year's at the same month's end. */
  readonly previous?: Quantity | null | undefined;
  /** Between what the season would have it. */
  readonly season?: Range | undefined;
  /** In a month to come: the likely value. */
  readonly landing?: Quantity | null | undefined;
}

export interface UnitPanel extends PanelFrame {
  /** As many as the figure's months, in their order. */
  readonly months: readonly PanelMonth[];
  /** What it may use at the year's end: its 100 %. */
  readonly ceiling: Quantity;
}

export interface SmallMultiplesProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  readonly months: readonly Month[];
  /** In the order in which they are read. */
  readonly panels: readonly UnitPanel[];
  /** `share`: each as a share of its own ceiling, 100 % at one place. `amount`: one scale of quantities. `own`: each its own. Said in words. */
  readonly scale: SharedScale;
  /** The unit of the table. Chosen from the ceilings unless said. */
  readonly unit?: DisplayUnit;
}

const box = { width: 160, height: 80, top: 4, bottom: 3, side: 2 } as const;

/** The same picture for each unit: what is used month by month under its ceiling, last year behind, the season around. No script draws it. */
export function SmallMultiples({ title, source, asOf, resource, months, panels, scale, unit: asked }: SmallMultiplesProps) {
  const figure = useTranslations("figure");
  const format = useFormat();
  const unit = asked ?? displayUnitFor(panels.map(({ ceiling }) => ceiling));
  const ends = scaleEnds(
    panels.map((panel) => ({ end: endOf(panel), whole: panel.ceiling })),
    scale,
  );
  const endOfPanel = new Map(panels.map(({ key }, index) => [key, ends[index] ?? 1n]));
  return (
    <Figure
      frame="flow"
      title={title}
      unit={scale === "share" ? "%" : format.unit(resource, unit)}
      scale={figure(`scales.${scale}`)}
      source={source}
      asOf={format.day(asOf)}
      {...useTable(months, panels, resource, unit)}
      rows={panels}
      rowKey={({ key }) => key}
      legend={<PanelsLegend panels={panels} resource={resource} />}
      svg={
        <Panels panels={panels} draw={(panel) => <PanelSvg panel={panel} resource={resource} end={endOfPanel.get(panel.key) ?? 1n} />} />
      }
    />
  );
}

interface PanelSvgProps {
  readonly panel: Pick<UnitPanel, "months" | "ceiling">;
  readonly resource: BudgetResource;
  readonly end: Quantity;
}

/** One panel: a path for each series, so that forty-five of them stay light. */
export function PanelSvg({ panel: { months, ceiling }, resource, end }: PanelSvgProps) {
  const hue = hueOf[resource];
  const scale = scaleBetween(0n, end, [box.height - box.bottom, box.top]);
  const [from, to] = [box.side, box.width - box.side];
  const bands = bandScale(months.length, [from, to], 0.3);
  const inner = bandScale(months.length, [from, to], 0.55);
  const clipped = (quantity: Quantity | null | undefined) => (quantity !== null && quantity !== undefined && quantity < 0n ? 0n : quantity);
  const path = (quantities: readonly (Quantity | null | undefined)[], scaleOf: typeof bands, className: string) => {
    const d = columnsPath(quantities.map(clipped), scaleOf, scale);
    return d === "" ? null : <path d={d} className={className} />;
  };
  const season = months.flatMap(({ season: range }, index) => (range ? [{ x: bands.middle(index), ...range }] : []));
  return (
    <Drawing box={box}>
      {season.length > 0 && <path d={rangePath(season, scale)} className={plainClass("season")} />}
      {path(
        months.map(({ previous }) => previous),
        bands,
        markClass("previous-year", hue),
      )}
      {path(
        months.map(({ actual }) => actual),
        inner,
        markClass(usedStage[resource], hue),
      )}
      {path(
        months.map(({ actual, landing }) => (actual === null ? landing : null)),
        inner,
        markClass("landing", hue),
      )}
      <path d={`M${from} ${scale.at(ceiling)}H${to}`} className={lineClass(hue)} />
      <path d={`M${from} ${scale.at(0n)}H${to}`} className={baseLine} />
    </Drawing>
  );
}

/** How far a panel reaches: what its scale must hold. */
function endOf({ months, ceiling }: UnitPanel): Quantity {
  return largest([
    ceiling,
    ...months.flatMap(({ actual, previous, season, landing }) => [actual ?? 0n, previous ?? 0n, landing ?? 0n, season?.high ?? 0n]),
  ]);
}

function PanelsLegend({ panels, resource }: Pick<SmallMultiplesProps, "panels" | "resource">) {
  const words = useTranslations("figure.burnUp");
  const stages = useTranslations("stages");
  const hue = hueOf[resource];
  const some = (key: keyof PanelMonth) =>
    panels.some(({ months }) => months.some((month) => month[key] !== undefined && month[key] !== null));
  return (
    <Legend
      entries={[
        { key: "actual", swatch: <Swatch stage={usedStage[resource]} hue={hue} />, label: words(`fact.${resource}`) },
        ...(some("landing") ? [{ key: "landing", swatch: <Swatch stage="landing" hue={hue} />, label: words("toCome") }] : []),
        ...(some("previous")
          ? [{ key: "previous", swatch: <Swatch stage="previous-year" hue={hue} />, label: stages("previousYear") }]
          : []),
        ...(some("season") ? [{ key: "season", swatch: <ClassSwatch className={plainClass("season")} />, label: words("season") }] : []),
        { key: "ceiling", swatch: <LineSwatch className={lineClass(hue)} />, label: words("ceiling") },
      ]}
    />
  );
}

function useTable(months: readonly Month[], panels: readonly UnitPanel[], resource: BudgetResource, unit: DisplayUnit) {
  const words = useTranslations("figure.burnUp");
  const bullets = useTranslations("figure.bullets");
  const stages = useTranslations("stages");
  const format = useFormat();
  const { columns, totals } = useQuantityColumns<UnitPanel>(
    panels,
    [
      ...months.map((month, index) => ({ key: month, head: format.month(month), of: (panel: UnitPanel) => panel.months[index]?.actual })),
      { key: "landing", head: words("landing"), of: (panel) => panel.months.at(-1)?.landing },
      { key: "ceiling", head: words("ceiling"), of: ({ ceiling }) => ceiling },
      { key: "previous", head: stages("previousYear"), of: (panel) => panel.months.at(-1)?.previous },
    ],
    resource,
    unit,
  );
  return { columns: [{ key: "unit", head: bullets("unit"), cell: ({ label }: UnitPanel) => label }, ...columns], totals };
}
