import { useTranslations } from "use-intl";
import type { FedCell } from "#app/domain/means/feed.ts";
import { monthOfYear } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import styles from "../../units/units.module.css";

/** The cells that change, each with what it holds, what is brought, and what it will hold. */
export function FedTable({ cells }: { readonly cells: readonly FedCell[] }) {
  const words = useTranslations("means.bring");
  const format = useFormat();
  const columns: Column<FedCell>[] = [
    {
      key: "cell",
      head: words("cell"),
      cell: ({ measure, targetYear, month }) =>
        `${measure} ${month === 0 ? targetYear : format.month(monthOfYear(targetYear, month), "longWithYear")}`,
    },
    {
      ...{ key: "before", head: words("before"), unit: "€", align: "end" },
      cell: ({ measure, before }) => <Amount quantity={before ?? "not-applicable"} resource={measure} />,
    },
    {
      ...{ key: "brought", head: words("brought"), unit: "€", align: "end" },
      cell: ({ measure, brought }) => <Amount quantity={brought} resource={measure} sign="negative" />,
    },
    {
      ...{ key: "after", head: words("after"), unit: "€", align: "end" },
      cell: ({ measure, after }) => <Amount quantity={after ?? "not-applicable"} resource={measure} />,
    },
  ];
  return (
    <DataTable
      caption={words("cells")}
      hideCaption
      main
      columns={columns}
      rows={cells}
      rowKey={({ measure, targetYear, month }) => `${measure} ${targetYear} ${month}`}
      empty={<p className={styles.note}>{words("nothing")}</p>}
    />
  );
}
