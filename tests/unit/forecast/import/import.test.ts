import { describe, expect, test } from "vitest";
import type { FileCell } from "#app/domain/forecast/import/book.ts";
import { bookOf, imported, line, year } from "./sheet.ts";

const heads = ["Nature", "Activité", "janv."];
const one = [line("L1", { cells: [{ measure: "CP", targetYear: year, month: 1, amount: 5_000n, revision: 1n }] })];

function oneCell(cell: FileCell, choices = {}) {
  const { merged, faults } = imported(bookOf([heads, ["31", "01-ENQ", cell]]), one, choices);
  return merged.changes[0]?.after ?? faults[0] ?? merged.questions[0]?.kind ?? "nothing";
}

describe("a figure of a file is read, asked about, or refused by its rule (table 4.1)", () => {
  test.each<[FileCell, bigint | string]>([
    ["1 234,56", 123_456n],
    ["1\u00a0234,56", 123_456n],
    ["1\u202f234,56", 123_456n],
    ["1.234,56", 123_456n],
    ["1200-", "cell-negative"],
    ["(1 200)", "cell-negative"],
    ["\u22121200", "cell-negative"],
    [{ number: "1234.56" }, 123_456n],
    [{ number: "12.5" }, 1_250n],
    [{ number: "12.345" }, "too-many-decimals"],
    ["1e6", "exponent"],
    ["1.234", "decimal-sign"],
    ["12 k€", "scale"],
    [{ error: "#REF!" }, "spreadsheet-error"],
    ["#N/A", "spreadsheet-error"],
    [{ number: "NaN" }, "not-a-number"],
    [{ number: "1e+21" }, "exponent"],
    [{ number: "99999999999999" }, "number-out-of-range"],
    [{ formula: "A1+1" }, "formula-without-value"],
    [{ day: "2027-03-01" }, "not-an-amount"],
    [{ flag: true }, "not-an-amount"],
    ["=cmd|'/c calc'!A0", "not-a-number"],
    ["", "nothing"],
    [null, "nothing"],
    ["0", 0n],
    [{ number: "50" }, "nothing"],
  ])("%j", (cell, expected) => {
    expect(oneCell(cell)).toBe(expected);
  });

  test("the decimal sign and the thousands are answered once for the file", () => {
    expect(oneCell("1.234", { decimalSign: "," })).toBe(123_400n);
    expect(oneCell("1.234", { decimalSign: "." })).toBe("too-many-decimals");
    expect(oneCell("12 k€", { scaled: "yes" })).toBe(1_200_000n);
    expect(oneCell({ number: "12.5" }, { decimalSign: "," })).toBe(1_250n);
  });
});

describe("a row finds its line, or says why not", () => {
  const lines = [
    line("L1"),
    line("L2", { nature: "07E3" }),
    line("L3", { nature: "0312" }),
    line("L4", { nature: "61", activity: "MAR-26" }),
    line("L5", { nature: "62", label: "Un" }),
    line("L6", { nature: "62", label: "Deux" }),
  ];
  const row = (cells: readonly FileCell[], choices = {}, names = ["Unité", "Nature", "Activité", "Libellé", "mars"]) => {
    const { placed, merged, faults } = imported(bookOf([names, cells]), lines, choices);
    return merged.changes[0]?.lineId ?? faults[0] ?? placed.eaten[0]?.fault;
  };
  test.each<[readonly FileCell[], unknown]>([
    [["DR44", "31", "01-ENQ", "", "10"], "L1"],
    [["DR44", { number: "31" }, "01-ENQ", null, { number: "10" }], "L1"],
    [["DR44", { number: "7000" }, "01-ENQ", "", "10"], { kind: "code-eaten", text: "7000", meant: "07E3", by: "exponent" }],
    [["DR44", { number: "312" }, "01-ENQ", "", "10"], { kind: "code-eaten", text: "312", meant: "0312", by: "zeros" }],
    [["DR44", "61", { day: "2026-03-01" }, "", "10"], { kind: "code-eaten", text: "2026-03-01", meant: "MAR-26", by: "date" }],
    [["DR44", "62", "01-ENQ", "", "10"], "several-lines"],
    [["DR44", "62", "01-ENQ", "deux", "10"], "L6"],
    [["DR44", "99", "01-ENQ", "", "10"], "no-such-line"],
    [["DR44", "__proto__", "01-ENQ", "", "10"], "no-such-line"],
    [["DR13", "31", "01-ENQ", "", "10"], "unit-out-of-reach"],
  ])("%j", (cells, expected) => {
    expect(row(cells)).toEqual(expected);
  });

  test("codes that were eaten are given back when that is wanted", () => {
    expect(row(["DR44", { number: "7000" }, "01-ENQ", "", "10"], { codes: "repaired" })).toBe("L2");
  });

  test("of a row of another unit no figure is shown", () => {
    const { placed } = imported(
      bookOf([
        ["Unité", "Nature", "mars"],
        ["DR13", "31", "123456"],
      ]),
      lines,
    );
    expect(JSON.stringify(placed)).not.toContain("123456");
  });

  test("one key on two rows is taken from neither, and each shows the other", () => {
    const { merged } = imported(bookOf([heads, ["31", "01-ENQ", "10"], ["31", "01-ENQ", "20"]]), one);
    expect(merged.changes).toEqual([]);
    expect(merged.faults).toMatchObject([
      { at: { row: 2 }, fault: { kind: "key-twice", others: [{ row: 3 }] }, text: "10" },
      { at: { row: 3 }, fault: { kind: "key-twice", others: [{ row: 2 }] }, text: "20" },
    ]);
  });

  test("rows of totals are skipped, and those that are hidden wait for an answer", () => {
    const rows = [heads, ["31", "01-ENQ", "10"], ["Total", "", "10"]];
    expect(imported(bookOf(rows), one).placed.totals).toHaveLength(1);
    const hidden = bookOf(rows, { hiddenRows: [2] });
    expect(imported(hidden, one).placed).toMatchObject({ cells: [], hidden: { rows: 1 } });
    expect(imported(hidden, one, { hidden: "taken" }).merged.changes).toHaveLength(1);
    expect(imported(hidden, one, { hidden: "skipped" }).placed).toMatchObject({ cells: [], hidden: { rows: 0 } });
  });

  test("a closed campaign and a request that was handed in take nothing", () => {
    const rows = bookOf([heads, ["31", "01-ENQ", "10"]]);
    expect(imported(rows, [line("L1", { campaignState: "closed" })]).faults).toEqual(["cell-locked"]);
    expect(imported(rows, [line("L1", { requestState: "submitted" })]).faults).toEqual(["cell-locked"]);
  });

  test("columns that moved show in the total of their year", () => {
    const rows = bookOf([
      ["Nature", "Activité", "janv.", "févr.", "Total 2027"],
      ["31", "01-ENQ", "10", "20", "31"],
    ]);
    expect(imported(rows, one).faults).toEqual(["total-differs"]);
  });
});

describe("merged cells are a fault that names them, and are not read", () => {
  const two = [line("L1"), line("L2", { nature: "32" })];
  const rows = (...cells: readonly (readonly FileCell[])[]) => [["Nature", "Activité", "Libellé", "janv.", "févr."], ...cells];
  const first = ["31", "01-ENQ", "a", "10", "11"];
  const second = ["32", "01-ENQ", "b", "20", "21"];
  const read = (merged: readonly string[], ...cells: readonly (readonly FileCell[])[]) => {
    const { placed, merged: preview } = imported(bookOf(rows(...cells), { merged }), two);
    return {
      faults: placed.faults.map(({ at, fault }) => [at.row, at.column, fault]),
      changes: preview.changes.map(({ lineId, month, after }) => `${lineId} ${month} ${after}`),
    };
  };

  test("amounts over two months and two rows", () => {
    expect(read(["D2:E3"], first, ["32", "01-ENQ", "b", null, null])).toEqual({
      faults: [[2, 4, { kind: "merged-cells", range: "D2:E3" }]],
      changes: [],
    });
    expect(read(["D2:D3"], first, second).changes).toEqual(["L1 2 1100", "L2 2 2100"]);
  });

  test("a code over two rows leaves both out, not one under the other’s code", () => {
    expect(read(["A2:A3"], first, [null, "01-ENQ", "b", "20", "21"])).toEqual({
      faults: [[2, 1, { kind: "merged-cells", range: "A2:A3" }]],
      changes: [],
    });
  });

  test.each([
    ["a label", ["C2:C3"]],
    ["a title above the heads", ["A1:E1"]],
    ["columns that are not read", ["H2:J3"]],
    ["what is no range", ["D2", "x"]],
  ])("%s may be merged", (_, merged) => {
    expect(read(merged, first, second)).toMatchObject({ faults: [], changes: { length: 4 } });
  });

  test("so may the words of a total", () => {
    expect(read(["A3:C3"], first, ["Total", null, null, "10", "11"]).faults).toEqual([]);
  });

  test("of a row of another unit no figure is said", () => {
    const cells = [
      ["Unité", "Nature", "mars", "avr."],
      ["DR13", "31", "123456", null],
    ];
    const { placed } = imported(bookOf(cells, { merged: ["C2:D2"] }), two);
    expect(JSON.stringify(placed)).not.toContain("123456");
  });
});

test("days counted from 1904 are refused in the heads too, with the column under them", () => {
  const cells = [
    ["Nature", "Activité", { day: "2027-03-01" }, "avr."],
    ["31", "01-ENQ", "10", "20"],
  ];
  expect(imported(bookOf(cells), one).merged.changes).toHaveLength(2);
  const { placed, merged } = imported({ ...bookOf(cells), from1904: true }, one);
  expect(placed.faults).toEqual([
    { at: { sheet: 0, row: 1, column: 3 }, fault: { kind: "days-from-1904", text: "2027-03-01" }, text: "2027-03-01" },
  ]);
  expect(merged.changes.map(({ month }) => month)).toEqual([4]);
});
