import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { noMonths } from "#app/domain/forecast/landing.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { baseLine, Drawing, gridLine } from "#app/ui/figure/drawing.tsx";
import { type Hue, hueOf, markClass, Swatch } from "#app/ui/figure/marks.tsx";
import { bandScale, boundsOf, largest, place, scaleBetween } from "#app/ui/figure/scale.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import { amountText } from "#app/ui/planning/amount-text.ts";
import { amountIn, type LineState } from "./lines.ts";
import { knownSum, type ViewReferences } from "./reference-columns.ts";
import styles from "./references.module.css";
import type { SheetView } from "./view.ts";

interface MonthStripProps {
  readonly lines: readonly LineState[];
  readonly view: SheetView;
  readonly references: ViewReferences;
}

/** What is asked by month over what was executed the last full year: a figure in the wrong unit is seen as it is typed. */
export function MonthStrip({ lines, view, references }: MonthStripProps) {
  const words = useTranslations("references");
  const format = useFormat();
  const { asked, before, whole } = useMemo(() => monthsOf(lines, view, references), [lines, view, references]);
  const { measure, year } = view;
  const figure = (amount: Quantity) => format.amountWithUnit(amount, measure, { unit: "eur" });
  const years = { year: String(year), executed: String(references.present - 1) };
  const title = words("strip", { ...years, asked: figure(sum(asked)), before: figure(sum(before)) });
  const monthOf = (month: number) => format.month(`${year}-${String(month + 1).padStart(2, "0")}`, "short");
  const hue = hueOf[measure];
  return (
    <figure className={styles.strip}>
      <figcaption>
        <span>{title}</span>
        <span className={styles.legend}>
          <Swatch stage="requested" hue={hue} /> {words("askedOf", years)}
          <Swatch stage="previous-year" hue={hue} /> {words("of.executed", { ...years, present: "" })}
        </span>
      </figcaption>
      <StripSvg asked={asked} before={before} hue={hue} label={title} monthOf={monthOf} top={figure(largest([...asked, ...before]))} />
      <div className={styles.foot}>
        <details>
          <summary>{words("seeMonths")}</summary>
          <table>
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words("month")}</th>
                {asked.map((_, month) => (
                  <th key={monthOf(month)} scope="col">
                    {monthOf(month)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <StripRow name={words("askedOf", years)} amounts={asked} text={(amount) => amountText(amount, measure)} />
              <StripRow
                name={words("of.executed", { ...years, present: "" })}
                amounts={before}
                text={(amount) => amountText(amount, measure)}
              />
            </tbody>
          </table>
        </details>
        {whole !== 0n && <span>{words("notByMonth", { amount: figure(whole) })}</span>}
      </div>
    </figure>
  );
}

interface StripRowProps {
  readonly name: string;
  readonly amounts: readonly Quantity[];
  readonly text: (amount: Quantity) => string;
}

function StripRow({ name, amounts, text }: StripRowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {amounts.map((amount, month) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place
        <td key={month}>{amount === 0n ? "–" : text(amount)}</td>
      ))}
    </tr>
  );
}

const box = { width: 1080, height: 84, top: 8, right: 0, bottom: 20, left: 96 } as const;

interface StripSvgProps {
  readonly asked: readonly Quantity[];
  readonly before: readonly Quantity[];
  readonly hue: Hue;
  readonly label: string;
  readonly top: string;
  readonly monthOf: (month: number) => string;
}

function StripSvg({ asked, before, hue, label, top, monthOf }: StripSvgProps) {
  const [lowest, highest] = boundsOf([...asked, ...before]);
  const scale = scaleBetween(lowest, highest > 0n ? highest : 1n, [box.height - box.bottom, box.top]);
  const bands = bandScale(asked.length, [box.left, box.width], 0);
  const bar = (month: number, amount: Quantity | undefined, at: number, className: string) => {
    if (!amount) return null;
    const [from, to] = [scale.at(amount), scale.at(0n)].sort((one, other) => one - other) as [number, number];
    return (
      <rect
        x={place(bands.start(month) + at * bands.width)}
        y={from}
        width={place(bands.width / 2)}
        height={Math.max(place(to - from), 1)}
        className={className}
      />
    );
  };
  return (
    <Drawing box={box} label={label}>
      <line x1={box.left} x2={box.width} y1={scale.at(scale.highest)} y2={scale.at(scale.highest)} className={gridLine} />
      <line x1={box.left} x2={box.width} y1={scale.at(0n)} y2={scale.at(0n)} className={baseLine} />
      <text x={box.left - 8} y={scale.at(scale.highest)} dy="0.7em" textAnchor="end">
        {top}
      </text>
      <text x={box.left - 8} y={scale.at(0n)} dy="0.32em" textAnchor="end">
        0
      </text>
      {asked.map((amount, month) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place
        <g key={month}>
          {bar(month, before[month], 0.18, markClass("previous-year", hue))}
          {bar(month, amount, 0.3, markClass("requested", hue))}
          <text x={bands.middle(month)} y={box.height - 5} textAnchor="middle">
            {monthOf(month)}
          </text>
        </g>
      ))}
    </Drawing>
  );
}

/** By month: asked, executed N-1, and what is asked of the whole year without its months. */
function monthsOf(lines: readonly LineState[], view: SheetView, references: ViewReferences) {
  const asked = noMonths.map(
    (_, index) => knownSum(lines.map((line) => amountIn(line, view, { targetYear: view.year, month: index + 1 }))) ?? 0n,
  );
  const own = [...lines.map((line) => references.of(line)), ...references.unclaimed];
  const before = noMonths.map((_, index) => sum(own.map((reference) => reference?.months[index] ?? 0n)));
  const all = knownSum(lines.map((line) => amountIn(line, view, { targetYear: view.year, month: undefined }))) ?? 0n;
  return { asked, before, whole: all - sum(asked) };
}
