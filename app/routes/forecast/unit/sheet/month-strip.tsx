import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { noMonths } from "#app/domain/forecast/landing.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { type Hue, markClass, Swatch } from "#app/ui/figure/marks.tsx";
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
  const years = { year: String(year), executed: String(year - 2) };
  const title = words("strip", { ...years, asked: figure(sum(asked)), before: figure(sum(before)) });
  const monthOf = (month: number) => format.month(`${year}-${String(month + 1).padStart(2, "0")}`, "short");
  const hue = measure.toLowerCase() as Hue;
  return (
    <figure className={styles.strip}>
      <figcaption>
        <span>{title}</span>
        <span className={styles.legend}>
          <Swatch stage="requested" hue={hue} /> {words("askedOf", years)}
          <Swatch stage="previous-year" hue={hue} /> {words("of.executed", { ...years, present: "" })}
        </span>
      </figcaption>
      <StripSvg asked={asked} before={before} hue={hue} label={title} monthOf={monthOf} top={figure(topOf(asked, before))} />
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

const box = { width: 1080, height: 120, top: 8, bottom: 20, left: 96 } as const;

interface StripSvgProps {
  readonly asked: readonly Quantity[];
  readonly before: readonly Quantity[];
  readonly hue: Hue;
  readonly label: string;
  readonly top: string;
  readonly monthOf: (month: number) => string;
}

function StripSvg({ asked, before, hue, label, top, monthOf }: StripSvgProps) {
  const all = [...asked, ...before].map(Number);
  const [most, least] = [Math.max(1, ...all), Math.min(0, ...all)];
  const y = (amount: number) => box.top + ((most - amount) / (most - least)) * (box.height - box.bottom - box.top);
  const step = (box.width - box.left) / 12;
  const bar = (month: number, amount: Quantity | undefined, { at, width }: { at: number; width: number }, className: string) => {
    if (!amount) return null;
    const [from, to] = [y(Math.max(0, Number(amount))), y(Math.min(0, Number(amount)))];
    return <rect x={box.left + month * step + at} y={from} width={width} height={Math.max(to - from, 1)} className={className} />;
  };
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} preserveAspectRatio="xMinYMid meet" role="img" aria-label={label}>
      <line x1={box.left} x2={box.width} y1={y(most)} y2={y(most)} className={styles.grid} />
      <line x1={box.left} x2={box.width} y1={y(0)} y2={y(0)} className={styles.base} />
      <text x={box.left - 8} y={y(most)} dy="0.7em" textAnchor="end">
        {top}
      </text>
      <text x={box.left - 8} y={y(0)} dy="0.32em" textAnchor="end">
        0
      </text>
      {asked.map((amount, month) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a month is its place
        <g key={month}>
          {bar(month, before[month], { at: step * 0.18, width: step * 0.5 }, markClass("previous-year", hue))}
          {bar(month, amount, { at: step * 0.3, width: step * 0.5 }, markClass("requested", hue))}
          <text x={box.left + (month + 0.5) * step} y={box.height - 5} textAnchor="middle">
            {monthOf(month)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function topOf(asked: readonly Quantity[], before: readonly Quantity[]): Quantity {
  return [...asked, ...before].reduce((most, amount) => (amount > most ? amount : most), 0n);
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
