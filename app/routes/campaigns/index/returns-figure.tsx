import { scaleLinear } from "d3-scale";
import { useTranslations } from "use-intl";
import { daysBetween } from "#app/domain/month.ts";
import { Figure } from "#app/ui/figure/figure.tsx";
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
      svg={<Drawing points={points} count={count} label={title} />}
    />
  );
}

function Drawing({ points, count, label }: { readonly points: readonly ReturnPoint[]; readonly count: number; readonly label: string }) {
  const words = useTranslations("campaigns.returns");
  const format = useFormat();
  const { width, height, top, right, bottom, left } = box;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const x = scaleLinear([0, Math.max(1, daysBetween(first.day, last.day))], [left, width - right]);
  const y = scaleLinear([0, Math.max(1, count)], [height - bottom, top]);
  const at = (day: string, value: number) => `${x(daysBetween(first.day, day)).toFixed(1)} ${y(value).toFixed(1)}`;
  const past = points.filter(({ returned }) => returned !== null);
  const done = past.at(-1);
  const steps = past.map(({ day, returned }, index) =>
    index === 0 ? `M${at(day, returned ?? 0)}` : `H${at(day, 0).split(" ")[0]} V${y(returned ?? 0).toFixed(1)}`,
  );
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={styles.chart}>
      {[0, count].map((tick) => (
        <g key={tick}>
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
          <text x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {format.count(tick)}
          </text>
        </g>
      ))}
      <path d={`M${points.map(({ day, expected }) => at(day, expected)).join(" L")}`} className={styles.expected} />
      <path d={steps.join(" ")} className={styles.returns} />
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
        <text x={x(daysBetween(first.day, done.day)) + 8} y={y(done.returned ?? 0)} dy="-0.5em">
          {words("returnedCount", { count: done.returned ?? 0 })}
        </text>
      )}
    </svg>
  );
}
