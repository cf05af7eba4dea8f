import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guard } from "#app/http/guard.ts";
import { Amount } from "#app/ui/amount.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { Page } from "#app/ui/shell/page.tsx";
import { StatePill } from "#app/ui/state-pill.tsx";
import { type Column, DataTable } from "#app/ui/table/data-table.tsx";
import { type EntryRow, journalNamed, journalPage } from "#db/queries/ledger/journals.ts";
import { entryAddress, journalAddress, ledgerCrumbs } from "../addresses.ts";
import { requireWholeLedger } from "../whole-ledger.ts";

export const loader = guard.loader({ capability: "ledger.read" }, async (scene) => {
  await requireWholeLedger(scene);
  const { db, params, url, year, notFound } = scene;
  const journal = await journalNamed(db, params["code"] ?? "");
  if (!journal) throw notFound("journal", params["code"] ?? "");
  const after = numberAfter(url.searchParams.get("after"));
  return { year, journal, after: after !== undefined, page: await journalPage(db, { fiscalYear: year, journal: journal.code, after }) };
});

export default function JournalPage() {
  const { year, journal, after, page } = useLoaderData<typeof loader>();
  const words = useTranslations("ledger");
  const here = journalAddress(year, journal.code);
  return (
    <Page title={`${journal.code} · ${journal.label}`} crumbs={ledgerCrumbs(words("title"), year)} message={words(`book.${journal.book}`)}>
      <DataTable
        caption={words("journal.caption", { journal: journal.label, year: String(year) })}
        hideCaption
        main
        columns={useColumns(year)}
        rows={page.rows}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState title={words("journal.empty")} />}
        pages={{ first: after ? here : undefined, next: page.next === null ? undefined : `${here}?after=${page.next}` }}
      />
    </Page>
  );
}

function useColumns(year: number): Column<EntryRow>[] {
  const words = useTranslations("ledger");
  const format = useFormat();
  return [
    { key: "number", head: words("entry.number"), cell: ({ id, number }) => <Link to={entryAddress(year, id)}>{String(number)}</Link> },
    { key: "date", head: words("entry.date"), cell: ({ entryDate }) => format.day(entryDate) },
    { key: "label", head: words("entry.label"), cell: ({ label }) => label },
    { key: "state", head: words("entry.reversal"), cell: (row) => <ReversalMark row={row} year={year} /> },
    { key: "lines", head: words("entry.lineCount"), align: "end", cell: ({ lineCount }) => format.count(lineCount) },
    {
      key: "amount",
      head: words("entry.amount"),
      align: "end",
      cell: ({ totals }) =>
        totals.map(({ resource, amount }) => (
          <div key={resource}>
            {resource !== "EUR" && `${words(`resource.${resource}`)} `}
            <Amount quantity={amount} resource={resource} withUnit />
          </div>
        )),
    },
  ];
}

function ReversalMark({ row: { reverses, reversedBy }, year }: { readonly row: EntryRow; readonly year: number }) {
  const words = useTranslations("ledger");
  if (reversedBy !== null) {
    return (
      <Link to={entryAddress(year, reversedBy)}>
        <StatePill kind="refused">{words("entry.reversed")}</StatePill>
      </Link>
    );
  }
  if (reverses === null) return null;
  return (
    <Link to={entryAddress(year, reverses)}>
      <StatePill kind="returned">{words("entry.isReversal")}</StatePill>
    </Link>
  );
}

function numberAfter(text: string | null): bigint | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? BigInt(text) : undefined;
}
