import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress, entryAddress } from "../addresses.ts";
import { searchWith } from "../book-search.ts";
import styles from "../books.module.css";
import { Side } from "../side.tsx";
import { pairKeys } from "../trial-balance/rows.ts";
import type { readParty } from "./reading.ts";

type Reading = Awaited<ReturnType<typeof readParty>>;
type PartyAccount = Reading["party"]["accounts"][number];
type Row = ({ readonly kind: "line" } & Reading["rows"][number]) | { readonly kind: "brought" | "carried"; readonly running: bigint };

/** What the party holds on each account; choosing one leaves its lines alone below. */
export function AccountsTable({ year, party }: { readonly year: number; readonly party: Reading["party"] }) {
  const ledger = useTranslations("ledger");
  const words = useTranslations("books");
  const format = useFormat();
  const [asked] = useSearchParams();
  const total = totalOf(party.accounts);
  const columns: Column<PartyAccount>[] = [
    {
      key: "account",
      head: ledger("account.head"),
      cell: ({ account, accountLabel }) => (
        <Link to={searchWith(asked, { account: asked.get("account") === account ? null : account })} preventScrollReset>
          {account} · {accountLabel}
        </Link>
      ),
    },
    ...pairKeys.map((pair) => ({
      key: pair,
      head: ledger(`trialBalance.${pair}`),
      unit: format.unit("EUR"),
      align: "end" as const,
      cell: (row: PartyAccount) => <Amount quantity={row[pair]} resource="EUR" />,
    })),
  ];
  return (
    <DataTable
      caption={words("party.accountsCaption", { party: party.code, year: String(year) })}
      hideCaption
      columns={columns}
      rows={party.accounts}
      rowKey={({ account }) => account}
      totals={Object.fromEntries(pairKeys.map((pair) => [pair, <Amount key={pair} quantity={total[pair]} resource="EUR" />]))}
      empty={<EmptyState title={words("party.none")} />}
    />
  );
}

export function LinesTable({
  reading: { year, party, rows, brought, sums, after, next },
  pages,
}: {
  readonly reading: Reading;
  readonly pages: { readonly first?: string | undefined; readonly next?: string | undefined } | undefined;
}) {
  const words = useTranslations("books");
  const lines = rows.map((line): Row => ({ kind: "line", ...line }));
  const first: Row[] = after ? [{ kind: "brought", running: brought }] : [];
  const last: Row[] = next === null ? [] : [{ kind: "carried", running: rows.at(-1)?.running ?? brought }];
  return (
    <DataTable
      caption={words("party.linesCaption", { party: party.code, year: String(year) })}
      hideCaption
      main
      columns={useLineColumns(year)}
      rows={[...first, ...lines, ...last]}
      rowKey={(row) => (row.kind === "line" ? `${row.entryId}-${row.line}` : row.kind)}
      isSubtotal={({ kind }) => kind !== "line"}
      pinned={({ kind }) => (kind === "brought" ? "top" : kind === "carried" ? "bottom" : undefined)}
      totals={{
        debit: <Amount quantity={sums.debit} resource="EUR" />,
        credit: <Amount quantity={sums.credit} resource="EUR" />,
        running: <Amount quantity={sums.debit - sums.credit} resource="EUR" />,
      }}
      empty={<EmptyState title={words("party.none")} />}
      pages={pages}
    />
  );
}

function useLineColumns(year: number): Column<Row>[] {
  const ledger = useTranslations("ledger");
  const words = useTranslations("books");
  const format = useFormat();
  type Line = Extract<Row, { kind: "line" }>;
  const ofLine = (cell: (line: Line) => React.ReactNode) => (row: Row) => (row.kind === "line" ? cell(row) : null);
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    {
      key: "date",
      head: ledger("entry.date"),
      cell: (row) => (row.kind === "line" ? format.day(row.entryDate) : words(`account.${row.kind}`)),
    },
    {
      key: "entry",
      head: ledger("entry.head"),
      cell: ofLine(({ entryId, journal, number }) => <Link to={entryAddress(year, entryId)}>{`${journal}-${number}`}</Link>),
    },
    {
      key: "account",
      head: ledger("account.head"),
      cell: ofLine(({ account }) => <Link to={accountAddress(year, account)}>{account}</Link>),
    },
    { key: "label", head: ledger("entry.label"), cell: ofLine(({ label }) => label) },
    { key: "voucher", head: ledger("entry.voucher"), cell: ofLine(({ voucher }) => <span className={styles.code}>{voucher}</span>) },
    { key: "matching", head: ledger("account.matching"), cell: ofLine(({ matching }) => matching) },
    { key: "debit", head: ledger("entry.debit"), ...amount, cell: ofLine(({ debit }) => <Side amount={debit} resource="EUR" />) },
    { key: "credit", head: ledger("entry.credit"), ...amount, cell: ofLine(({ credit }) => <Side amount={credit} resource="EUR" />) },
    { key: "running", head: words("party.running"), ...amount, cell: ({ running }) => <Amount quantity={running} resource="EUR" /> },
  ];
}
