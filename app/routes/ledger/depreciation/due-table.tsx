import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { assetAddress } from "../addresses.ts";

export interface DueRow {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly unitLabel: string;
  readonly expense: string;
  readonly depreciation: string;
  readonly base: Quantity;
  readonly before: Quantity;
  readonly amount: Quantity;
}

export function DueTable({ year, due, empty }: { readonly year: number; readonly due: readonly DueRow[]; readonly empty: ReactNode }) {
  const words = useTranslations("assets");
  const format = useFormat();
  const amount = (key: string, head: string, of: (row: DueRow) => Quantity): Column<DueRow> => ({
    key,
    head,
    unit: format.unit("EUR"),
    align: "end",
    cell: (row) => <Amount quantity={of(row)} resource="EUR" />,
  });
  const columns: Column<DueRow>[] = [
    {
      key: "asset",
      head: words("asset"),
      cell: ({ id, code, label }) => (
        <Link to={assetAddress(year, id)}>
          {code} · {label}
        </Link>
      ),
    },
    { key: "unit", head: words("unit"), cell: ({ unitLabel }) => unitLabel },
    { key: "accounts", head: words("run.accounts"), cell: ({ expense, depreciation }) => `${expense} / ${depreciation}` },
    amount("base", words("run.base"), ({ base }) => base),
    amount("before", words("run.before"), ({ before }) => before),
    amount("due", words("run.amount"), (row) => row.amount),
    amount("after", words("run.after"), (row) => row.before + row.amount),
  ];
  return (
    <DataTable
      caption={words("run.preview")}
      hideCaption
      main
      columns={columns}
      rows={due}
      rowKey={({ id }) => id}
      totals={{ due: <Amount quantity={sum(due.map((row) => row.amount))} resource="EUR" /> }}
      empty={empty}
    />
  );
}
