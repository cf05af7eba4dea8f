import { useTranslations } from "use-intl";
import { classNames } from "../class-names.ts";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { baseLine, Drawing, overText, QuantityAxis, strongText } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { shortened, spread } from "./labels.ts";
import { DirectionShape } from "./marks.tsx";
import { boundsOf, place, quantityScale, scaleBetween } from "./scale.ts";

/** How a unit forecasts, in thousandths of the outturn: its mean gap, and how far its gaps lie from it. */
export interface ScatterPoint {
  readonly key: string;
  readonly label: string;
  readonly bias: bigint;
  readonly volatility: bigint;
  /** Named on the drawing. */
  readonly named?: boolean;
}

export interface ScatterFigureProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2025-12-31 ». */
  readonly asOf: string;
  readonly points: readonly ScatterPoint[];
}

const box = { width: 880, height: 300, top: 16, right: 24, bottom: 44, left: 64 } as const;
const corridor = 30n;
const widest = 500n;

/** Always wrong the same way, or now one way, now the other? Bias across, volatility up: the lower and the nearer to the middle, the better. */
export function ScatterFigure({ title, source, asOf, points }: ScatterFigureProps) {
  const words = useTranslations("figure.accuracy");
  const format = useFormat();
  const clip = (value: bigint) => (value > widest ? widest : value < -widest ? -widest : value);
  const across = boundsOf(points.map(({ bias }) => clip(bias)));
  const reach = [corridor, -across[0], across[1]].reduce((most, own) => (own > most ? own : most));
  const [x, y] = [
    scaleBetween(-reach, reach, [box.left + 12, box.width - box.right - 12]),
    quantityScale(
      points.map(({ volatility }) => clip(volatility)),
      [box.height - box.bottom, box.top],
      { whole: 10n, steps: 5 },
    ),
  ];
  const named = points.filter((point) => point.named);
  const heights = spread(
    named.map(({ volatility }) => y.at(clip(volatility))),
    14,
    [box.top, box.height - box.bottom],
  );
  const columns: Column<ScatterPoint>[] = [
    { key: "unit", head: words("line"), cell: ({ label }) => label },
    { ...{ key: "bias", head: words("bias"), unit: "%", align: "end" }, cell: ({ bias }) => format.gap(bias) },
    {
      ...{ key: "volatility", head: words("volatility"), unit: "%", align: "end" },
      cell: ({ volatility }) => unsigned(format.gap(volatility)),
    },
  ];
  return (
    <Figure
      title={title}
      unit={words("scatterUnit")}
      source={source}
      asOf={format.day(asOf)}
      columns={columns}
      rows={points}
      rowKey={({ key }) => key}
      svg={
        <Drawing box={box} label={title}>
          <QuantityAxis scale={y} box={box} say={(tick) => (tick === 0n ? "0" : unsigned(format.gap(tick)))} />
          <line x1={x.at(0n)} x2={x.at(0n)} y1={box.top} y2={box.height - box.bottom} className={baseLine} />
          {[-reach, 0n, reach].map((tick) => (
            <text key={String(tick)} x={x.at(tick)} y={box.height - box.bottom + 18} textAnchor="middle">
              {tick === 0n ? "0" : format.gap(tick)}
            </text>
          ))}
          <text x={place((box.left + box.width - box.right) / 2)} y={box.height - 8} textAnchor="middle">
            {words("biasAxis")}
          </text>
          {points.map(({ key, bias, volatility }) => {
            const [cx, cy] = [x.at(clip(bias)), y.at(clip(volatility))];
            return (
              <g key={key}>
                <DirectionShape x={cx} y={cy} direction={bias > corridor ? "over" : bias < -corridor ? "under" : "level"} size={9} />
              </g>
            );
          })}
          {named.map(({ key, label, bias }, index) => {
            const cx = x.at(clip(bias));
            const right = cx < box.width - 200;
            return (
              <text
                key={key}
                x={right ? cx + 9 : cx - 9}
                y={heights[index]}
                dy="0.32em"
                textAnchor={right ? "start" : "end"}
                className={classNames(strongText, overText)}
              >
                {shortened(label, 26)}
              </text>
            );
          })}
        </Drawing>
      }
    />
  );
}

function unsigned(gap: string): string {
  return gap.replace(/^[+−]/, "");
}
