import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { type BalancePairs, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { BalanceLine } from "#db/queries/ledger/trial-balance.ts";
import { accountAddress } from "../addresses.ts";

type Row = BalanceLine & { readonly isClass: boolean };

const pairs = [
  "openingDebit",
  "openingCredit",
  "movementDebit",
  "movementCredit",
  "closingDebit",
  "closingCredit",
] as const satisfies readonly (keyof BalancePairs)[];

/** Three pairs of columns; each class is followed by its own total. */
export function BalanceTable({
  year,
  lines,
  empty,
}: {
  readonly year: number;
  readonly lines: readonly BalanceLine[];
  readonly empty: ReactNode;
}) {
  const words = useTranslations("ledger");
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      key: "account",
      head: words("account.head"),
      cell: ({ account, label, isClass }) =>
        isClass ? (
          words("trialBalance.classTotal", { class: account })
        ) : (
          <Link to={accountAddress(year, account)}>
            {account} · {label}
          </Link>
        ),
    },
    ...pairs.map((pair) => ({
      key: pair,
      head: words(`trialBalance.${pair}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (row: Row) => <Amount quantity={row[pair]} resource="EUR" />,
    })),
  ];
  const total = totalOf(lines);
  return (
    <DataTable
      caption={words("trialBalance.caption", { year: String(year) })}
      hideCaption
      main
      columns={columns}
      rows={withClassTotals(lines)}
      rowKey={({ account, isClass }) => (isClass ? `class-${account}` : account)}
      isSubtotal={({ isClass }) => isClass}
      totals={Object.fromEntries(pairs.map((pair) => [pair, <Amount key={pair} quantity={total[pair]} resource="EUR" />]))}
      empty={empty}
    />
  );
}

function withClassTotals(lines: readonly BalanceLine[]): Row[] {
  const classes = [...new Set(lines.map(({ account }) => account.charAt(0)))];
  return classes.flatMap((name) => {
    const own = lines.filter(({ account }) => account.startsWith(name));
    return [...own.map((line) => ({ ...line, isClass: false })), { account: name, label: "", ...totalOf(own), isClass: true }];
  });
}
