import { useTranslations } from "use-intl";
import { daysBetween } from "#app/domain/month.ts";
import { Drawing, QuantityAxis } from "#app/ui/figure/drawing.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { place, scaleBetween } from "#app/ui/figure/scale.ts";
import { useFormat } from "#app/ui/format/formatter.ts";
import styles from "./campaigns.module.css";
import type { ReturnPoint } from "./panorama-rows.ts";

const box = { width: 880, height: 200, top: 14, right: 120, bottom: 26, left: 44 } as const;

/** The returns of a campaign day by day, against what its calendar expects. */
export function ReturnsFigure({
  points,
  count,
  today,
}: {
  readonly points: readonly ReturnPoint[];
  readonly count: number;
  readonly today: string;
}) {
  const words = useTranslations("campaigns.returns");
  const format = useFormat();
  const now = points.findLast(({ day, returned }) => day <= today && returned !== null);
  const title = words("title", { done: now?.returned ?? 0, count, expected: now?.expected ?? 0 });
  return (
    <Figure
      title={title}
      unit={words("unit")}
      source={words("source")}
      asOf={format.day(today)}
      rows={points}
      rowKey={({ day }) => day}
      columns={[
        { key: "day", head: words("day"), cell: ({ day }) => format.day(day) },
        {
          key: "returned",
          head: words("returned"),
          align: "end",
          cell: ({ returned }) => (returned === null ? "///" : format.count(returned)),
        },
        { key: "expected", head: words("expected"), align: "end", cell: ({ expected }) => format.count(expected) },
      ]}
      svg={<Returns points={points} count={count} label={title} />}
    />
  );
}

function Returns({ points, count, label }: { readonly points: readonly ReturnPoint[]; readonly count: number; readonly label: string }) {
  const words = useTranslations("campaigns.returns");
  const format = useFormat();
  const { width, height, top, right, bottom, left } = box;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const days = Math.max(1, daysBetween(first.day, last.day));
  const x = (day: string) => place(left + (daysBetween(first.day, day) / days) * (width - right - left));
  const scale = scaleBetween(0n, BigInt(Math.max(1, count)), [height - bottom, top]);
  const y = (units: number) => scale.at(BigInt(units));
  const past = points.filter(({ returned }) => returned !== null);
  const done = past.at(-1);
  const steps = past.map(({ day, returned }, index) => (index === 0 ? `M${x(day)} ${y(returned ?? 0)}` : `H${x(day)}V${y(returned ?? 0)}`));
  return (
    <Drawing box={box} label={label}>
      <QuantityAxis scale={scale} box={box} say={(tick) => format.count(tick)} />
      <path d={`M${points.map(({ day, expected }) => `${x(day)} ${y(expected)}`).join("L")}`} className={styles.expected} />
      <path d={steps.join("")} className={styles.returns} />
      <text x={left} y={height - 8}>
        {format.day(first.day)}
      </text>
      <text x={width - right} y={height - 8} textAnchor="end">
        {format.day(last.day)}
      </text>
      <text x={width - right + 8} y={y(last.expected)} dy="0.32em">
        {words("expected")}
      </text>
      {done && (
        <text x={x(done.day) + 8} y={y(done.returned ?? 0)} dy="-0.5em">
          {words("returnedCount", { count: done.returned ?? 0 })}
        </text>
      )}
    </Drawing>
  );
}
