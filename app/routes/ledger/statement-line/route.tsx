import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { PlacedAccount } from "#app/domain/ledger/statements/composition.ts";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { accountAddress, ledgerCrumbs, statementsAddress } from "../addresses.ts";
import { readStatements } from "../statements/read-statements.ts";

type Row = PlacedAccount & { readonly previous: bigint | null };

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, params, locale, notFound } = scene;
  const code = params["line"] ?? "";
  const read = await readStatements(db, year, locale);
  const line = read?.now.lines.find((candidate) => candidate.code === code);
  if (!read || !line) throw notFound("statementLine", code);
  const before = read.before?.statements.lines.find((candidate) => candidate.code === code);
  const earlier = new Map(before?.accounts.map((account) => [account.account, account.amount]));
  const known = new Set(line.accounts.map(({ account }) => account));
  const vanished = before?.accounts.filter(({ account }) => !known.has(account)).map((account) => ({ ...account, amount: 0n })) ?? [];
  const accounts = [...line.accounts, ...vanished].sort((left, right) => (left.account < right.account ? -1 : 1));
  const previous = (account: string) => (read.before ? (earlier.get(account) ?? 0n) : null);
  return {
    year,
    previousYear: read.before?.exercise.year ?? null,
    line: { code, label: line.label, source: line.source, gross: line.gross, depreciation: line.depreciation, net: line.net },
    accounts: accounts.map((account): Row => ({ ...account, previous: previous(account.account) })),
    previousNet: read.before ? (before?.net ?? 0n) : null,
  };
});

/** What a line of the statements is made of: its accounts, each opening its ledger. */
export default function StatementLinePage() {
  const { year, previousYear, line, accounts, previousNet } = useLoaderData<typeof loader>();
  const words = useTranslations("statements");
  const ledger = useTranslations("ledger");
  const format = useFormat();
  const signed = ({ measure }: Row, amount: bigint) => <Amount quantity={measure === "depreciation" ? -amount : amount} resource="EUR" />;
  const columns: Column<Row>[] = [
    {
      key: "account",
      head: words("note.account"),
      cell: ({ account, label }) => (
        <Link to={accountAddress(year, account)}>
          {account} · {label}
        </Link>
      ),
    },
    ...(line.depreciation === 0n
      ? []
      : [{ key: "measure", head: words("measureHead"), cell: ({ measure }: Row) => words(`measure.${measure}`) }]),
    { key: "amount", head: String(year), unit: format.unit("EUR"), align: "end", cell: (row) => signed(row, row.amount) },
    ...(previousYear === null
      ? []
      : [
          {
            key: "previous",
            head: String(previousYear),
            unit: format.unit("EUR"),
            align: "end" as const,
            cell: (row: Row) => (row.previous === null ? null : signed(row, row.previous)),
          },
        ]),
  ];
  return (
    <Page
      title={line.label}
      crumbs={ledgerCrumbs(ledger("title"), year, { label: words("title"), to: statementsAddress(year) })}
      message={words(line.source === "result" ? "lineOfResult" : "lineSentence", {
        amount: format.amountWithUnit(line.net, "EUR"),
        year: String(year),
      })}
    >
      <DataTable
        caption={words("lineCaption", { line: line.label })}
        hideCaption
        main
        columns={columns}
        rows={accounts}
        rowKey={({ account }) => account}
        totals={{
          amount: <Amount quantity={line.net} resource="EUR" />,
          ...(previousNet === null ? {} : { previous: <Amount quantity={previousNet} resource="EUR" /> }),
        }}
        empty={<EmptyState title={words(line.source === "result" ? "lineOfResultEmpty" : "lineEmpty")} />}
      />
    </Page>
  );
}
