import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { AssetLine } from "#db/queries/ledger/assets.ts";
import { entryAddress } from "../addresses.ts";
import own from "./asset-form.module.css";
import { sourceName } from "./source-name.ts";

/** What could be entered, each line with its box; a line makes one asset, an asset may be made of several. */
export function CandidateTable({ candidates }: { readonly candidates: readonly AssetLine[] }) {
  const words = useTranslations("assets");
  const format = useFormat();
  const columns: Column<AssetLine>[] = [
    {
      key: "label",
      head: words("sources.label"),
      cell: (line) => (
        <label className={own.check}>
          <input type="checkbox" name="sources" value={sourceName(line)} />
          {line.label}
        </label>
      ),
    },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ fiscalYear, entryId, entryName }) => <Link to={entryAddress(fiscalYear, entryId)}>{entryName}</Link>,
    },
    { key: "date", head: words("sources.date"), cell: ({ entryDate }) => format.day(entryDate) },
    { key: "account", head: words("account"), cell: ({ account }) => account },
    { key: "unit", head: words("unit"), cell: ({ unit }) => unit },
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
      caption={words("candidates")}
      hideCaption
      main
      columns={columns}
      rows={candidates}
      rowKey={sourceName}
      empty={<EmptyState title={words("noCandidate")}>{words("noCandidateHint")}</EmptyState>}
    />
  );
}
