import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { ColumnsSvg } from "#app/ui/figure/columns-svg.tsx";
import { Figure } from "#app/ui/figure/figure.tsx";
import { ClassSwatch, Legend, markClass } from "#app/ui/figure/marks.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import type { Column } from "#app/ui/table/data-table.tsx";
import { monthsAddress } from "../../units/addresses.ts";
import type { Overview } from "./load-overview.ts";

interface EtptFigureProps {
  readonly year: number;
  readonly overview: Pick<Overview, "months" | "outlook" | "day">;
}

/** Each month as if it lasted the year, so that it stands against the ceiling of the year: what is posted, and what contracts say of the rest. */
export function EtptFigure({ year, overview: { months, outlook, day } }: EtptFigureProps) {
  const words = useTranslations("workforce");
  const format = useFormat();
  const rows = months.flatMap((month, index) => {
    const own = outlook.months[index];
    return own ? [{ month, amount: own.amount * 12n, posted: own.posted, gap: outlook.ceiling - own.amount * 12n }] : [];
  });
  const title = words("figure.title", {
    year: String(year),
    ceiling: format.amount(outlook.ceiling, "ETPT"),
    landing: format.amount(outlook.landing, "ETPT"),
    side: outlook.room < 0n ? "over" : "under",
    room: format.amount(outlook.room < 0n ? -outlook.room : outlook.room, "ETPT"),
  });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: "month", head: words("figure.month"), cell: ({ month }) => format.month(month, "longWithYear") },
    {
      key: "kind",
      head: words("figure.kind"),
      cell: ({ month, posted }) =>
        posted ? <Link to={`${monthsAddress(year, "staffing")}?month=${month}`}>{words("figure.posted")}</Link> : words("figure.ahead"),
    },
    {
      key: "amount",
      head: words("figure.amount"),
      unit: format.unit("ETPT"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="ETPT" />,
    },
    {
      key: "gap",
      head: words("figure.gap"),
      unit: format.unit("ETPT"),
      align: "end",
      cell: ({ gap }) => <Amount quantity={gap} resource="ETPT" sign="always" />,
    },
  ];
  const mark = (posted: boolean) => markClass(posted ? "paid" : "landing", "etpt");
  return (
    <Figure
      title={title}
      unit={format.unit("ETPT")}
      source={words("source")}
      asOf={format.day(day)}
      columns={columns}
      rows={rows}
      rowKey={({ month }) => month}
      legend={
        <Legend
          entries={[
            { key: "posted", swatch: <ClassSwatch className={mark(true)} />, label: words("figure.posted") },
            { key: "ahead", swatch: <ClassSwatch className={mark(false)} />, label: words("figure.ahead") },
            { key: "ceiling", swatch: <ClassSwatch className={markClass("notified", "etpt")} />, label: words("figure.ceiling") },
          ]}
        />
      }
      svg={
        <ColumnsSvg
          label={title}
          columns={rows.map(({ month, amount, posted, gap }) => ({
            key: month,
            label: [format.month(month)],
            value: format.amount(amount, "ETPT"),
            parts: [{ key: "amount", amount, className: mark(posted) }],
            frame:
              outlook.ceiling === 0n
                ? undefined
                : {
                    amount: outlook.ceiling,
                    className: markClass("notified", "etpt"),
                    value: format.amount(-gap, "ETPT", { sign: "always" }),
                  },
          }))}
        />
      }
      note={words("figure.note")}
    />
  );
}
