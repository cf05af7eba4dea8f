import { useTranslations } from "use-intl";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { Amount } from "../amount.tsx";
import { type DisplayUnit, displayUnitFor } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { type BridgePart, type BridgeSpan, bridgeOf, gapOf, movedBy, unexplained } from "./bridge.ts";
import { quantityText } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { wrapped } from "./labels.ts";
import { ClassSwatch, hueOf, Legend, plainClass } from "./marks.tsx";
import { bandScale } from "./scale.ts";
import { WaterfallSvg } from "./waterfall-svg.tsx";

export interface BridgeFigureProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2026-08-31 ». */
  readonly asOf: string;
  readonly resource: BudgetResource;
  /** In order: a total first; between two totals, the steps that lead from one to the other. What they leave unexplained is drawn and said. */
  readonly parts: readonly BridgePart[];
  /** The unit of the drawing; the table is exact. Chosen from the amounts unless said. */
  readonly unit?: DisplayUnit;
}

/** From one total to the next, cause by cause, closing to the cent: what nothing explains is a step of its own. */
export function BridgeFigure({ title, source, asOf, resource, parts, unit: asked }: BridgeFigureProps) {
  const words = useTranslations("figure.bridge");
  const format = useFormat();
  const spans = bridgeOf(parts);
  const unit = asked ?? displayUnitFor(spans.flatMap(({ from, to }) => [from, to]));
  const left = unexplained(spans);
  const nameOf = (span: BridgeSpan) => span.label ?? words("residual");
  const say = (span: BridgeSpan) => quantityText(format, movedBy(span), resource, unit, span.kind === "total" ? undefined : "always");
  const bands = bandScale(spans.length, [0, 1]);
  return (
    <Figure
      title={title}
      unit={format.unit(resource, unit)}
      source={source}
      asOf={format.day(asOf)}
      columns={useColumns(spans, nameOf, resource)}
      rows={spans}
      rowKey={({ key }) => key}
      legend={<DirectionLegend withResidual={left !== 0n} />}
      note={<p>{left === 0n ? words("closes") : words("leaves", { amount: format.amountWithUnit(left, resource) })}</p>}
      readings={spans.map((span, index) => ({
        key: span.key,
        at: bands.middle(index),
        label: nameOf(span),
        facts: [
          ...(span.cause === null ? [] : [{ name: words("cause"), value: span.cause }]),
          { name: words("amount"), value: format.amountWithUnit(movedBy(span), resource, span.kind === "total" ? {} : { sign: "always" }) },
        ],
      }))}
      svg={
        <WaterfallSvg
          hue={hueOf[resource]}
          label={title}
          columns={spans.map((span) => ({
            ...{ key: span.key, from: span.from, to: span.to, stage: span.stage, unexplained: span.kind === "residual" },
            label: wrapped(nameOf(span), charactersIn(spans.length)).slice(0, 3),
            value: say(span),
          }))}
        />
      }
    />
  );
}

function useColumns(spans: readonly BridgeSpan[], nameOf: (span: BridgeSpan) => string, resource: BudgetResource): Column<BridgeSpan>[] {
  const words = useTranslations("figure.bridge");
  const format = useFormat();
  const share = (span: BridgeSpan) => {
    const whole = gapOf(spans, span);
    return whole === null ? "///" : format.share({ part: movedBy(span), whole });
  };
  return [
    { key: "step", head: words("step"), cell: nameOf },
    ...(spans.some(({ cause }) => cause !== null)
      ? [{ key: "cause", head: words("cause"), cell: (span: BridgeSpan) => span.cause ?? "///" }]
      : []),
    {
      ...{ key: "amount", head: words("amount"), unit: format.unit(resource), align: "end" },
      cell: (span) => <Amount quantity={movedBy(span)} resource={resource} sign={span.kind === "total" ? "negative" : "always"} />,
    },
    { key: "share", head: words("share"), align: "end", cell: share },
  ];
}

/** Up, down, and what nothing explains where there is some. */
export function DirectionLegend({ withResidual }: { readonly withResidual: boolean }) {
  const words = useTranslations("figure.bridge");
  const swatch = (mark: "over" | "under" | "residual") => <ClassSwatch className={plainClass(mark)} />;
  return (
    <Legend
      entries={[
        { key: "over", swatch: swatch("over"), label: words("more") },
        { key: "under", swatch: swatch("under"), label: words("less") },
        ...(withResidual ? [{ key: "residual", swatch: swatch("residual"), label: words("residual") }] : []),
      ]}
    />
  );
}

/** How many characters of a label fit under a column. */
function charactersIn(columns: number): number {
  return Math.max(8, Math.floor(880 / Math.max(1, columns) / 6.4));
}
