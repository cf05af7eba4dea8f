import type { LedgerWriter } from "#app/commands/export-ledger.ts";
import { type CsvCell, csvRow, spreadsheetFormat } from "#app/domain/csv.ts";
import { fecFileName } from "#app/domain/fec/exercise.ts";
import { fecHeader, fecLine, fecLineEnd } from "#app/domain/fec/export.ts";
import { formatDecimal } from "#app/domain/money.ts";
import type { Day } from "#app/domain/month.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { Db } from "#db/client.ts";
import { fecRows } from "#db/queries/fec.ts";
import type { ExportKind } from "#db/queries/ledger/exports.ts";
import { type GeneralLedgerRow, generalLedger } from "#db/queries/ledger/general-ledger.ts";

interface Subject {
  readonly fiscalYear: number;
  readonly lastDay: Day;
  readonly siren: string;
  readonly locale: Locale;
}

/** How each kind of export is named and written, one piece for each line of the file. */
export function ledgerWriter(kind: ExportKind, subject: Subject): LedgerWriter {
  return kind === "fec" ? fecWriter(subject) : generalLedgerWriter(subject);
}

function fecWriter({ fiscalYear, lastDay, siren }: Subject): LedgerWriter {
  return {
    name: fecFileName(siren, lastDay),
    mediaType: "text/plain; charset=utf-8",
    headLines: 1,
    write: async function* (db: Db) {
      yield fecHeader + fecLineEnd;
      for await (const rows of fecRows(db, fiscalYear)) for (const row of rows) yield fecLine(row) + fecLineEnd;
    },
  };
}

const columns = [
  "account",
  "accountLabel",
  "date",
  "journal",
  "number",
  "voucher",
  "voucherDate",
  "label",
  "party",
  "partyLabel",
  "unit",
  "matching",
  "debit",
  "credit",
  "running",
] as const;

/** The general ledger as a spreadsheet reads it: semicolon, decimal comma, byte order mark; heads in the reader's language. */
function generalLedgerWriter({ fiscalYear, locale }: Subject): LedgerWriter {
  const words = translatorFor(locale, "exports");
  return {
    name: words("csv.fileName", { year: String(fiscalYear) }),
    mediaType: "text/csv; charset=utf-8",
    headLines: 1,
    write: async function* (db: Db) {
      const heads = columns.map((column) => words(`csv.${column}`));
      yield (spreadsheetFormat.byteOrderMark ? "\ufeff" : "") + csvRow(heads, spreadsheetFormat);
      for await (const row of generalLedger(db, fiscalYear)) yield csvRow(cellsOf(row), spreadsheetFormat);
    },
  };
}

function cellsOf(row: GeneralLedgerRow): CsvCell[] {
  const amount = (quantity: bigint) => ({ amount: formatDecimal(quantity) });
  return [
    row.account,
    row.accountLabel,
    row.entryDate,
    row.journal,
    row.number,
    row.voucher,
    row.voucherDate,
    row.label,
    row.party,
    row.partyLabel,
    row.unit,
    row.matching,
    amount(row.debit),
    amount(row.credit),
    amount(row.running),
  ];
}
