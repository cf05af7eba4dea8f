import { useTranslations } from "use-intl";
import { useFormat } from "../format/formatter.ts";
import type { Column } from "../table/data-table.tsx";
import { Drawing, gridLine, QuantityAxis } from "./drawing.tsx";
import { Figure } from "./figure.tsx";
import { Legend, LineSwatch, lineClass } from "./marks.tsx";
import { place, quantityScale } from "./scale.ts";

/** The middle errors of one way of telling where a year lands, month after month, in thousandths of what was used in the end. */
export interface ErrorLine {
  readonly key: string;
  readonly label: string;
  readonly errors: readonly bigint[];
  /** The one that is judged; the others are what it is compared with. */
  readonly judged?: boolean;
}

export interface HorizonErrorsProps {
  /** The message, with its numbers. */
  readonly title: string;
  readonly source: string;
  /** A day of the domain: « 2025-12-31 ». */
  readonly asOf: string;
  /** In words, the furthest from the end first: as many as each line has errors. */
  readonly horizons: readonly string[];
  readonly lines: readonly ErrorLine[];
}

const box = { width: 880, height: 280, top: 16, right: 24, bottom: 36, left: 60 } as const;
const beside = ["dashed", "dotted"] as const;

/** How far from the truth, as the year goes: a line for each way of telling it, all of them down to nothing. */
export function HorizonErrors({ title, source, asOf, horizons, lines }: HorizonErrorsProps) {
  const words = useTranslations("figure.errors");
  const format = useFormat();
  const scale = quantityScale(
    lines.flatMap(({ errors }) => errors),
    [box.height - box.bottom, box.top],
    { whole: 10n, steps: 5 },
  );
  const at = (index: number) => place(box.left + (index * (box.width - box.left - box.right)) / Math.max(1, horizons.length - 1));
  const say = (error: bigint) => format.gap(error).replace(/^\+/, "");
  const columns: Column<ErrorLine>[] = [
    { key: "line", head: words("way"), cell: ({ label }) => label },
    ...horizons.map(
      (horizon, index): Column<ErrorLine> => ({
        ...{ key: String(index), head: horizon, unit: "%", align: "end" },
        cell: ({ errors }) => say(errors[index] ?? 0n),
      }),
    ),
  ];
  const styleOf = (line: ErrorLine) =>
    line.judged ? lineClass("cp") : lineClass("previous-year", beside[lines.filter(({ judged }) => !judged).indexOf(line)] ?? "thin");
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
        <Legend entries={lines.map((line) => ({ key: line.key, swatch: <LineSwatch className={styleOf(line)} />, label: line.label }))} />
      }
      svg={
        <Drawing box={box} label={title}>
          <QuantityAxis scale={scale} box={box} say={(tick) => (tick === 0n ? "0" : say(tick))} />
          {horizons.map((name, index) => (
            <g key={name}>
              <line x1={at(index)} x2={at(index)} y1={box.top} y2={box.height - box.bottom} className={gridLine} />
              {index % 2 === 0 && (
                <text x={at(index)} y={box.height - box.bottom + 18} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          ))}
          {lines.map((line) => (
            <path
              key={line.key}
              d={line.errors.map((error, index) => `${index === 0 ? "M" : "L"}${at(index)} ${scale.at(error)}`).join("")}
              className={styleOf(line)}
            />
          ))}
        </Drawing>
      }
    />
  );
}
