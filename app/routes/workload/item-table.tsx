import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { workItemAddress } from "./addresses.ts";
import type { ItemRow } from "./item-rows.ts";

/** Works and the days that they ask. */
export function ItemTable({
  year,
  items,
  caption,
}: {
  readonly year: number;
  readonly items: readonly ItemRow[];
  readonly caption: string;
}) {
  const words = useTranslations("workload");
  const format = useFormat();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={items}
      rowKey={({ code }) => code}
      totals={items.length > 1 ? { days: <Amount quantity={sum(items.map(({ days }) => days))} resource="DAY" /> } : undefined}
      columns={[
        { key: "item", head: words("columns.item"), cell: ({ code, label }) => <Link to={workItemAddress(year, code)}>{label}</Link> },
        { key: "kind", head: words("columns.kind"), cell: ({ kind }) => words(`kinds.${kind}`) },
        { key: "standing", head: words("columns.standing"), cell: ({ standing }) => words(`standings.${standing}`) },
        { key: "unit", head: words("columns.unit"), cell: ({ unitLabel }) => unitLabel },
        { key: "request", head: words("columns.request"), cell: ({ requestTitle }) => requestTitle ?? "–" },
        {
          ...{ key: "days", head: words("columns.days"), unit: format.unit("DAY"), align: "end" },
          cell: ({ days }) => <Amount quantity={days} resource="DAY" />,
        },
      ]}
    />
  );
}
