import type { Exhaustion } from "#app/domain/landing/way.ts";
import type { Day, Month } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { DisplayUnit } from "../format/amount.ts";
import { useFormat } from "../format/formatter.ts";
import { type BurnUpMonth, conePoints, dayAt, likelyPoints, quantitiesOf, seasonPoints } from "./burn-up.ts";
import { Drawing, gridLine, hueText, MonthAxis, QuantityAxis, quantityText, strongText } from "./drawing.tsx";
import { spread } from "./labels.ts";
import { type Hue, hueOf, lineClass, markClass, plainClass, rangeClass, usedStage } from "./marks.tsx";
import { linePath, rangePath, stepPath } from "./paths.ts";
import { type BandScale, bandScale, place, type QuantityScale, quantityScale } from "./scale.ts";

export const burnUpBox = { width: 880, height: 360, top: 26, right: 138, bottom: 28, left: 64 } as const;
const floor = burnUpBox.height - burnUpBox.bottom;

export interface BurnUpSvgProps {
  readonly label: string;
  readonly resource: BudgetResource;
  readonly months: readonly BurnUpMonth[];
  readonly exhaustion?: Exhaustion | null | undefined;
  /** The landing that the unit says itself. */
  readonly stated?: Quantity | undefined;
  readonly unit: DisplayUnit;
  /** What stands at the end of a line: « Plafond », « Notifié », « Atterrissage », « Dit par l'unité ». */
  readonly names: Readonly<Record<EndName, string>>;
  readonly whole: bigint;
}

export type EndName = "ceiling" | "notified" | "landing" | "stated";

export function burnUpBands(count: number): BandScale {
  return bandScale(count, [burnUpBox.left, burnUpBox.width - burnUpBox.right]);
}

/**
 * The year of a unit, cumulated: facts solid, the plan as a frame, what is to come hatched (of it, what is committed already as a tint); behind, the season;
 * before, the cone; across, what may be used, and the day when it is.
 */
export function BurnUpSvg({ label, resource, months, exhaustion, stated, unit, names, whole }: BurnUpSvgProps) {
  const format = useFormat();
  const hue = hueOf[resource];
  const bands = burnUpBands(months.length);
  const scale = quantityScale(quantitiesOf(months, stated), [floor, burnUpBox.top], { whole });
  const days = months.map(({ month }) => month);
  const chances = Math.max(0, ...months.map(({ landing }) => landing?.ranges.length ?? 0));
  const widestFirst = Array.from({ length: chances }, (_, index) => chances - 1 - index);
  const last = months.at(-1);
  return (
    <Drawing box={burnUpBox} label={label}>
      <QuantityAxis scale={scale} box={burnUpBox} say={(tick) => quantityText(format, tick, resource, unit)} />
      <path d={rangePath(seasonPoints(months, bands), scale)} className={plainClass("season")} data-part="season" />
      {months.map((month, index) => (
        <Columns key={month.month} month={month} index={index} bands={bands} scale={scale} resource={resource} />
      ))}
      {widestFirst.map((chance) => (
        <path key={chance} d={rangePath(conePoints(months, chance, bands), scale)} className={rangeClass(hue)} data-part="cone" />
      ))}
      <path d={linePath(likelyPoints(months, bands), scale)} className={lineClass(hue, "dashed")} />
      {last && (
        <path
          d={`M${bands.start(0)} ${scale.at(0n)}L${bands.middle(months.length - 1)} ${scale.at(last.ceiling)}`}
          className={lineClass("previous-year", "dotted")}
        />
      )}
      <path
        d={stepPath(
          months.map(({ notified }) => notified ?? null),
          bands,
          scale,
        )}
        className={lineClass(hue, "thin")}
      />
      <path
        d={stepPath(
          months.map(({ ceiling }) => ceiling),
          bands,
          scale,
        )}
        className={lineClass(hue)}
        data-part="ceiling"
      />
      {exhaustion && <ExhaustionMark exhaustion={exhaustion} months={days} bands={bands} />}
      {stated !== undefined && <Diamond x={bands.middle(months.length - 1)} y={scale.at(stated)} />}
      <MonthAxis months={days} bands={bands} box={burnUpBox} format={format} />
      <EndLabels
        hue={hue}
        ends={[
          ...(last ? [{ name: names.ceiling, quantity: last.ceiling }] : []),
          ...(last?.notified === undefined || last.notified === last.ceiling ? [] : [{ name: names.notified, quantity: last.notified }]),
          ...(last?.landing ? [{ name: names.landing, quantity: last.landing.likely }] : []),
          ...(stated === undefined ? [] : [{ name: names.stated, quantity: stated, plain: true }]),
        ]}
        scale={scale}
        say={(quantity) => quantityText(format, quantity, resource, unit)}
      />
    </Drawing>
  );
}

interface ColumnsProps {
  readonly month: BurnUpMonth;
  readonly index: number;
  readonly bands: BandScale;
  readonly scale: QuantityScale;
  readonly resource: BudgetResource;
}

/** The marks of one month: the plan around, the fact or what is to come within. */
function Columns({ month: { actual, planned, secured, landing }, index, bands, scale, resource }: ColumnsProps) {
  const hue = hueOf[resource];
  const [start, width] = [bands.start(index), bands.width];
  const inner = { x: place(start + 4), width: place(width - 8) };
  const bar = (from: Quantity, to: Quantity, className: string, part: string) => {
    const [top, bottom] = [Math.min(scale.at(from), scale.at(to)), Math.max(scale.at(from), scale.at(to))];
    return bottom > top ? <rect {...inner} y={top} height={place(bottom - top)} className={className} data-part={part} /> : null;
  };
  const floorOf = secured ?? 0n;
  return (
    <g>
      {planned !== null && planned !== undefined && planned > 0n && (
        <rect
          x={start}
          y={scale.at(planned)}
          width={place(width)}
          height={place(scale.at(0n) - scale.at(planned))}
          className={markClass("arbitrated", hue)}
          data-part="plan"
        />
      )}
      {actual !== null && bar(0n, actual, markClass(usedStage[resource], hue), "fact")}
      {actual === null && landing && bar(0n, floorOf, markClass("committed", hue), "secured")}
      {actual === null && landing && landing.likely > floorOf && bar(floorOf, landing.likely, markClass("landing", hue), "to-come")}
    </g>
  );
}

function ExhaustionMark({
  exhaustion,
  months,
  bands,
}: {
  readonly exhaustion: Exhaustion;
  readonly months: readonly Month[];
  readonly bands: BandScale;
}) {
  const at = (day: Day) => dayAt(day, months, bands);
  const [likely, from] = [at(exhaustion.likely), at(exhaustion.from)];
  const to = (exhaustion.to === null ? null : at(exhaustion.to)) ?? burnUpBox.width - burnUpBox.right;
  if (likely === null) return null;
  const format = `${exhaustion.likely.slice(8, 10)}/${exhaustion.likely.slice(5, 7)}`;
  return (
    <g data-part="exhaustion">
      {from !== null && (
        <path
          d={`M${place(from)} ${burnUpBox.top - 9}v6m0 -3H${place(to)}${exhaustion.to === null ? "" : "m0 -3v6"}`}
          className={plainClass("expected")}
        />
      )}
      <line x1={place(likely)} x2={place(likely)} y1={burnUpBox.top - 6} y2={floor} className={plainClass("day-line")} />
      <Diamond x={likely} y={burnUpBox.top - 6} />
      <text x={place(likely)} y={burnUpBox.top - 14} textAnchor="middle" className={strongText}>
        {format}
      </text>
    </g>
  );
}

/** ◆ what somebody decided or what is to be decided upon. */
function Diamond({ x, y }: { readonly x: number; readonly y: number }) {
  return <path d={`M${place(x)} ${place(y - 5)}l5 5l-5 5l-5 -5z`} className={plainClass("diamond")} />;
}

interface End {
  readonly name: string;
  readonly quantity: Quantity;
  /** Not in the hue of the resource. */
  readonly plain?: boolean;
}

interface EndLabelsProps {
  readonly hue: Hue;
  readonly ends: readonly End[];
  readonly scale: QuantityScale;
  readonly say: (quantity: Quantity) => string;
}

/** What each line is, at its end, two lines of text each; those that would touch move apart. */
function EndLabels({ hue, ends, scale, say }: EndLabelsProps) {
  const places = spread(
    ends.map(({ quantity }) => scale.at(quantity)),
    30,
    [burnUpBox.top, floor - 8],
  );
  const end = burnUpBox.width - burnUpBox.right;
  const x = end + 16;
  return (
    <>
      {ends.map(({ name, quantity, plain }, index) => (
        <g key={name}>
          <path d={`M${end + 2} ${scale.at(quantity)}L${x - 4} ${places[index] ?? 0}`} className={gridLine} />
          <text x={x} y={(places[index] ?? 0) - 2}>
            {name}
          </text>
          <text x={x} y={(places[index] ?? 0) + 12} className={plain ? strongText : hueText(hue)}>
            {say(quantity)}
          </text>
        </g>
      ))}
    </>
  );
}
