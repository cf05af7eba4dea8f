import type { LedgerWriter } from "#app/commands/export-ledger.ts";
import { csvRow, spreadsheetFormat } from "#app/domain/csv.ts";
import { fecFileName } from "#app/domain/fec/exercise.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import type { Day } from "#app/domain/month.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import type { FileChunk } from "#db/copy-out.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import { xmlFec } from "#db/queries/fec-xml-file.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { type GeneralLedgerRow, generalLedger } from "#db/queries/ledger/general-ledger.ts";
import { generalLedgerColumns, generalLedgerCsv } from "#db/queries/ledger/general-ledger-file.ts";
import { amountColumn, type TableColumn, type TableRow, tableFileBytes } from "./table-file.ts";
import { xlsxMediaType } from "./xlsx.ts";

/** Whose books, of which exercise, and who takes them out in which language. */
export interface LedgerSubject {
  readonly lastDay: Day;
  readonly organisation: string;
  readonly siren: string;
  readonly locale: Locale;
  readonly by: string;
  /** « 31/08/2026 14:02 », for the workbook only: a FEC bears no hour. */
  readonly at: string;
  /** The address of the page, for the workbook. */
  readonly from: string;
}

/** How each kind of export is named and written. */
export function ledgerWriter(request: LedgerExportRequest, subject: LedgerSubject): LedgerWriter {
  if (request.kind === "fec") return fecWriter(request, subject);
  return request.format === "csv" ? csvWriter(request.fiscalYear, subject) : workbookWriter(request.fiscalYear, subject);
}

function fecWriter({ fiscalYear, variant }: LedgerExportRequest & { kind: "fec" }, { lastDay, siren }: LedgerSubject): LedgerWriter {
  const latin9 = new Latin9Writer();
  return {
    name: fecFileName(siren, lastDay, variant.format),
    mediaType: variant.format === "xml" ? "application/xml; charset=utf-8" : `text/plain; charset=${variant.charset}`,
    write: async function* (db, signal) {
      const closing = (await closingInForce(db, fiscalYear))?.id;
      if (variant.format === "flat") yield* flatFec(db, { fiscalYear, variant, closing, latin9, signal });
      else yield* xmlFec(db, { fiscalYear, direction: variant.direction, closingDay: lastDay, closing, signal });
    },
    replaced: () => latin9.replaced(),
  };
}

/** The general ledger as a spreadsheet reads it: semicolon, decimal comma, byte order mark; heads in the reader's language. */
function csvWriter(fiscalYear: number, { locale }: LedgerSubject): LedgerWriter {
  const words = translatorFor(locale, "exports");
  return {
    name: `${words("ledgerFile", { year: String(fiscalYear) })}.csv`,
    mediaType: "text/csv; charset=utf-8",
    write: async function* (db, signal) {
      const heads = generalLedgerColumns.map((column) => words(`csv.${column}`));
      yield { bytes: Buffer.from(`\ufeff${csvRow(heads, spreadsheetFormat)}`), lines: 0 };
      yield* generalLedgerCsv(db, fiscalYear, signal);
    },
  };
}

/** The general ledger as a workbook: the same columns, amounts as numbers, days as dates, totals of the movements as formulas. */
function workbookWriter(fiscalYear: number, { locale, organisation, by, at, from }: LedgerSubject): LedgerWriter {
  const words = translatorFor(locale, "exports");
  const year = String(fiscalYear);
  return {
    name: `${words("ledgerFile", { year })}.xlsx`,
    mediaType: xlsxMediaType,
    write: (db, signal) => {
      const counted = countedRows(generalLedger(db, fiscalYear), signal);
      const facts = [[words("fact.organisation"), organisation] as const, [words("fact.exercise"), year] as const];
      const file = {
        locale,
        fileName: words("ledgerFile", { year }),
        title: words("ledgerTitle", { year }),
        facts,
        columns: workbookColumns(locale),
        rows: counted.rows,
        totals: ["debit", "credit"],
      };
      return chunksOf(tableFileBytes(file, "xlsx", { by, at, from }), counted);
    },
  };
}

function workbookColumns(locale: Locale): TableColumn[] {
  const words = translatorFor(locale, "exports");
  return generalLedgerColumns.map((key) => {
    const head = words(`csv.${key}`);
    if (key === "debit" || key === "credit" || key === "running") return amountColumn(locale, { key, head });
    if (key === "date" || key === "voucherDate") return { key, head, kind: "day" };
    return { key, head, kind: key === "number" ? "number" : "text" };
  });
}

interface CountedRows {
  readonly rows: AsyncIterable<TableRow>;
  lines(): number;
}

function countedRows(rows: AsyncIterable<GeneralLedgerRow>, signal: AbortSignal | undefined): CountedRows {
  let lines = 0;
  return {
    lines: () => lines,
    rows: (async function* () {
      for await (const row of rows) {
        signal?.throwIfAborted();
        lines += 1;
        yield cellsOf(row);
      }
    })(),
  };
}

/** The bytes of a workbook, each with the lines that were read since the one before. */
async function* chunksOf(pieces: AsyncIterable<Uint8Array>, { lines }: CountedRows): AsyncGenerator<FileChunk> {
  let said = 0;
  for await (const bytes of pieces) {
    const read = lines();
    yield { bytes, lines: read - said };
    said = read;
  }
  if (lines() > said) yield { bytes: new Uint8Array(), lines: lines() - said };
}

function cellsOf(row: GeneralLedgerRow): TableRow {
  const { account, accountLabel, entryDate, journal, number, voucher, voucherDate, label, party, partyLabel, unit, matching } = row;
  const texts = [account, accountLabel, entryDate, journal, number, voucher, voucherDate, label, party, partyLabel, unit, matching];
  return [...texts, row.debit, row.credit, row.running];
}
