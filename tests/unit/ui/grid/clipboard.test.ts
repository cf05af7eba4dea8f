import { expect, test } from "vitest";
import { readTable, readText, writeTable, writeText } from "#app/ui/grid/clipboard.ts";

test.each<[string, string, string[][]]>([
  ["one cell", "12", [["12"]]],
  ["a row ends with its line", "1\t2\r\n", [["1", "2"]]],
  ["rows by any line end", "1\n2\r3\r\n4", [["1"], ["2"], ["3"], ["4"]]],
  [
    "empty cells",
    "\t\r\n\t",
    [
      ["", ""],
      ["", ""],
    ],
  ],
  ["an empty last row that is not the end of one", "1\r\n\r\n", [["1"], [""]]],
  ["a tab, a line end and a mark inside a quoted cell", '"a\tb"\t"c\nd"\t"e""f"', [["a\tb", "c\nd", 'e"f']]],
  ["a text that only begins with a mark", '"a"b\tc', [['"a"b', "c"]]],
  ["a mark that nothing closes", '"a\tb', [['"a', "b"]]],
  ["nothing", "", [[""]]],
])("reads %s", (_, text, block) => {
  expect(readText(text)).toEqual(block);
});

test("a text that could be read otherwise is quoted", () => {
  expect(
    writeText([
      ["a", "b\tc"],
      ['d"e', "f\ng"],
    ]),
  ).toBe('a\t"b\tc"\r\n"d""e"\t"f\ng"\r\n');
});

test("a table is written with its signs escaped", () => {
  expect(writeTable([["<b>&", "1"]])).toBe("<table><tr><td>&lt;b&gt;&amp;</td><td>1</td></tr></table>");
});

test("a table is read by its columns, what spans several included", () => {
  const cell = (textContent: string | null, colSpan = 1) => ({ textContent, colSpan });
  const rows = [{ cells: [cell(" Terrain\n  2027 ", 2), cell("1\u00a0200")] }, { cells: [cell(null), cell("a"), cell("b")] }];
  expect(readTable({ rows })).toEqual([
    ["Terrain 2027", "", "1\u00a0200"],
    ["", "a", "b"],
  ]);
});
