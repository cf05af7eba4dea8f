import ExcelJS from "exceljs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatDecimal } from "#app/domain/money.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { pdfOf } from "#app/http/table-file/pdf.ts";
import { tableFileBytes } from "#app/http/table-file.ts";
import { BalanceTable } from "#app/routes/ledger/trial-balance/balance-table.tsx";
import { readTrialBalance } from "#app/routes/ledger/trial-balance/reading.ts";
import { trialBalanceTable } from "#app/routes/ledger/trial-balance/table.ts";
import { formatAmount } from "#app/ui/format/amount.ts";
import { pdfTexts } from "#tests/support/pdf-text.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { renderPage } from "#tests/unit/ui/render-page.tsx";

let books: SmallBooks;

beforeAll(async () => {
  books = await smallBooks();
  await books.post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 900_719_925_474_09n], ["101", -900_719_925_474_09n]),
    generalEntry("HA", "2026-03-01", "=1+1", ["606", 12_34n], ["611", 7n], ["401", -12_41n, { party: "ACME" }]),
    generalEntry("TR", "2026-03-02", "Règlement", ["401", 12_41n, { party: "ACME" }], ["515", -12_41n]),
    generalEntry("PA", "2026-03-31", "Paye", ["641", 1_000_000_01n], ["421", -1_000_000_01n]),
    generalEntry("TR", "2025-03-02", "Exercice précédent", ["606", 55n], ["515", -55n]),
  );
});

afterAll(() => books.close());

test.each(["", "?zero=0", "?depth=2", "?depth=1&turned=6", "?class=6", "?previous=1&to=3"])(
  "the trial balance %s is the same on screen, in CSV, in XLSX and on paper, cell by cell",
  async (search) => {
    const { reading, table } = await described(search);
    const screen = screenRows(reading, search);
    expect(screen.length).toBeGreaterThan(3);
    expect(await workbookRows(table)).toEqual(screen);
    expect(await paperRows(table)).toEqual(screen.map((row) => row.map(shown)));
    // A program reads the rows that sum up nothing else: they add up to the total.
    const csv = await csvRows(table);
    expect(screen.map((row) => row.join("|"))).toEqual(expect.arrayContaining(csv.map((row) => row.join("|"))));
    expect(columnSums(csv)).toEqual(screen.at(-1));
  },
);

async function described(search: string) {
  const url = new URL(`http://localhost/2026/ledger/trial-balance${search}`);
  const { organisation, database } = books;
  const reading = await database.read(organisation, (db) =>
    readTrialBalance({ db, url, year: 2026, locale: "fr", organisation } as unknown as LoaderScene),
  );
  return { reading, table: trialBalanceTable(reading, "fr", url.searchParams) };
}

/** The figures of each row of the page as it stands in the browser, totals last: exact, from what the cells carry. */
function screenRows({ year, lines, labels, total, search }: Awaited<ReturnType<typeof readTrialBalance>>, address: string): string[][] {
  const table = <BalanceTable year={year} lines={lines} labels={labels} total={total} previousYear={search.previousYear} empty={null} />;
  const html = renderPage(table, { url: `/2026/ledger/trial-balance${address}` });
  const body = html.slice(html.indexOf("<tbody>"));
  return [...body.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<data[^>]* value="([^"]*)"/g)].map(([, value = ""]) => value),
  );
}

async function workbookRows(table: ReturnType<typeof trialBalanceTable>): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytesOf(table, "xlsx")) as unknown as ExcelJS.Buffer);
  const [sheet] = workbook.worksheets;
  const rows: string[][] = [];
  sheet?.eachRow((row, number) => {
    if (number <= 4) return;
    rows.push(table.columns.slice(2).map((_, index) => centsOf(row.getCell(index + 3).value)));
  });
  return rows;
}

/** This reader leaves out the value of a formula that is zero. */
function centsOf(value: ExcelJS.CellValue): string {
  const number = typeof value === "object" && value !== null && "formula" in value ? (value.result ?? 0) : value;
  if (typeof number !== "number") throw new Error(`not a figure: ${JSON.stringify(value)}`);
  return formatDecimal(BigInt(Math.round(number * 100)));
}

async function csvRows(table: ReturnType<typeof trialBalanceTable>): Promise<string[][]> {
  const text = (await bytesOf(table, "csv")).toString("utf8");
  return text
    .split("\r\n")
    .slice(1, -1)
    .map((line) =>
      line
        .split(";")
        .slice(2)
        .map((cell) => cell.replace(",", ".")),
    );
}

async function paperRows(table: ReturnType<typeof trialBalanceTable>): Promise<string[][]> {
  const pdf = await pdfOf(table, ["Exercice 2026"], "pied");
  if (!pdf.ok) throw new Error(pdf.refusal.kind);
  const figures = pdfTexts(pdf.value).filter((text) => /^(–|−?[\d\u00a0]+,\d\d)$/.test(text));
  const width = table.columns.length - 2;
  return Array.from({ length: figures.length / width }, (_, index) => figures.slice(index * width, (index + 1) * width));
}

function shown(exact: string): string {
  return formatAmount(BigInt(exact.replace(".", "")), "EUR", { locale: "fr" }).replaceAll("\u202f", "\u00a0");
}

function columnSums(rows: readonly string[][]): string[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) =>
    formatDecimal(rows.reduce((total, row) => total + BigInt((row[column] ?? "0").replace(".", "")), 0n)),
  );
}

async function bytesOf(table: ReturnType<typeof trialBalanceTable>, format: "csv" | "xlsx"): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of tableFileBytes({ ...table }, format, { by: "x", at: "y", from: "z" })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
