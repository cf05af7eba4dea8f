import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { type AgedAmounts, ageBuckets } from "#app/domain/ledger/matching/ageing.ts";
import type { Day } from "#app/domain/month.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { openItemsAddress } from "../addresses.ts";
import { noParty } from "../matching/account/filter-names.ts";
import type { AgedRow } from "./load-open-items.server.ts";

const columns = [...ageBuckets, "total"] as const;

interface AgedTableProps {
  readonly year: number;
  readonly on: Day;
  readonly rows: readonly AgedRow[];
  readonly total: AgedAmounts;
}

/** What each party owes or is owed, by how late it is; each row leads to its lines. */
export function AgedTable({ year, on, rows, total }: AgedTableProps) {
  const words = useTranslations("openItems");
  const format = useFormat();
  const amounts = columns.map(
    (bucket): Column<AgedRow> => ({
      key: bucket,
      head: words(`bucket.${bucket}`),
      unit: format.unit("EUR"),
      align: "end",
      cell: ({ amounts: own }) => <Amount quantity={own[bucket]} resource="EUR" />,
    }),
  );
  return (
    <DataTable
      caption={words("caption", { on: format.day(on) })}
      hideCaption
      main
      columns={[{ key: "party", head: words("party"), cell: (row) => <PartyCell row={row} {...{ year, on }} /> }, ...amounts]}
      rows={rows}
      rowKey={({ kind, account, party }) => `${kind}:${account}:${party ?? noParty}`}
      isSubtotal={({ kind }) => kind === "account"}
      totals={Object.fromEntries(columns.map((bucket) => [bucket, <Amount key={bucket} quantity={total[bucket]} resource="EUR" />]))}
      empty={<EmptyState title={words("settled", { on: format.day(on) })} />}
    />
  );
}

function PartyCell({ row, year, on }: { readonly row: AgedRow; readonly year: number; readonly on: Day }) {
  const words = useTranslations("openItems");
  const { kind, account, accountLabel, party, partyLabel } = row;
  if (kind === "account") return <>{words("accountTotal", { account, label: accountLabel })}</>;
  return <Link to={openItemsAddress(year, { account, on, party: party ?? noParty })}>{partyLabel ?? party ?? words("noParty")}</Link>;
}
