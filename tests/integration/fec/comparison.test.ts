import { afterAll, beforeAll, expect, test } from "vitest";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { type FecVariant, usualVariant } from "#app/domain/fec/variant.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { ledgerWriter } from "#app/http/ledger-file.ts";
import { pairOf } from "#app/routes/ledger/export-comparison/chosen.ts";
import { compareExports } from "#app/routes/ledger/export-comparison/compare.ts";
import type { ExportPair } from "#db/queries/ledger/export-comparison.ts";
import { type ExportRow, exportNamed } from "#db/queries/ledger/exports.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { nastyTexts } from "./nasty-texts.ts";

let books: SmallBooks;
const subject = { organisation: "Insee", siren: "120027016", locale: "fr", by: "C. Martin", at: "15/06/2026 10:00", from: "/" } as const;
const variants: readonly FecVariant[] = [
  usualVariant,
  { ...usualVariant, separator: "pipe", direction: "direction", lineEnd: "lf" },
  { ...usualVariant, charset: "iso-8859-15" },
  { format: "xml", direction: "sides" },
  { format: "xml", direction: "direction" },
];

/** An opening, and a purchase for each nasty text, in dollars; the treasury, whose label will change. */
beforeAll(async () => {
  books = await smallBooks();
  await books.post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 1000_00n], ["101", -1000_00n]),
    ...nastyTexts.map((text, index) =>
      generalEntry(
        "HA",
        "2026-02-10",
        "Achat",
        ["606", BigInt(index + 1), { label: text, voucher: text }],
        ["401", BigInt(-index - 1), { party: "ACME", label: text, currency: "USD", currencyAmount: BigInt(-index * 37) }],
      ),
    ),
    generalEntry("TR", "2026-03-02", "Règlement", ["401", 1n, { party: "ACME" }], ["515", -1n]),
  );
});
afterAll(() => books.close());

test("every variant of the same books says the same: their bytes differ, not what they say", async () => {
  const files = await Promise.all(variants.map((variant) => taken({ fiscalYear: 2026, kind: "fec", variant })));
  const [usual] = files;
  for (const after of files.slice(1)) {
    expect(after.sha256).not.toBe(usual?.sha256);
    const { lineCount, first, journals, accounts, counts } = await compared(usual, after);
    expect({ lineCount, first, journals, accounts, columns: counts.columns }, JSON.stringify(after.variant)).toEqual({
      ...{ lineCount: 0, first: [], journals: [], accounts: [], columns: [] },
    });
  }
});

test.each(variants.slice(2))("what was posted, matched and renamed between two exports is told, line by line: %o", async (variant) => {
  const before = await taken({ fiscalYear: 2026, kind: "fec", variant: usualVariant });
  const [late] = await books.post(
    generalEntry("OD", "2026-05-04", "Oubli", ["606", 7_00n], ["515", -7_00n]),
    generalEntry("AN", "2026-01-01", "Complément d’à-nouveaux", ["515", 2_00n], ["101", -2_00n]),
  );
  await books.superuser`update account_version set label = label || ' bis' where code = '101'`;
  const after = await taken({ fiscalYear: 2026, kind: "fec", variant });
  const { counts, journals, accounts, first, lineCount } = await compared(before, after);

  expect(counts.kinds.added).toEqual({ lines: 4, entries: 2, debit: 9_00n, credit: 9_00n });
  expect(counts.kinds.removed).toEqual({ lines: 0, entries: 0, debit: 0n, credit: 0n });
  expect(counts.kinds.changed).toMatchObject({ debit: 0n, credit: 0n });
  // The first opening, and those that the rounds before added: one line of each bears the account that was renamed.
  expect(counts.columns).toEqual([{ column: "CompteLib", lines: counts.kinds.changed.lines }]);
  expect(journals.map(({ code, before: was, after: is }) => [code, is.lines - was.lines, is.debit - was.debit])).toEqual([
    ["AN", 2, 2_00n],
    ["OD", 2, 7_00n],
  ]);
  expect(accounts.map(({ code, before: was, after: is }) => [code, is.debit - was.debit, is.credit - was.credit])).toEqual([
    ["101", 0n, 2_00n],
    ["515", 2_00n, 7_00n],
    ["606", 7_00n, 0n],
  ]);
  const added = first.filter(({ number }) => number === `OD-${late?.number}`);
  expect(added.map(({ kind, occurrence, entry }) => [kind, occurrence, entry])).toEqual([
    ["added", 1, late?.id],
    ["added", 2, late?.id],
  ]);
  // The other way round, what was added is what is removed.
  const reversed = await compared(after, before);
  expect(reversed.counts.kinds.removed).toEqual({ lines: 4, entries: 2, debit: -9_00n, credit: -9_00n });
  expect(reversed.lineCount).toBe(lineCount);
});

test("a general ledger is not compared, nor a file with itself; files too long for a page are not read", async () => {
  const fec = await taken({ fiscalYear: 2026, kind: "fec", variant: usualVariant });
  const ledger = await taken({ fiscalYear: 2026, kind: "generalLedger", format: "xlsx" });
  expect(pairOf({ before: fec, after: ledger })).toBe("notFec");
  expect(pairOf({ before: fec, after: fec })).toBe("same");
  expect(pairOf({ before: fec, after: undefined })).toBe("unchosen");
  const long = { before: { ...fec, lines: 500_000 }, after: fec };
  expect(await books.database.read(books.organisation, (db) => compareExports(db, 2026, long))).toBeUndefined();
});

async function compared(before: ExportRow | undefined, after: ExportRow) {
  const pair = pairOf({ before, after });
  const found = await books.database.read(books.organisation, (db) => compareExports(db, 2026, pair as ExportPair));
  if (!found) throw new Error("The files are too long.");
  return found;
}

async function taken(request: LedgerExportRequest): Promise<ExportRow> {
  const made = await exportLedger(books.as("chiefAccountant"), request, ledgerWriter(request, { ...subject, lastDay: "2026-12-31" }));
  if (!made.ok) throw new Error(made.refusal.kind);
  const row = await books.database.read(books.organisation, (db) => exportNamed(db, 2026, made.value.fileId));
  if (!row) throw new Error("The export is not in the register.");
  return row;
}
