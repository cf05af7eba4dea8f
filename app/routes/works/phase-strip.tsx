import { addDays, type Day, daysBetween } from "#app/domain/month.ts";
import type { Phase, WorkDate } from "#app/domain/works/operation.ts";
import { Drawing, gridLine } from "#app/ui/figure/drawing.tsx";
import { markClass, plainClass } from "#app/ui/figure/marks.tsx";

interface PhaseStripProps {
  readonly label: string;
  readonly phases: readonly Phase[];
  readonly dates: readonly WorkDate[];
  readonly today: Day;
}

const [width, left, right, row, head] = [880, 190, 16, 26, 24];
const dayMark = 6;

/** The phases of an operation along time: the part that is done is solid; dates to meet are diamonds on the first line; a line is today. */
export function PhaseStrip({ label, phases, dates, today }: PhaseStripProps) {
  const days = [...phases.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]), ...dates.map(({ dueOn }) => dueOn)].sort();
  const [first, last] = [days[0] ?? today, days.at(-1) ?? today];
  const length = Math.max(1, daysBetween(first, addDays(last, 1)));
  const at = (day: Day) => Math.round((left + (daysBetween(first, day) / length) * (width - left - right)) * 10) / 10;
  const height = head + row * phases.length + 8;
  const years = [...new Set(days.map((day) => day.slice(0, 4)))];
  return (
    <Drawing box={{ width, height }} label={label}>
      {yearsBetween(years).map((year) => {
        const day = `${year}-01-01`;
        const x = day < first ? left : at(day);
        return (
          <g key={year}>
            <line x1={x} x2={x} y1={head - 4} y2={height} className={gridLine} />
            <text x={x + 3} y={10}>
              {year}
            </text>
          </g>
        );
      })}
      {phases.map(({ id, label: name, firstDay, lastDay, done }, index) => {
        const [from, to] = [at(firstDay), at(addDays(lastDay, 1))];
        const y = head + index * row;
        return (
          <g key={id}>
            <text x={0} y={y + 15}>
              {name.length > 26 ? `${name.slice(0, 25)}…` : name}
            </text>
            <rect x={from} y={y + 3} width={Math.max(2, to - from)} height={row - 8} className={markClass("requested", "day")} />
            {done > 0 && (
              <rect x={from} y={y + 3} width={((to - from) * done) / 100} height={row - 8} className={markClass("paid", "day")} />
            )}
          </g>
        );
      })}
      {first <= today && today <= last && (
        <line x1={at(today)} x2={at(today)} y1={head - 8} y2={height} className={plainClass("day-line")} />
      )}
      {dates.map(({ id, dueOn }) => (
        <path
          key={id}
          transform={`translate(${at(dueOn)} ${head - 4})`}
          d={`M0 ${-dayMark}L${dayMark} 0L0 ${dayMark}L${-dayMark} 0Z`}
          className={plainClass("diamond")}
        />
      ))}
    </Drawing>
  );
}

function yearsBetween(years: readonly string[]): number[] {
  const [first, last] = [Number(years[0]), Number(years.at(-1))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
