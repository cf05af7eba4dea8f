import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { lineText } from "#app/domain/ledger/matching/group.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { entryAddress, matchingAddress } from "../addresses.ts";
import type { AgedItem } from "./load-open-items.server.ts";

interface ItemTableProps {
  readonly year: number;
  readonly caption: string;
  readonly items: readonly AgedItem[];
}

/** The open lines of a party, the oldest first, each leading to its entry. */
export function ItemTable({ year, caption, items }: ItemTableProps) {
  const words = useTranslations("openItems");
  return (
    <DataTable
      caption={caption}
      main
      columns={useColumns(year)}
      rows={items}
      rowKey={lineText}
      totals={{ remaining: <Amount quantity={sum(items.map(({ remaining }): Quantity => remaining))} resource="EUR" /> }}
      empty={<EmptyState title={words("empty")} />}
    />
  );
}

function useColumns(year: number): Column<AgedItem>[] {
  const words = useTranslations("openItems");
  const format = useFormat();
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    { key: "date", head: words("date"), cell: ({ entryDate }) => format.day(entryDate) },
    {
      key: "entry",
      head: words("entry"),
      cell: ({ entryId, journal, number }) => <Link to={entryAddress(year, entryId)}>{`${journal}-${number}`}</Link>,
    },
    { key: "label", head: words("label"), cell: ({ label }) => label },
    {
      key: "voucher",
      head: words("voucher"),
      cell: ({ voucher, voucherDate }) =>
        [voucher, voucherDate === null ? null : format.day(voucherDate)].filter((part) => part !== null).join(" · "),
    },
    {
      key: "late",
      head: words("late"),
      align: "end",
      cell: ({ lateDays }) => (lateDays <= 0 ? words("bucket.notDue") : words("lateDays", { days: lateDays })),
    },
    {
      key: "original",
      head: words("original"),
      ...amount,
      cell: ({ debit, credit }) => <Amount quantity={debit - credit} resource="EUR" />,
    },
    {
      key: "remaining",
      head: words("remaining"),
      ...amount,
      cell: ({ remaining, account, entryId, line }) => (
        <Link to={matchingAddress(year, account, { line: lineText({ entryId, line }) })} title={words("match")}>
          <Amount quantity={remaining} resource="EUR" />
        </Link>
      ),
    },
  ];
}
