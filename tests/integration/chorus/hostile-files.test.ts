import { deflateRawSync } from "node:zlib";
import excel from "exceljs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { largestFileBytes, mostColumns, mostRows, readSheetFile } from "#app/http/sheet-file/read.ts";
import { centres, checked, type GivenRows } from "#tests/support/chorus.ts";
import { must, type SmallOrganisation, smallOrganisation } from "#tests/support/small-organisation.ts";

let organisation: SmallOrganisation;
beforeAll(async () => {
  organisation = await smallOrganisation();
  must(await loadNomenclature(await organisation.system(), { centres }));
});
afterAll(async () => await organisation.close());

const heads = "N° EJ;Poste;Libellé;Date;Montant engagé;Centre financier;Compte budgétaire";
const given = (...rows: string[]): GivenRows => ({ kind: "commitments", text: [heads, ...rows].join("\n") });
const row = (cells: Partial<Record<"number" | "label" | "on" | "amount" | "centre" | "nature", string>>) => {
  const { number = "EJ1", label = "", on = "15/01/2026", amount = "1,00", centre = "0220-DR44", nature = "31" } = cells;
  return [number, "10", label, on, amount, centre, nature].join(";");
};

describe("a row that cannot be read is rejected, with its cell and why", () => {
  test.each([
    ["no number", { number: "" }, "number", "missing"],
    ["no amount", { amount: "" }, "amount", "missing"],
    ["a word for an amount", { amount: "beaucoup" }, "amount", "not-an-amount"],
    ["three decimals", { amount: "12,345" }, "amount", "too-many-decimals"],
    ["a power of ten", { amount: "1e6" }, "amount", "exponent"],
    ["a formula error", { amount: "#REF!" }, "amount", "spreadsheet-error"],
    ["thousands of euros", { amount: "12 k€" }, "amount", "unit-to-confirm"],
    ["less than nothing", { amount: "-5,00" }, "amount", "negative"],
    ["30 February", { on: "30/02/2026" }, "on", "not-a-day"],
    ["a day of another year", { on: "01/01/2027" }, "on", "other-year"],
    ["a code eaten by the spreadsheet", { number: "2,1E+09" }, "number", "code-eaten"],
    ["title 2, which is not committed", { nature: "21" }, "nature", "category-unknown"],
    ["a control character", { label: "a\u0007b" }, "label", "unstorable-text"],
  ] as const)("%s", async (_, cells, field, kind) => {
    const { report } = await checked(await organisation.system(), given(row({ number: "EJ0" }), row(cells)));
    expect(report).toMatchObject({ rows: 2, added: 1, rejected: 1, firstFaults: [{ row: 3, field, kind }] });
  });

  test("the same key twice: both rows, neither is taken", async () => {
    const { report } = await checked(await organisation.system(), given(row({}), row({ amount: "2,00" })));
    expect(report).toMatchObject({
      added: 0,
      rejected: 2,
      firstFaults: [
        { row: 2, kind: "key-twice", against: "3" },
        { row: 3, kind: "key-twice", against: "2" },
      ],
    });
  });

  test("totals and blank rows are passed; amounts are read as people write them", async () => {
    const rows = [row({ number: "A", amount: "1 234,50" }), row({ number: "B", amount: "1.234,50" }), "", "Total;;;;2469,00;;"];
    const { report } = await checked(await organisation.system(), given(...rows));
    expect(report).toMatchObject({ added: 2, rejected: 0, totals: 1, amount: 246_900n });
  });

  test("a label that a spreadsheet would run, or a browser, is a label", async () => {
    const { report } = await checked(
      await organisation.system(),
      given(row({ label: "=cmd|' /C calc'!A0" }), row({ number: "EJ2", label: "<script>alert(1)</script>" })),
    );
    expect(report.firstChanges.map(({ label }) => label)).toEqual(["=cmd|' /C calc'!A0", "<script>alert(1)</script>"]);
  });
});

describe("a file that is more than figures, or more than it may be, is refused before it is looked at", () => {
  const refusal = async (name: string, bytes: Uint8Array) => {
    const read = await readSheetFile({ name, bytes });
    return read.ok ? "read" : read.refusal.kind;
  };
  test.each([
    ["empty", "", "sheet-file-empty"],
    ["not a workbook", "PK\u0003\u0004rien", "sheet-file-damaged"],
    ["an executable", "MZ\u0000\u0000", "sheet-file-type"],
    ["too wide", `${"a;".repeat(mostColumns + 1)}b\n`, "sheet-file-too-wide"],
  ])("%s", async (_, text, kind) => {
    expect(await refusal("extrait.csv", Buffer.from(text, "latin1"))).toBe(kind);
  });
  test("too many rows, too many bytes", async () => {
    expect(await refusal("extrait.csv", Buffer.from("a;b\n".repeat(mostRows + 40)))).toBe("sheet-file-too-wide");
    expect(await refusal("extrait.csv", Buffer.alloc(largestFileBytes + 1, 97))).toBe("sheet-file-too-large");
  });
  test("a workbook that swells, one with macros", async () => {
    const workbook = new excel.Workbook();
    workbook.addWorksheet("EJ").addRow(["N° EJ"]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    expect(await refusal("extrait.xlsx", bytes)).toBe("read");
    expect(await refusal("extrait.xlsx", withPart("xl/vbaProject.bin", Buffer.from("x")))).toBe("sheet-file-unsafe");
    expect(await refusal("extrait.xlsx", withPart("xl/sheet.xml", Buffer.alloc(250 * 2 ** 20)))).toBe("sheet-file-unsafe");
  });
});

/** A package of one part (APPNOTE 4.3), compressed. */
function withPart(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(title.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + title.length, 12);
  end.writeUInt32LE(local.length + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, central, title, end]);
}
