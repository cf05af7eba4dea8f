import { useTranslations } from "use-intl";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { type BridgePart, type BridgeSpan, bridgeOf, movedBy } from "./bridge.ts";
import { DirectionLegend } from "./bridge-figure.tsx";
import { baseLine, Drawing } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { type Hue, hueOf, markClass, plainClass } from "./marks.tsx";
import { type PanelFrame, Panels } from "./panels.tsx";
import { type QuantityColumn, useQuantityColumns } from "./quantity-columns.tsx";
import { bandScale, boundsOf, largest, place, scaleBetween } from "./scale.ts";
import { type SharedScale, scaleEnds } from "./shared-scale.ts";

export interface BridgePanel extends PanelFrame {
  /** As those of the others, by key: a part that this one has not is left out. In the smallest unit; a step is signed. */
  readonly parts: readonly BridgePart[];
}

export interface BridgeMultiplesProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2025-12-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  /** In the order in which they are read. */
  readonly panels: readonly BridgePanel[];
  /** `share`: the first total of each at one place. `amount`: one scale of quantities. `own`: each its own. Said in words. */
  readonly scale: SharedScale;
  /** The unit of the table. Chosen from the totals unless said. */
  readonly unit?: DisplayUnit;
}

interface Row {
  readonly key: string;
  readonly label: string;
  readonly spans: readonly BridgeSpan[];
}

const box = { width: 160, height: 80, top: 4, bottom: 3, side: 2 } as const;

/** The same bridge for each unit: from what it asked to what it paid, what nothing explains apart. */
export function BridgeMultiples({ title, source, asOf, resource, panels, scale, unit: asked }: BridgeMultiplesProps) {
  const figure = useTranslations("figure");
  const format = useFormat();
  const rows = panels.map(({ key, label, parts }): Row => ({ key, label, spans: bridgeOf(parts) }));
  const unit = asked ?? displayUnitFor(rows.flatMap(({ spans }) => spans.map(({ to }) => to)));
  const extremes = rows.map(({ spans }) => ({ end: largest(spans.flatMap(({ from, to }) => [from, to])), whole: firstTotal(spans) }));
  const ends = scaleEnds(extremes, scale);
  const drawn = new Map(rows.map(({ key, spans }, index) => [key, { spans, end: ends[index] ?? 1n }]));
  return (
    <Figure
      frame="flow"
      title={title}
      unit={scale === "share" ? "%" : format.unit(resource, unit)}
      scale={figure(`scales.${scale}`)}
      source={source}
      asOf={format.day(asOf)}
      {...useTable(rows, resource, unit)}
      rows={rows}
      rowKey={({ key }) => key}
      legend={<DirectionLegend withResidual={rows.some(({ spans }) => spans.some(({ kind }) => kind === "residual"))} />}
      svg={
        <Panels
          panels={panels}
          draw={({ key }) => {
            const { spans = [], end = 1n } = drawn.get(key) ?? {};
            return <SmallBridge spans={spans} end={end} hue={hueOf[resource]} />;
          }}
        />
      }
    />
  );
}

function SmallBridge({ spans, end, hue }: { readonly spans: readonly BridgeSpan[]; readonly end: Quantity; readonly hue: Hue }) {
  const [lowest] = boundsOf(spans.flatMap(({ from, to }) => [from, to]));
  const scale = scaleBetween(lowest, end, [box.height - box.bottom, box.top]);
  const bands = bandScale(spans.length, [box.side, box.width - box.side], 0.2);
  return (
    <Drawing box={box}>
      {spans.map(({ key, kind, stage, from, to }, index) => (
        <rect
          key={key}
          x={bands.start(index)}
          y={Math.min(scale.at(from), scale.at(to))}
          width={place(bands.width)}
          height={Math.max(1.5, place(Math.abs(scale.at(to) - scale.at(from))))}
          className={stage ? markClass(stage, hue) : plainClass(kind === "residual" ? "residual" : to > from ? "over" : "under")}
        />
      ))}
      <path d={`M${box.side} ${scale.at(0n)}H${box.width - box.side}`} className={baseLine} />
    </Drawing>
  );
}

function firstTotal(spans: readonly BridgeSpan[]): Quantity {
  return spans.find(({ kind }) => kind === "total")?.to ?? 0n;
}

/** A column for each part that any has, in the order of the one that has most; what nothing explains in one, last. */
function useTable(rows: readonly Row[], resource: BudgetResource, unit: DisplayUnit) {
  const words = useTranslations("figure.bridge");
  const bullets = useTranslations("figure.bullets");
  const named = rows.map(({ spans }) => spans.filter(({ kind }) => kind !== "residual")).sort((one, other) => other.length - one.length);
  const known = new Map(named.flat().map((span) => [span.key, span] as const));
  const left = ({ spans }: Row) => sum(spans.filter(({ kind }) => kind === "residual").map(movedBy));
  const { columns, totals } = useQuantityColumns<Row>(
    rows,
    [
      ...[...known].map(([key, { label, kind }]): QuantityColumn<Row> => {
        const of = ({ spans }: Row) => {
          const own = spans.find((span) => span.key === key);
          return own && movedBy(own);
        };
        return { key, head: label ?? key, of, sign: kind === "total" ? "negative" : "always" };
      }),
      ...(rows.some(({ spans }) => spans.some(({ kind }) => kind === "residual"))
        ? [{ key: "residual", head: words("residual"), of: left, sign: "always" as const }]
        : []),
    ],
    resource,
    unit,
  );
  return { columns: [{ key: "unit", head: bullets("unit"), cell: ({ label }: Row) => label }, ...columns], totals };
}
