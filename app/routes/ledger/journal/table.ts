import type { Resource } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { amountColumn, snapshotRows, type TableColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { allJournalLines, type JournalLine } from "#db/queries/ledger/journal-book.ts";
import type { journalScope } from "./reading.ts";

/** A journal as a file: every line with its entry. A budget journal has a pair of columns for each resource that it moves. */
export function journalTable(
  { locale, year, services, organisation }: LoaderScene,
  { journal, scope, facts }: Awaited<ReturnType<typeof journalScope>>,
  resources: readonly Resource[],
): TableFile {
  const words = translatorFor(locale, "books");
  const ledger = translatorFor(locale, "ledger");
  const named = (side: "debit" | "credit", resource: Resource) =>
    resource === "EUR" ? words(`file.${side}`) : `${words(`file.${side}`)} ${ledger(`resource.${resource}`)}`;
  const amounts = resources.flatMap((resource): TableColumn[] =>
    (["debit", "credit"] as const).map((side) =>
      amountColumn(locale, { key: `${side}-${resource}`, head: named(side, resource), resource, width: 15 }),
    ),
  );
  return {
    locale,
    fileName: words("journal.fileName", { journal: journal.code, year }),
    title: `${words("journal.title", { code: journal.code })} · ${journal.label} · ${year}`,
    facts,
    columns: [
      { key: "number", head: words("file.number"), kind: "number", width: 8 },
      { key: "date", head: words("file.date"), kind: "day", width: 11 },
      { key: "voucher", head: words("file.voucher"), kind: "text", width: 18 },
      { key: "account", head: words("file.account"), kind: "text", width: 11 },
      { key: "accountLabel", head: words("file.accountLabel"), kind: "text", width: 26 },
      { key: "party", head: words("file.party"), kind: "text", width: 12 },
      { key: "label", head: words("file.label"), kind: "text", width: 36 },
      ...amounts,
    ],
    rows: snapshotRows(services.database, organisation, async function* (db) {
      for await (const line of allJournalLines(db, scope)) yield rowOf(line, resources);
    }),
    totals: amounts.map(({ key }) => key),
    orientation: "landscape",
  };
}

function rowOf(line: JournalLine, resources: readonly Resource[]): TableRow {
  const amounts = resources.flatMap((resource) => (resource === line.resource ? [line.debit || null, line.credit || null] : [null, null]));
  return [line.number, line.entryDate, line.voucher, line.account, line.accountLabel, line.party, line.label, ...amounts];
}
