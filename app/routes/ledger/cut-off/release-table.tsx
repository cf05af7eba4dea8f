import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { DecidedItem, ReleaseRow } from "#db/queries/ledger/cut-off.ts";
import { entryAddress } from "../addresses.ts";

/** When what was carried is consumed, and what of it has been posted. */
export function ReleaseTable({ items, releases }: { readonly items: readonly DecidedItem[]; readonly releases: readonly ReleaseRow[] }) {
  const words = useTranslations("cutOff");
  const format = useFormat();
  const labels = new Map(items.map(({ id, label }) => [id, label]));
  const columns: Column<ReleaseRow>[] = [
    { key: "month", head: words("month"), cell: ({ month }) => format.month(month, "longWithYear") },
    { key: "label", head: words("label"), cell: ({ itemId }) => labels.get(itemId) ?? "" },
    {
      key: "amount",
      head: words("amount"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ month, entryId, entryName }) =>
        entryId === null ? (
          <StatePill kind="not-started">{words("toCome")}</StatePill>
        ) : (
          <Link to={entryAddress(Number(month.slice(0, 4)), entryId)}>{entryName}</Link>
        ),
    },
  ];
  return (
    <DataTable
      caption={words("releases")}
      hideCaption
      columns={columns}
      rows={releases}
      rowKey={({ itemId, month }) => `${itemId} ${month}`}
      totals={{ amount: <Amount quantity={sum(releases.map(({ amount }) => amount))} resource="EUR" /> }}
    />
  );
}
