import { useTranslations } from "use-intl";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { Drawing, gridLine, hueText, QuantityAxis, strongText, TextLines } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { shortened, spread, wrapped } from "./labels.ts";
import { Legend, LineSwatch, lineClass } from "./marks.tsx";
import { place, type QuantityScale, quantityScale } from "./scale.ts";

/** How far a unit's forecasts lay from its outturn, horizon by horizon, in thousandths of it; null where nothing was foretold. */
export interface SlopeLine {
  readonly key: string;
  readonly label: string;
  readonly gaps: readonly (bigint | null)[];
  /** Drawn before the others, and named: the whole, and those that missed most. */
  readonly named?: boolean;
}

export interface SlopeFigureProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2025-12-31 ». */
  readonly asOf: string;
  /** In words, the furthest first; the outturn is added at the end, where every line meets. */
  readonly horizons: readonly string[];
  readonly lines: readonly SlopeLine[];
}

const box = { width: 880, height: 300, top: 16, right: 16, bottom: 44, left: 240 } as const;
/** Beyond a half, one place is as good as another: the table says the rest. */
const widest = 500n;

/** From what was foretold to what came: a line a unit, from one horizon to the next, down or up to nothing. */
export function SlopeFigure({ title, source, asOf, horizons, lines }: SlopeFigureProps) {
  const words = useTranslations("figure.accuracy");
  const format = useFormat();
  const places = [...horizons, words("outturn")];
  const drawn = lines.map((line) => ({ ...line, gaps: [...line.gaps.map(clipped), 0n] }));
  const scale = quantityScale(
    drawn.flatMap(({ gaps }) => gaps.filter((gap) => gap !== null)),
    [box.height - box.bottom, box.top],
    { whole: 10n, steps: 6 },
  );
  const at = (index: number) => place(box.left + (index * (box.width - box.left - box.right)) / Math.max(1, places.length - 1));
  const named = drawn.filter((line) => line.named);
  const starts = named.flatMap(({ label, gaps }) => {
    const first = gaps.findIndex((gap) => gap !== null);
    return first === 0 ? [{ label, y: scale.at(gaps[0] ?? 0n) }] : [];
  });
  const heights = spread(
    starts.map(({ y }) => y),
    14,
    [box.top, box.height - box.bottom],
  );
  const columns: Column<SlopeLine>[] = [
    { key: "line", head: words("line"), cell: ({ label }) => label },
    ...horizons.map(
      (horizon, index): Column<SlopeLine> => ({
        ...{ key: String(index), head: horizon, unit: "%", align: "end" },
        cell: ({ gaps }) => saidGap(gaps[index] ?? null),
      }),
    ),
  ];
  function saidGap(gap: bigint | null) {
    return gap === null ? "///" : format.gap(gap);
  }
  return (
    <Figure
      title={title}
      unit={words("unit")}
      source={source}
      asOf={format.day(asOf)}
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
      legend={
        <Legend
          entries={[
            { key: "named", swatch: <LineSwatch className={lineClass("cp")} />, label: words("named") },
            { key: "others", swatch: <LineSwatch className={lineClass("previous-year", "thin")} />, label: words("others") },
          ]}
        />
      }
      svg={
        <Drawing box={box} label={title}>
          <QuantityAxis scale={scale} box={{ ...box, left: box.left }} say={(tick) => (tick === 0n ? "0" : `${format.gap(tick)}`)} />
          {places.map((name, index) => (
            <g key={name}>
              <line x1={at(index)} x2={at(index)} y1={box.top} y2={box.height - box.bottom} className={gridLine} />
              <TextLines lines={wrapped(name, 16).slice(0, 2)} x={Math.min(at(index), box.width - 44)} y={box.height - box.bottom + 18} />
            </g>
          ))}
          {drawn
            .filter((line) => !line.named)
            .map(({ key, gaps }) => (
              <path key={key} d={slopePath(gaps, at, scale)} className={lineClass("previous-year", "thin")} />
            ))}
          {named.map(({ key, gaps }) => (
            <path key={key} d={slopePath(gaps, at, scale)} className={lineClass("cp")} />
          ))}
          {starts.map(({ label }, index) => (
            <text
              key={label}
              x={box.left - 46}
              y={heights[index]}
              dy="0.32em"
              textAnchor="end"
              className={index === 0 ? strongText : hueText("cp")}
            >
              {shortened(label, 24)}
            </text>
          ))}
        </Drawing>
      }
    />
  );
}

function clipped(gap: bigint | null): bigint | null {
  if (gap === null) return null;
  return gap > widest ? widest : gap < -widest ? -widest : gap;
}

function slopePath(gaps: readonly (bigint | null)[], at: (index: number) => number, scale: QuantityScale): string {
  let path = "";
  for (const [index, gap] of gaps.entries()) {
    if (gap !== null) path += `${path === "" ? "M" : "L"}${at(index)} ${scale.at(gap)}`;
  }
  return path;
}
