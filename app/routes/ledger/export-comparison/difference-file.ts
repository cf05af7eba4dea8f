import type { FecColumn } from "#app/domain/fec/columns.ts";
import { columnsThatDiffer, textOf } from "#app/domain/fec/comparison/compared-entry.ts";
import { type LineDifference, lineDifferences } from "#app/domain/fec/comparison/line-differences.ts";
import { amountColumn, type TableColumn, type TableFile, type TableRow } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import type { Db } from "#db/client.ts";
import { differingEntries, type ExportPair, surveyPair } from "#db/queries/ledger/export-comparison.ts";

/** The file of a comparison, its rows apart: they are read while it is written. */
export function differenceFile(locale: Locale, year: number, { before, after }: ExportPair): Omit<TableFile, "rows"> {
  const words = translatorFor(locale, "exportComparison");
  const said = ({ at, sha256 }: ExportPair["before"]) => `${formatInstant(at)} (${sha256.slice(0, 8)})`;
  return {
    locale,
    fileName: words("fileName", { year: String(year), before: before.sha256.slice(0, 8), after: after.sha256.slice(0, 8) }),
    title: words("fileTitle", { year: String(year) }),
    facts: [
      [words("before"), said(before)],
      [words("after"), said(after)],
    ],
    columns: columnsOf(locale),
    orientation: "landscape",
  };
}

function columnsOf(locale: Locale): TableColumn[] {
  const words = translatorFor(locale, "exportComparison");
  return [
    { key: "kind", head: words("lineKind"), kind: "text" },
    { key: "entry", head: words("entry"), kind: "text" },
    { key: "occurrence", head: words("line"), kind: "number" },
    { key: "date", head: words("date"), kind: "day" },
    { key: "account", head: words("account"), kind: "text" },
    { key: "label", head: words("label"), kind: "text", width: 36 },
    amountColumn(locale, { key: "debitBefore", head: words("debitBefore") }),
    amountColumn(locale, { key: "creditBefore", head: words("creditBefore") }),
    amountColumn(locale, { key: "debitAfter", head: words("debitAfter") }),
    amountColumn(locale, { key: "creditAfter", head: words("creditAfter") }),
    { key: "changes", head: words("whatChanged"), kind: "text", width: 48 },
  ];
}

/** Every line that the two files do not say alike, in their order. */
export async function* differenceRows(db: Db, pair: ExportPair, locale: Locale): AsyncGenerator<TableRow> {
  const words = translatorFor(locale, "exportComparison");
  for await (const entries of differingEntries(db, pair, await surveyPair(db, pair))) {
    for (const difference of lineDifferences(entries)) yield rowOf(difference, words);
  }
}

type Words = ReturnType<typeof translatorFor<"exportComparison">>;

function rowOf({ kind, number, occurrence, before, after }: LineDifference, words: Words): TableRow {
  const line = after ?? before;
  const said = (column: FecColumn) => (line === undefined ? "" : textOf(line, column));
  const amounts = [before?.debit ?? null, before?.credit ?? null, after?.debit ?? null, after?.credit ?? null];
  const changes =
    before && after ? columnsThatDiffer(before, after).map((column) => changed(column, textOf(before, column), textOf(after, column))) : [];
  const where = [words(`kinds.${kind}`), number, occurrence, dayOf(said("EcritureDate")), said("CompteNum"), said("EcritureLib")];
  return [...where, ...amounts, changes.join(" ; ")];
}

function changed(column: FecColumn, before: string, after: string): string {
  return `${column} : ${before || "∅"} → ${after || "∅"}`;
}

function dayOf(text: string): string {
  return text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
}
