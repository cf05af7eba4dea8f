import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { AssetLine } from "#db/queries/ledger/assets.ts";
import { accountAddress, entryAddress } from "../addresses.ts";

/** The lines of the books that the asset is made of. */
export function SourceTable({ year, sources }: { readonly year: number; readonly sources: readonly AssetLine[] }) {
  const words = useTranslations("assets");
  const format = useFormat();
  const columns: Column<AssetLine>[] = [
    {
      key: "entry",
      head: words("entry"),
      cell: ({ fiscalYear, entryId, entryName }) => <Link to={entryAddress(fiscalYear, entryId)}>{entryName}</Link>,
    },
    { key: "date", head: words("sources.date"), cell: ({ entryDate }) => format.day(entryDate) },
    { key: "account", head: words("account"), cell: ({ account }) => <Link to={accountAddress(year, account)}>{account}</Link> },
    { key: "label", head: words("sources.label"), cell: ({ label }) => label },
    { key: "voucher", head: words("sources.voucher"), cell: ({ voucher }) => voucher },
    {
      key: "amount",
      head: words("gross"),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amount }) => <Amount quantity={amount} resource="EUR" />,
    },
  ];
  return (
    <DataTable
      caption={words("sources.title")}
      hideCaption
      columns={columns}
      rows={sources}
      rowKey={({ entryId, line }) => `${entryId} ${line}`}
      totals={{ amount: <Amount quantity={sum(sources.map(({ amount }) => amount))} resource="EUR" /> }}
      empty={<EmptyState title={words("sources.empty")} />}
    />
  );
}
