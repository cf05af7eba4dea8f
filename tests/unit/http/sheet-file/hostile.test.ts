import excel from "exceljs";
import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { readSheetFile } from "#app/http/sheet-file/read.ts";

async function workbook(change: (book: excel.Workbook, sheet: excel.Worksheet) => void = () => undefined): Promise<Uint8Array> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet("CP");
  sheet.addRow(["Nature", "mars"]);
  sheet.addRow(["31", 12.5]);
  change(book, sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The same workbook with parts that no spreadsheet for figures needs. */
async function withPart(name: string, content: string): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await workbook());
  zip.file(name, content);
  return await zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
}

async function outcome(bytes: Uint8Array) {
  const read = await readSheetFile({ name: "x.xlsx", bytes });
  return read.ok ? read.value : read.refusal;
}

const encrypted = Buffer.concat([
  Buffer.from("d0cf11e0a1b11ae1", "hex"),
  Buffer.alloc(504),
  Buffer.from("EncryptedPackage", "utf16le"),
  Buffer.alloc(512),
]);

describe("a file that is more than figures is refused by its type, unopened", () => {
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, object]>([
    ["macros", () => withPart("xl/vbaProject.bin", "x"), { kind: "sheet-file-unsafe", reason: "macros" }],
    [
      "external links, and DDE through them",
      () => withPart("xl/externalLinks/externalLink1.xml", "<x/>"),
      { kind: "sheet-file-unsafe", reason: "links" },
    ],
    ["embedded objects", () => withPart("xl/embeddings/a.docx", "x"), { kind: "sheet-file-unsafe", reason: "objects" }],
    [
      "an XML entity",
      () => withPart("xl/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
      { kind: "sheet-file-unsafe", reason: "entities" },
    ],
    ["a part that swells", () => withPart("xl/a.xml", " ".repeat(8 * 2 ** 20)), { kind: "sheet-file-unsafe", reason: "bomb" }],
    ["a password", () => encrypted, { kind: "sheet-file-unsafe", reason: "password" }],
    ["a file cut in two", async () => (await workbook()).subarray(0, 900), { kind: "sheet-file-damaged" }],
    [
      "a picture",
      () => Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
      { kind: "sheet-file-type", found: "png" },
    ],
    ["nothing", () => new Uint8Array(), { kind: "sheet-file-empty" }],
    ["blank cells", () => Buffer.from(";;\n;;\n"), { kind: "sheet-file-empty" }],
    ["too many columns", () => Buffer.from("a;".repeat(70)), { kind: "sheet-file-too-wide", rows: 100_000, columns: 64 }],
  ])("%s", async (_, bytes, refusal) => {
    expect(await outcome(await bytes())).toEqual(refusal);
  });
});

test("what is hidden, merged, counted from 1904 or without a value is said", async () => {
  const bytes = await workbook((book, sheet) => {
    sheet.addRow([{ formula: "A1+1" }, new Date(Date.UTC(2027, 2, 1))]);
    sheet.getRow(2).hidden = true;
    sheet.getColumn(2).hidden = true;
    sheet.mergeCells("A5:B6");
    sheet.autoFilter = "A1:B3";
    book.addWorksheet("Secret", { state: "veryHidden" }).addRow(["x"]);
    book.properties.date1904 = true;
  });
  expect(await outcome(bytes)).toMatchObject({
    from1904: true,
    sheets: [
      { hiddenRows: [2], hiddenColumns: [2], isFiltered: true, merged: ["A5:B6"] },
      { name: "Secret", isHidden: true },
    ],
  });
  const read = await readSheetFile({ name: "x.xlsx", bytes });
  expect(read.ok && read.value.sheets[0]?.rows.slice(1, 3)).toEqual([
    ["31", { number: "12.5" }],
    [{ formula: "A1+1" }, { day: "2027-03-01" }],
  ]);
});

describe("a text is read by its bytes", () => {
  test.each<[string, Uint8Array, string, string]>([
    ["UTF-8", Buffer.from("Activité;mars\nx;1,5\n"), "utf-8", ";"],
    ["UTF-16", Buffer.from("\ufeffActivité\tmars\nx\t1,5\n", "utf16le"), "utf-16le", "\t"],
    ["Windows-1252", Buffer.from([...Buffer.from('Activit\u00e9,\u0080\nx,"1,5"\n', "latin1")]), "windows-1252", ","],
  ])("%s", async (_, bytes, charset, separator) => {
    const book = await outcome(bytes);
    expect(book).toMatchObject({ charset, separator });
    expect(JSON.stringify(book)).toContain("Activité");
    expect(book).toMatchObject({ sheets: [{ rows: [{}, ["x", "1,5"]] }] });
  });
});
