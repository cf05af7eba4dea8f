import { useTranslations } from "use-intl";
import type { Day, Month } from "#app/domain/month.ts";
import { least, type Quantity } from "#app/domain/quantity.ts";
import type { LoadThresholds } from "#app/domain/workload/capacity.ts";
import type { TeamBalance } from "#app/domain/workload/plan.ts";
import { Amount } from "#app/ui/amount.tsx";
import { ColumnsSvg } from "#app/ui/figure/columns-svg.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { ClassSwatch, Legend, markClass, plainClass } from "#app/ui/figure/marks.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Column } from "#app/ui/table/data-table.tsx";
import { LoadRate } from "./load-level.tsx";

export interface MonthOfLoad extends Pick<TeamBalance, "capacity" | "load"> {
  readonly month: Month;
}

interface LoadFigureProps {
  readonly title: string;
  readonly asOf: Day;
  readonly months: readonly MonthOfLoad[];
  readonly thresholds: LoadThresholds;
}

const marks = { within: markClass("notified", "day"), capacity: markClass("requested", "day"), beyond: plainClass("over") };

/** Days of work month by month within the days that people can give; what is beyond them stands above, in a mark of its own. */
export function LoadFigure({ title, asOf, months, thresholds }: LoadFigureProps) {
  const words = useTranslations("workload");
  const format = useFormat();
  const gap = ({ capacity, load }: MonthOfLoad): Quantity => capacity - load;
  const amounts = (key: "capacity" | "load"): Column<MonthOfLoad> => ({
    ...{ key, head: words(`columns.${key}`), unit: format.unit("DAY"), align: "end" },
    cell: (own) => <Amount quantity={own[key]} resource="DAY" />,
  });
  return (
    <Figure
      title={title}
      unit={format.unit("DAY")}
      source={words("source")}
      asOf={format.day(asOf)}
      columns={[
        { key: "month", head: words("columns.month"), cell: ({ month }) => format.month(month, "longWithYear") },
        amounts("capacity"),
        amounts("load"),
        {
          ...{ key: "gap", head: words("columns.gap"), unit: format.unit("DAY"), align: "end" },
          cell: (own) => <Amount quantity={gap(own)} resource="DAY" sign="always" />,
        },
        { key: "rate", head: words("columns.rate"), align: "end", cell: (own) => <LoadRate balance={own} thresholds={thresholds} /> },
      ]}
      rows={months}
      rowKey={({ month }) => month}
      legend={
        <Legend
          entries={(["within", "beyond", "capacity"] as const).map((key) => ({
            ...{ key, swatch: <ClassSwatch className={marks[key]} />, label: words(`figure.${key}`) },
          }))}
        />
      }
      svg={
        <ColumnsSvg
          label={title}
          columns={months.map(({ month, capacity, load }) => ({
            key: month,
            label: [format.month(month)],
            value: format.amount(load, "DAY"),
            parts: [
              { key: "within", amount: least(load, capacity), className: marks.within },
              { key: "beyond", amount: load > capacity ? load - capacity : 0n, className: marks.beyond },
            ],
            frame: { amount: capacity, className: marks.capacity, value: format.amount(capacity - load, "DAY", { sign: "always" }) },
          }))}
        />
      }
    />
  );
}
