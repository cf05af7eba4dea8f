import { expect, test } from "vitest";
import { csvText, exchangeFormat, guardedText, spreadsheetFormat } from "#app/domain/csv.ts";
import { csvResponse } from "#app/http/csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["+33 1", "'+33 1"],
  ["-12", "'-12"],
  ["@cmd", "'@cmd"],
  ["\t=1", "'\t=1"],
  ["\rx", "'\rx"],
  ["\u0000x", "'\u0000x"],
  ["＝1", "'＝1"],
  ["＠x", "'＠x"],
  ["  =1", "'  =1"],
  ["Papier = 3", "Papier = 3"],
  ["", ""],
])("the text %j is written %j", (text, written) => {
  expect(guardedText(text)).toBe(written);
});

test("amounts and numbers stay numbers, negative ones too; texts are quoted only when they must be", () => {
  const rows = [
    ["account", "label", "balance"],
    ["401", 'a "b", c', { amount: "-12.50" }],
    [null, "d;e", -3n],
  ];
  expect(csvText(rows, exchangeFormat)).toBe('account,label,balance\n401,"a ""b"", c",-12.50\n,d;e,-3\n');
  expect(csvText(rows, spreadsheetFormat)).toBe('\ufeffaccount;label;balance\r\n401;"a ""b"", c";-12,50\r\n;"d;e";-3\r\n');
});

test("a download is named, and no cache keeps it", async () => {
  const response = csvResponse([["é"]], { fileName: "balance générale.csv", locale: "fr" });
  expect(response.headers.get("Content-Disposition")).toBe(
    "attachment; filename=\"balance_g_n_rale.csv\"; filename*=UTF-8''balance%20g%C3%A9n%C3%A9rale.csv",
  );
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  expect(Buffer.from(await response.arrayBuffer()).toString("hex")).toBe("efbbbfc3a90d0a");
});
