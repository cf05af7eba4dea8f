import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { fecColumns } from "#app/domain/fec/columns.ts";
import { EntryReader } from "#app/domain/fec/comparison/entry-reader.ts";
import { type FecVariant, usualVariant, type XmlVariant } from "#app/domain/fec/variant.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { type LedgerSubject, ledgerWriter } from "#app/http/ledger-file.ts";
import { fileContent } from "#db/queries/file.ts";
import { exportNamed } from "#db/queries/ledger/exports.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

/**
 * The files of one tiny world, byte for byte as they are kept here. A change of them is a change of what leaves the house: read the
 * difference, then write them anew with `UPDATE_GOLDEN=1 npx vitest run tests/integration/fec/golden.test.ts`.
 */
const folder = new URL("golden/", import.meta.url);
const isUpdating = process.env["UPDATE_GOLDEN"] !== undefined;

let books: SmallBooks;
const subject: LedgerSubject = {
  ...{ lastDay: "2026-12-31", organisation: "Insee", siren: "120027016", by: "C. Martin", at: "15/06/2026 10:00" },
  locale: "fr",
  from: "https://example.org/2026/ledger/exports",
};
const flat = fec(usualVariant);
const xml = fec({ format: "xml", direction: "sides" });
const csv = { fiscalYear: 2026, kind: "generalLedger", format: "csv" } as const;
const xlsx = { ...csv, format: "xlsx" } as const;

/** An opening, an invoice in dollars whose texts need care, its payment, matched; a payroll; an entry of the complementary period. */
beforeAll(async () => {
  books = await smallBooks();
  const dollars = { currency: "USD", currencyAmount: -1_340_05n };
  const [, invoice, payment] = await books.post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 5_000_00n], ["101", -5_000_00n]),
    generalEntry(
      "HA",
      "2026-03-02",
      "Œuvres & <études>, « l’été »",
      ["606", 1_000_00n, { unit: "SG", voucher: "F|1\tbis", voucherDate: "2026-02-27", label: "Papier à 80\u00a0g" }],
      ["611", 234_56n, { unit: "SG", voucher: "F|1\tbis", voucherDate: "2026-02-27" }],
      ["401", -1_234_56n, { party: "ACME", voucher: "F|1\tbis", voucherDate: "2026-02-27", ...dollars }],
    ),
    generalEntry("TR", "2026-03-20", "Règlement Acme", ["401", 1_234_56n, { party: "ACME", voucher: "V-7" }], ["515", -1_234_56n]),
    generalEntry("PA", "2026-03-31", "=Paye", ["641", 876_543_210_987_654n], ["421", -876_543_210_987_654n, { party: "DUPONT" }]),
    { ...generalEntry("OD", "2026-12-31", "Inventaire", ["606", 1n], ["408", -1n]), complementary: true },
  );
  await books.superuser`
    with m as (insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      values (2026, '401', 'ACME', 'AA', '2026-03-21', 'hand', gen_random_uuid(), (select min(id) from app_user)) returning id)
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select id, 2026, e, l from m, (values (${String(invoice?.id)}::bigint, 3), (${String(payment?.id)}::bigint, 1)) as v (e, l)`;
});
afterAll(() => books.close());

test.each([
  ["120027016FEC20261231.txt", flat],
  ["120027016FEC20261231.xml", xml],
  ["grand-livre-2026.csv", csv],
] as const)("%s is the file that is kept, byte for byte", async (name, request) => {
  const { content, row } = await taken(request);
  expect(row.name).toBe(name);
  if (request.kind === "fec") expect(row.verdict).not.toBe("faulty");
  if (isUpdating || !existsSync(new URL(name, folder))) {
    expect(isUpdating, `${name} is missing: write it with UPDATE_GOLDEN=1`).toBe(true);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(name, folder), content);
  }
  expect(content.toString("utf8")).toBe(golden(name).toString("utf8"));
  expect(content.equals(golden(name))).toBe(true);
});

test.each(["sides", "direction"] as const)("the nested file reads back as the lines of the flat one: %s", async (direction) => {
  const { content } = await taken(fec({ format: "xml", direction }));
  const [header, ...lines] = golden("120027016FEC20261231.txt").toString("utf8").slice(0, -2).split("\r\n");
  expect(header).toBe(fecColumns.join("\t"));
  expect(linesOf(content, { format: "xml", direction }).sort()).toEqual(lines.sort());
});

test("the workbook of the general ledger holds the lines of its CSV: real numbers, real days, totals as formulas", async () => {
  const { content, row } = await taken(xlsx);
  expect(row.name).toBe("grand-livre-2026.xlsx");
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content as unknown as ExcelJS.Buffer);
  const rows = (workbook.worksheets[0]?.getRows(1, workbook.worksheets[0].rowCount) ?? []).map(({ values }) =>
    (values as ExcelJS.CellValue[]).slice(1),
  );
  const [heads, ...lines] = parsedCsv(golden("grand-livre-2026.csv").toString("utf8").replace("\ufeff", ""));
  const head = rows.findIndex(([first]) => first === heads?.[0]);
  const written = rows.slice(head + 1, head + 1 + lines.length);
  expect(rows[head]?.map((cell) => String(cell).replace(" (€)", ""))).toEqual(heads);
  expect(written.map((cells) => (heads ?? []).map((head, index) => textOf(cells[index], head)))).toEqual(lines.map(unguarded));

  const amounts = ["Débit", "Crédit", "Solde progressif"].map((name) => heads?.indexOf(name) ?? -1);
  const day = heads?.indexOf("Date") ?? -1;
  for (const cells of written) {
    expect(amounts.map((index) => typeof cells[index])).toEqual(["number", "number", "number"]);
    expect(cells[day]).toBeInstanceOf(Date);
  }
  const total = rows[head + 1 + lines.length];
  const [debit, credit] = ["Débit", "Crédit"].map((name) => total?.[heads?.indexOf(name) ?? -1] as ExcelJS.CellFormulaValue);
  const sum = formatDecimal(876_543_210_987_654n + 5_000_00n + 2n * 1_234_56n + 1n, 2, ",");
  for (const cell of [debit, credit]) {
    expect(cell?.formula).toMatch(/^(SUM|SUBTOTAL)\(/);
    expect(textOf(cell?.result)).toBe(sum);
  }
});

function fec<Variant extends FecVariant>(variant: Variant) {
  return { fiscalYear: 2026, kind: "fec", variant } as const;
}

async function taken(request: LedgerExportRequest) {
  const made = await exportLedger(books.as("chiefAccountant"), request, ledgerWriter(request, subject));
  if (!made.ok) throw new Error(made.refusal.kind);
  return await books.database.read(books.organisation, async (db) => {
    const row = await exportNamed(db, 2026, made.value.fileId);
    if (!row) throw new Error("The export is not in the register.");
    const parts: Uint8Array[] = [];
    for await (const part of fileContent(db, row.id)) parts.push(part);
    return { row, content: Buffer.concat(parts) };
  });
}

function golden(name: string): Buffer {
  return readFileSync(new URL(name, folder));
}

/** The lines of a nested file, written as those of a flat one. */
function linesOf(content: Uint8Array, variant: XmlVariant): string[] {
  const lines: string[] = [];
  const reader = new EntryReader({ variant, asLatin9: false }, (entry) => lines.push(...entry.lines.map(({ texts }) => texts.join("\t"))));
  reader.push(content);
  reader.finish();
  return lines;
}

function parsedCsv(text: string): string[][] {
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      (line.match(/("([^"]|"")*"|[^;]*)(;|$)/g) ?? []).slice(0, -1).map((cell) =>
        cell
          .replace(/;$/, "")
          .replace(/^"(.*)"$/s, "$1")
          .replaceAll('""', '"'),
      ),
    );
}

/** A text that a spreadsheet would take for a formula stands behind an apostrophe in a CSV; in a workbook it is a text by its kind. */
function unguarded(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.replace(/^'(?=[=+\-@])/, ""));
}

/** As the CSV writes it: an amount with two decimals; a number without any, which only the column of numbers holds. */
function textOf(value: ExcelJS.CellValue | undefined, head = ""): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return head.startsWith("N°") ? String(value) : formatDecimal(BigInt(Math.round(value * 100)), 2, ",");
  return value === null || value === undefined ? "" : String(value);
}
