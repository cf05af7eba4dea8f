import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Amount } from "#app/ui/amount.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import type { AccountLedger, AccountLine } from "#db/queries/ledger/account.ts";
import { accountAddress, entryAddress, partyAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { Side } from "../side.tsx";

type Row = ({ readonly kind: "line" } & AccountLine) | EdgeRow;
/** Where a page or the account begins and ends. */
interface EdgeRow {
  readonly kind: "opening" | "openingOfRange" | "brought" | "carried" | "closing" | "closingOfRange";
  readonly debit: bigint;
  readonly credit: bigint;
  readonly running: bigint;
}

interface LedgerTableProps {
  readonly year: number;
  readonly ledger: AccountLedger;
  readonly openingJournal: string | null;
  readonly ranged: boolean;
  readonly after: boolean;
  readonly pages: { readonly first?: string | undefined; readonly next?: string | undefined } | undefined;
}

/** The lines of an account between its opening and its closing, which stay in sight. */
export function LedgerTable({ year, ledger, openingJournal, ranged, after, pages }: LedgerTableProps) {
  const words = useTranslations("ledger");
  const books = useTranslations("books");
  const selection = ledger.kind === "selection";
  const openingAddress =
    openingJournal === null ? null : `${accountAddress(year, ledger.account)}?journal=${encodeURIComponent(openingJournal)}`;
  return (
    <DataTable
      caption={words("account.caption", { account: ledger.account, year: String(year) })}
      hideCaption
      main
      columns={useColumns(year, books(selection ? "account.selectionRunning" : "file.running"), openingAddress)}
      rows={rowsOf(ledger, ranged, after)}
      rowKey={(row) => (row.kind === "line" ? `${row.entryId}-${row.line}` : row.kind)}
      isSubtotal={({ kind }) => kind !== "line"}
      pinned={({ kind }) =>
        kind === "opening" || kind === "openingOfRange" || kind === "brought" ? "top" : kind === "line" ? undefined : "bottom"
      }
      totals={{
        date: selection ? books("account.selectionTotal") : undefined,
        debit: <Amount quantity={ledger.openingDebit + ledger.movementDebit} resource="EUR" />,
        credit: <Amount quantity={ledger.openingCredit + ledger.movementCredit} resource="EUR" />,
        running: <Amount quantity={ledger.closingDebit - ledger.closingCredit} resource="EUR" />,
      }}
      pages={pages}
    />
  );
}

function rowsOf({ brought, rows, next, kind, openingDebit, openingCredit }: AccountLedger, ranged: boolean, after: boolean): Row[] {
  const lines = rows.map((line) => ({ kind: "line" as const, ...line }));
  const nothing = { debit: 0n, credit: 0n };
  const first: EdgeRow[] = after
    ? [{ kind: "brought", ...nothing, running: brought }]
    : kind === "selection"
      ? []
      : [{ kind: ranged ? "openingOfRange" : "opening", debit: openingDebit, credit: openingCredit, running: brought }];
  const running = rows.at(-1)?.running ?? brought;
  const last: EdgeRow[] =
    next !== null
      ? [{ kind: "carried", ...nothing, running }]
      : kind === "selection"
        ? []
        : [{ kind: ranged ? "closingOfRange" : "closing", ...nothing, running }];
  return [...first, ...lines, ...last];
}

function useColumns(year: number, running: string, openingAddress: string | null): Column<Row>[] {
  const words = useTranslations("ledger");
  const format = useFormat();
  const ofLine = (cell: (line: AccountLine) => React.ReactNode) => (row: Row) => (row.kind === "line" ? cell(row) : null);
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    {
      key: "date",
      head: words("entry.date"),
      cell: (row) => (row.kind === "line" ? format.day(row.entryDate) : <EdgeName row={row} to={openingAddress} />),
    },
    {
      key: "entry",
      head: words("entry.head"),
      cell: ofLine(({ entryId, journal, number }) => <Link to={entryAddress(year, entryId)}>{`${journal}-${number}`}</Link>),
    },
    { key: "label", head: words("entry.label"), cell: ofLine(({ label }) => label) },
    { key: "voucher", head: words("entry.voucher"), cell: ofLine(({ voucher }) => <span className={styles.whole}>{voucher}</span>) },
    {
      key: "party",
      head: words("entry.party"),
      cell: ofLine(({ party }) => party !== null && <Link to={partyAddress(year, party)}>{party}</Link>),
    },
    { key: "matching", head: words("account.matching"), cell: ofLine(({ matching }) => matching) },
    { key: "debit", head: words("entry.debit"), ...amount, cell: ({ debit }) => <Side amount={debit} resource="EUR" /> },
    { key: "credit", head: words("entry.credit"), ...amount, cell: ({ credit }) => <Side amount={credit} resource="EUR" /> },
    {
      key: "running",
      head: running,
      ...amount,
      cell: ({ running: at }) => <Amount quantity={at} resource="EUR" />,
    },
  ];
}

/** The opening leads to the lines that make it up. */
function EdgeName({ row: { kind, debit, credit }, to }: { readonly row: EdgeRow; readonly to: string | null }) {
  const books = useTranslations("books");
  const name = books(`account.${kind}`);
  return kind !== "opening" || to === null || (debit === 0n && credit === 0n) ? name : <Link to={to}>{name}</Link>;
}
