import type { LedgerWriter } from "#app/commands/export-ledger.ts";
import { csvRow, spreadsheetFormat } from "#app/domain/csv.ts";
import { fecFileName } from "#app/domain/fec/exercise.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import type { Day } from "#app/domain/month.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import type { ExportKind } from "#db/queries/ledger/exports.ts";
import { generalLedgerColumns, generalLedgerCsv } from "#db/queries/ledger/general-ledger-file.ts";

interface Subject {
  readonly fiscalYear: number;
  readonly lastDay: Day;
  readonly siren: string;
  readonly locale: Locale;
}

/** How each kind of export is named and written. */
export function ledgerWriter(kind: ExportKind, subject: Subject): LedgerWriter {
  return kind === "fec" ? fecWriter(subject) : generalLedgerWriter(subject);
}

function fecWriter({ fiscalYear, lastDay, siren }: Subject): LedgerWriter {
  return {
    name: fecFileName(siren, lastDay),
    mediaType: "text/plain; charset=utf-8",
    write: (db, signal) => flatFec(db, { fiscalYear, variant: usualVariant, latin9: new Latin9Writer(), signal }),
  };
}

/** The general ledger as a spreadsheet reads it: semicolon, decimal comma, byte order mark; heads in the reader's language. */
function generalLedgerWriter({ fiscalYear, locale }: Subject): LedgerWriter {
  const words = translatorFor(locale, "exports");
  return {
    name: words("csv.fileName", { year: String(fiscalYear) }),
    mediaType: "text/csv; charset=utf-8",
    write: async function* (db, signal) {
      const heads = generalLedgerColumns.map((column) => words(`csv.${column}`));
      yield { bytes: Buffer.from(`\ufeff${csvRow(heads, spreadsheetFormat)}`), lines: 0 };
      yield* generalLedgerCsv(db, fiscalYear, signal);
    },
  };
}
