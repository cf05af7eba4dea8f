import type { DisplayUnit } from "../format/amount.ts";
import type { Formatter } from "../format/formatter.ts";
import { Drawing, hueText, MonthAxis, QuantityAxis, quantityText } from "./drawing.tsx";
import { spread } from "./labels.ts";
import { lineClass, markClass } from "./marks.tsx";
import { stepPath } from "./paths.ts";
import { type BandScale, bandScale, type QuantityScale } from "./scale.ts";
import { type YearPoint, yearScale } from "./year-points.ts";

/** The drawing's own units; it fills the width that it is given. */
export const yearBox = { width: 880, height: 300, top: 12, right: 86, bottom: 26, left: 60 } as const;
const behind = 4;
const between = 2;

interface YearSvgProps {
  readonly points: readonly YearPoint[];
  readonly unit: DisplayUnit;
  readonly label: string;
  readonly format: Formatter;
}

/** AE committed and CP paid, cumulated month by month, under the lines of what is allotted; last year in grey behind. */
export function YearSvg({ points, unit, label, format }: YearSvgProps) {
  const { width, height, top, right, bottom, left } = yearBox;
  const scale = yearScale(points, [height - bottom, top]);
  const bands = bandScale(points.length, [left, width - right], 0.32);
  return (
    <Drawing box={yearBox} label={label}>
      <QuantityAxis scale={scale} box={yearBox} say={(tick) => quantityText(format, tick, "EUR", unit)} />
      {points.map((point, index) => (
        <MonthMarks key={point.month} point={point} start={bands.start(index)} width={bands.width} scale={scale} />
      ))}
      <MonthAxis months={points.map(({ month }) => month)} bands={bands} box={yearBox} format={format} />
      <Ceilings points={points} bands={bands} scale={scale} say={(amount) => quantityText(format, amount, "EUR", unit)} />
    </Drawing>
  );
}

interface MonthMarksProps {
  readonly point: YearPoint;
  readonly start: number;
  readonly width: number;
  readonly scale: QuantityScale;
}

function MonthMarks({ point, start, width, scale }: MonthMarksProps) {
  const half = (width - between) / 2;
  const floor = scale.at(0n);
  const bar = (at: number, amount: bigint | null | undefined, className: string) =>
    amount === null || amount === undefined || amount <= 0n ? null : (
      <rect x={at} y={scale.at(amount)} width={half - behind} height={floor - scale.at(amount)} className={className} />
    );
  return (
    <g>
      {bar(start, point.previousCommitted, markClass("previous-year", "ae"))}
      {bar(start + behind, point.committed, markClass("committed", "ae"))}
      {bar(start + half + between, point.previousPaid, markClass("previous-year", "cp"))}
      {bar(start + half + between + behind, point.paid, markClass("paid", "cp"))}
    </g>
  );
}

interface CeilingsProps {
  readonly points: readonly YearPoint[];
  readonly bands: BandScale;
  readonly scale: QuantityScale;
  readonly say: (amount: bigint) => string;
}

function Ceilings({ points, bands, scale, say }: CeilingsProps) {
  const last = points.at(-1);
  if (!last) return null;
  const end = yearBox.width - yearBox.right;
  const [ae, cp] = spread([scale.at(last.allottedAe), scale.at(last.allottedCp)], 15, [yearBox.top, yearBox.height - yearBox.bottom]);
  return (
    <g>
      <path
        d={stepPath(
          points.map(({ allottedAe }) => allottedAe),
          bands,
          scale,
        )}
        className={lineClass("ae")}
      />
      <path
        d={stepPath(
          points.map(({ allottedCp }) => allottedCp),
          bands,
          scale,
        )}
        className={lineClass("cp")}
      />
      <text x={end + 8} y={ae} dy="0.32em" className={hueText("ae")}>
        AE {say(last.allottedAe)}
      </text>
      <text x={end + 8} y={cp} dy="0.32em" className={hueText("cp")}>
        CP {say(last.allottedCp)}
      </text>
    </g>
  );
}
