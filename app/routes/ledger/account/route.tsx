import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { isMatchable } from "#app/domain/ledger/matching/settings.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type AccountLedger, type AccountLine, accountLedger, parseCursor } from "#db/queries/ledger/account.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { accountAddress, entryAddress, ledgerCrumbs, matchingAddress, trialBalanceAddress } from "../addresses.ts";
import styles from "../ledger.module.css";
import { Side } from "../side.tsx";
import { requireWholeLedger } from "../whole-ledger.ts";

export const loader = guard.loader({ capability: "ledger.read" }, async (scene) => {
  await requireWholeLedger(scene);
  const { db, params, url, year, notFound } = scene;
  const account = params["account"] ?? "";
  const after = parseCursor(url.searchParams.get("after"));
  const ledger = await accountLedger(db, { fiscalYear: year, account, after });
  if (!ledger) throw notFound("account", account);
  const matchable = isMatchable(account, await matchingSettings(db));
  return { year, after: after !== undefined, ledger: { ...ledger, matchable } };
});

/** A line of the account, or what stands above and below the lines. */
type Row = { readonly kind: "opening" | "brought" | "closing"; readonly running: bigint } | ({ readonly kind: "line" } & AccountLine);

export default function AccountPage() {
  const { year, after, ledger } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const matchingWords = useTranslations("matching");
  const format = useFormat();
  const here = accountAddress(year, ledger.account);
  const closing = ledger.closingDebit - ledger.closingCredit;
  const side = closing > 0n ? "debit" : closing < 0n ? "credit" : "nil";
  return (
    <Page
      title={`${ledger.account} · ${ledger.label}`}
      crumbs={ledgerCrumbs(words("title"), year, { label: words("trialBalance.title"), to: trialBalanceAddress(year) })}
      actions={
        ledger.matchable && (
          <Link to={matchingAddress(year, ledger.account)} className={buttonClass()}>
            {matchingWords("title")}
          </Link>
        )
      }
      message={words(`account.${side}`, { amount: format.amountWithUnit(closing < 0n ? -closing : closing, "EUR") })}
    >
      <DataTable
        caption={words("account.caption", { account: ledger.account, year: String(year) })}
        hideCaption
        main
        columns={useColumns(year)}
        rows={rowsOf(ledger, after)}
        rowKey={(row) => (row.kind === "line" ? `${row.entryId}-${row.line}` : row.kind)}
        isSubtotal={({ kind }) => kind !== "line"}
        totals={{
          debit: <Amount quantity={ledger.openingDebit + ledger.movementDebit} resource="EUR" />,
          credit: <Amount quantity={ledger.openingCredit + ledger.movementCredit} resource="EUR" />,
          running: <Amount quantity={closing} resource="EUR" />,
        }}
        pages={{ first: after ? here : undefined, next: ledger.next === null ? undefined : `${here}?after=${ledger.next}` }}
      />
    </Page>
  );
}

function rowsOf(ledger: Pick<AccountLedger, "brought" | "rows" | "next">, after: boolean): Row[] {
  const lines = ledger.rows.map((line) => ({ kind: "line" as const, ...line }));
  const first = { kind: after ? ("brought" as const) : ("opening" as const), running: ledger.brought };
  const last = ledger.next === null ? [{ kind: "closing" as const, running: ledger.rows.at(-1)?.running ?? ledger.brought }] : [];
  return [first, ...lines, ...last];
}

function useColumns(year: number): Column<Row>[] {
  const words = useTranslations("ledger");
  const format = useFormat();
  const ofLine = (cell: (line: AccountLine) => React.ReactNode) => (row: Row) => (row.kind === "line" ? cell(row) : null);
  const amount = { unit: format.unit("EUR"), align: "end" as const };
  return [
    {
      key: "date",
      head: words("entry.date"),
      cell: (row) => (row.kind === "line" ? format.day(row.entryDate) : words(`account.${row.kind}`)),
    },
    {
      key: "entry",
      head: words("entry.head"),
      cell: ofLine(({ entryId, journal, number }) => <Link to={entryAddress(year, entryId)}>{`${journal}-${number}`}</Link>),
    },
    { key: "label", head: words("entry.label"), cell: ofLine(({ label }) => label) },
    { key: "voucher", head: words("entry.voucher"), cell: ofLine(({ voucher }) => <span className={styles.whole}>{voucher}</span>) },
    { key: "party", head: words("entry.party"), cell: ofLine(({ party }) => party) },
    { key: "matching", head: words("account.matching"), cell: ofLine(({ matching }) => matching) },
    { key: "debit", head: words("entry.debit"), ...amount, cell: ofLine(({ debit }) => <Side amount={debit} resource="EUR" />) },
    { key: "credit", head: words("entry.credit"), ...amount, cell: ofLine(({ credit }) => <Side amount={credit} resource="EUR" />) },
    { key: "running", head: words("account.running"), ...amount, cell: ({ running }) => <Amount quantity={running} resource="EUR" /> },
  ];
}
