import ExcelJS from "exceljs";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { formatDecimal } from "#app/domain/money.ts";
import { largestQuantity } from "#app/domain/quantity.ts";
import { mostPdfRows, pdfOf } from "#app/http/table-file/pdf.ts";
import { amountColumn, type TableColumn, type TableFile, type TableRow, type TableValue, tableFileBytes } from "#app/http/table-file.ts";
import { type XlsxTable, xlsxBytes } from "#app/http/xlsx.ts";

const columns: TableColumn[] = [
  { key: "account", head: "Compte", kind: "text" },
  { key: "day", head: "Date", kind: "day" },
  { key: "count", head: "Nombre", kind: "number" },
  amountColumn("fr", { key: "debit", head: "Débit" }),
];

const hostile = [
  "=1+1",
  "+33",
  "-12",
  "@cmd",
  "\t=1",
  "\rx",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "<a>&\"'",
  "_x000D_",
  "fin\u0001",
  " bordé ",
  "a\nb",
];

function described(rows: Iterable<TableRow> | AsyncIterable<TableRow>, more: Partial<TableFile> = {}): TableFile {
  return { locale: "fr", fileName: "balance", title: "Balance 2026", facts: [["Exercice", "2026"]], columns, rows, ...more };
}

const taken = { by: "Camille", at: "31/08/2026 14:02", from: "https://localhost/2026/ledger" };

async function collected(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function opened(file: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
  return workbook;
}

/** The head stands below the title, two lines of facts and an empty one. */
const headRow = 4;

describe("a workbook", () => {
  const amounts = [0n, 1n, -1n, 123_456n, -99_999_999_999n, largestQuantity, -largestQuantity];
  const rows: TableValue[][] = amounts.map((amount, index) => [hostile[index] ?? "", "2026-02-28", index, amount]);

  test("says what it holds, keeps its heads in sight and repeats them on paper", async () => {
    const sheet = (await opened(await collected(tableFileBytes(described(rows), "xlsx", taken)))).getWorksheet("Balance 2026")!;
    expect(sheet.getCell("A1").value).toBe("Balance 2026");
    expect(sheet.getCell("A2").value).toBe("Exercice\u00a0: 2026");
    expect(sheet.getCell("A3").value).toBe("Exporté le 31/08/2026 14:02 par Camille · https://localhost/2026/ledger");
    expect(sheet.getRow(headRow).values).toEqual([undefined, "Compte", "Date", "Nombre", "Débit (€)"]);
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: headRow });
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: "portrait", fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
    expect(sheet.pageSetup.printTitlesRow).toBe(`${headRow}:${headRow}`);
    expect(sheet.autoFilter).toBe(`A${headRow}:D${headRow + rows.length}`);
  });

  test("bears real numbers, real dates, and texts that are texts, cell by cell", async () => {
    const sheet = (await opened(await collected(tableFileBytes(described(rows), "xlsx", taken)))).worksheets[0]!;
    rows.forEach(([text, , count, amount], index) => {
      const row = sheet.getRow(headRow + 1 + index);
      expect(row.getCell(1).type).toBe(ExcelJS.ValueType.String);
      // This reader leaves the escapes of the format as they are written.
      expect(String(row.getCell(1).value).replace("_x000D_", "\r")).toBe(text);
      expect(row.getCell(2).value).toEqual(new Date("2026-02-28T00:00:00Z"));
      expect(row.getCell(3).value).toBe(count);
      expect(cents(row.getCell(4).value)).toBe(amount);
      expect(row.getCell(4).numFmt).toBe("#,##0.00");
    });
  });

  test("another reader sees the same cells", async () => {
    const { sheets } = await readXlsx(await collected(tableFileBytes(described(rows), "xlsx", taken)));
    const read = sheets[0]!.rows.slice(headRow, headRow + rows.length).map((row) => [row[0], row[2], cents(row[3])]);
    expect(read).toEqual(rows.map(([text, , count, amount]) => [text, count, amount]));
  });

  test.each(hostile)("the text %j is never a formula, and comes back as it was", async (text) => {
    const { sheets } = await readXlsx(await collected(tableFileBytes(described([[text, null, null, 1n]]), "xlsx", taken)));
    expect(sheets[0]!.rows[headRow]?.[0]).toBe(text);
    const cell = (await opened(await collected(tableFileBytes(described([[text, null, null, 1n]]), "xlsx", taken)))).worksheets[0]!.getCell(
      "A5",
    );
    expect(cell.type).toBe(ExcelJS.ValueType.String);
  });

  test("sums are formulas that carry their value, subtotals counted once, in sheets after the first too", async () => {
    const lines: TableRow[] = [
      { cells: ["60", null, null, 30n], subtotal: 2 },
      { cells: ["601", null, null, 10n], level: 1 },
      { cells: ["602", null, null, 20n], level: 1 },
      ["61", null, null, 5n],
      { cells: ["Total 6", null, null, 35n], subtotal: -4 },
    ];
    const one = (await opened(await collected(tableFileBytes(described(lines, { totals: ["debit"] }), "xlsx", taken)))).worksheets[0]!;
    expect(one.getCell("D5").value).toEqual({ formula: "SUBTOTAL(9,D6:D7)", result: 0.3 });
    expect(one.getCell("D9").value).toEqual({ formula: "SUBTOTAL(9,D5:D8)", result: 0.35 });
    expect(one.getCell("D10").value).toEqual({ formula: "SUBTOTAL(9,D5:D9)", result: 0.35 });
    expect(one.getCell("A10").value).toBe("Total");
    expect(one.getRow(6).outlineLevel).toBe(1);
  });

  test("rows beyond a sheet go on in the next, under the same heads, and the total takes them all", async () => {
    const workbook = await opened(await collected(xlsxBytes(rolled(Array.from({ length: 7 }, (_, index) => ["x", null, index, 1n])))));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["Journal", "Journal (2)", "Journal (3)"]);
    const [, second, third] = workbook.worksheets;
    expect(second!.getRow(2).values).toEqual([undefined, "Compte", "Date", "Nombre", "Débit (€)"]);
    expect(second!.getCell("C3").value).toBe(3);
    expect(third!.getCell("D4").value).toEqual({
      formula: "SUBTOTAL(9,'Journal'!D3:D5)+SUBTOTAL(9,'Journal (2)'!D3:D5)+SUBTOTAL(9,D3:D3)",
      result: 0.07,
    });
  });

  test("a full sheet without more rows has its total, and an empty table is a workbook too", async () => {
    const full = await opened(await collected(xlsxBytes(rolled(Array.from({ length: 3 }, () => ["x", null, null, 1n])))));
    expect(full.worksheets).toHaveLength(1);
    expect(full.worksheets[0]!.getCell("D6").value).toMatchObject({ result: 0.03 });
    const empty = await opened(await collected(xlsxBytes(rolled([]))));
    expect(empty.worksheets[0]!.getCell("A3").value).toBe("Total");
  });

  test("any amount and any text come back (seeded by fast-check)", async () => {
    const amount = fc.bigInt({ min: -largestQuantity, max: largestQuantity });
    const text = fc.string({ unit: fc.constantFrom(..."aé=<&>\"'_x0Dé\t\n €", "\u0001", "😀") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, amount), { maxLength: 20 }), async (cells) => {
        const bytes = await collected(
          xlsxBytes(
            rolled(
              cells.map(([label, value]) => [label, null, null, value]),
              1_000,
            ),
          ),
        );
        const { sheets } = await readXlsx(bytes);
        const read = sheets[0]!.rows.slice(2, 2 + cells.length).map((row) => [row[0] ?? "", cents(row[3])]);
        expect(read).toEqual(cells);
      }),
      { numRuns: 60 },
    );
  });

  test("the same table gives the same bytes, and whoever stops reading stops the rows", async () => {
    expect(await collected(xlsxBytes(rolled(rows)))).toEqual(await collected(xlsxBytes(rolled(rows))));
    let ended = false;
    async function* endless(): AsyncGenerator<TableRow> {
      try {
        for (;;) yield [`${Math.random()}`, null, null, 1n];
      } finally {
        ended = true;
      }
    }
    let bytes = 0;
    for await (const chunk of xlsxBytes(rolled(endless(), 1_000_000))) {
      bytes += chunk.length;
      if (bytes > 1_000) break;
    }
    expect(ended).toBe(true);
  });

  test("a failure of the rows is a failure of the file", async () => {
    async function* failing(): AsyncGenerator<TableRow> {
      yield ["x", null, null, 1n];
      throw new Error("lost");
    }
    await expect(collected(xlsxBytes(rolled(failing())))).rejects.toThrow("lost");
  });
});

describe("a CSV file", () => {
  test("has heads and rows alone: guarded texts, exact amounts, days and numbers as they are", async () => {
    const rows: TableRow[] = [{ cells: ["6", null, null, -5n], subtotal: 1 }, ["=601", "2026-01-31", 3, -1_234_567n]];
    expect(String(await collected(tableFileBytes(described(rows, { totals: ["debit"] }), "csv", taken)))).toBe(
      "\ufeffCompte;Date;Nombre;Débit (€)\r\n'=601;2026-01-31;3;-12345,67\r\n",
    );
    expect(String(await collected(tableFileBytes(described(rows, { locale: "en" }), "csv", taken)))).toBe(
      "Compte,Date,Nombre,Débit (€)\n'=601,2026-01-31,3,-12345.67\n",
    );
  });
});

describe("a PDF", () => {
  test("is a document, or a refusal that says how many rows it takes", async () => {
    const made = await pdfOf(described([["601", "2026-01-31", 1, 5n]], { totals: ["debit"] }), ["2026"], "Camille");
    expect(made.ok && made.value.subarray(0, 8).toString()).toBe("%PDF-1.7");
    const many = Array.from({ length: mostPdfRows + 1 }, () => ["601", null, null, 5n]);
    expect(await pdfOf(described(many), [], "")).toEqual({ ok: false, refusal: { kind: "too-many-rows-on-paper", limit: mostPdfRows } });
  });
});

/** A small sheet: one row of title, one of heads, three of data, one of total. */
function rolled(rows: Iterable<TableRow> | AsyncIterable<TableRow>, mostRowsPerSheet = 6): XlsxTable {
  const words = { total: "Total", page: "Page" };
  return { title: "Journal", facts: [], author: "x", columns, rows, totals: ["debit"], words, landscape: false, mostRowsPerSheet };
}

/** The cents of a number read back: the nearest whole number of hundredths. */
function cents(value: unknown): bigint {
  expect(typeof value).toBe("number");
  return BigInt(formatDecimalBack(value as number));
}

function formatDecimalBack(value: number): string {
  const written = value.toFixed(2).replace(".", "");
  expect(Number(formatDecimal(BigInt(written)))).toBe(value);
  return written;
}
