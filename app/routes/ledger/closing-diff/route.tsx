import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { ExportMenu } from "#app/ui/table/export-menu.tsx";
import { closingById } from "#db/queries/ledger/closing.ts";
import { type MovedBalance, movedBalances } from "#db/queries/ledger/closing-record.ts";
import { accountAddress, closingDiffAddress, entryAddress } from "../addresses.ts";
import { closingAt } from "../closing/closing-at.ts";
import { useClosingCrumbs } from "../closing/crumbs.ts";
import styles from "../ledger.module.css";

export const loader = guard.loader({ capability: "ledger.read", whole: true }, async (scene) => {
  const { db, year, notFound } = scene;
  const closing = await closingAt(scene);
  const before = closing.replaces === null ? undefined : await closingById(db, closing.replaces);
  if (!before) throw notFound("closing", String(closing.id));
  return { year, id: closing.id, after: closing.number, before: before.number, moved: await movedBalances(db, closing.id) };
});

/** Every balance that a reopening moved, with the entries that did it. */
export default function ClosingDiffPage() {
  const { year, id, before, after, moved } = useLoaderData<typeof loader>();
  const words = useTranslations("closing");
  const format = useFormat();
  const amount = (quantity: bigint, { resource }: MovedBalance, sign = false) =>
    format.amountWithUnit(quantity, resource, sign ? { sign: "always" } : {});
  const columns: Column<MovedBalance>[] = [
    { key: "account", head: words("diff.account"), cell: (row) => <AccountName year={year} row={row} /> },
    {
      key: "book",
      head: words("diff.book"),
      cell: ({ book, resource }) => (book === "general" ? words("diff.general") : `${words("diff.budget")}, ${resource}`),
    },
    { key: "before", head: words("diff.before"), align: "end", cell: (row) => amount(row.before, row) },
    { key: "after", head: words("diff.after"), align: "end", cell: (row) => amount(row.after, row) },
    { key: "delta", head: words("diff.delta"), align: "end", cell: (row) => amount(row.after - row.before, row, true) },
    {
      key: "entries",
      head: words("diff.entries"),
      cell: (row) => (
        <ul className={styles.plain}>
          {row.entries.map((entry) => (
            <li key={entry.id}>
              <Link to={entryAddress(year, BigInt(entry.id))}>{entry.name}</Link> {amount(BigInt(entry.amount), row, true)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const said = { count: moved.length, before, after, year: String(year) };
  return (
    <Page
      title={words("diff.title", { before })}
      crumbs={useClosingCrumbs(year)}
      message={words("diff.message", said)}
      actions={<ExportMenu file={`${closingDiffAddress(year, id)}/file`} />}
    >
      <p className={styles.muted}>{words("diff.sign")}</p>
      <DataTable
        caption={words("diff.caption")}
        main
        columns={columns}
        rows={moved}
        rowKey={({ book, account, resource }) => `${book} ${account} ${resource}`}
        empty={<EmptyState title={words("diff.none")} />}
      />
    </Page>
  );
}

/** An account of the general book opens its ledger; a stage of credits has none. */
function AccountName({ year, row: { book, account, label } }: { readonly year: number; readonly row: MovedBalance }) {
  if (book !== "general") return `${account} · ${label}`;
  return (
    <Link to={accountAddress(year, account)}>
      {account} · {label}
    </Link>
  );
}
