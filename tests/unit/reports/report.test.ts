import fc from "fast-check";
import { expect, test } from "vitest";
import { changesOf, figureChanges } from "#app/domain/reports/changes.ts";
import { amount, line, rateOf, table, text, whole } from "#app/domain/reports/compose.ts";
import { type Report, type ReportBlock, reportContent, reportOf, withWords } from "#app/domain/reports/report.ts";
import { documentDocx } from "#app/http/docx.ts";
import { documentPdf } from "#app/http/pdf.ts";
import { reportPaper } from "#app/routes/reports/report-paper.ts";
import { pdfTexts } from "#tests/support/pdf-text.ts";
import { holds } from "#tests/support/properties.ts";

const units = (amounts: Readonly<Record<string, bigint>>) =>
  table(
    "byUnit",
    [text("unit"), amount("used", "AE"), amount("used", "CP")],
    [
      ...Object.entries(amounts).map(([unit, cents]) => line(unit, [unit, cents, 0n])),
      whole([null, Object.values(amounts).reduce((sum, cents) => sum + cents, 0n), 0n]),
    ],
  );
const report = (blocks: readonly ReportBlock[]): Report => ({
  ...{ kind: "note", year: 2026, asOf: "2026-06-15", subject: null },
  parts: [{ name: "summary", blocks }],
});

test("a content says the very document again, whatever its amounts and its texts, and is always the same text", () => {
  const cell = fc.oneof(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.string(), fc.constant(null));
  const rows = fc.array(fc.record({ key: fc.string(), level: fc.constantFrom("line" as const, "whole" as const), cells: fc.array(cell) }));
  holds(
    fc.property(rows, fc.string(), (own, words) => {
      const made = report([table("byUnit", [text("unit")], own), { kind: "words", of: "DR44", text: words }]);
      const content = reportContent(made);
      expect(reportOf(content)).toEqual(made);
      expect(reportContent(reportOf(content))).toBe(content);
    }),
    200,
  );
});

test("a cell that moved, a row that came and one that went are told, and nothing else", () => {
  const before = report([units({ DR44: 10n, DR69: 20n })]);
  const after = report([units({ DR44: 11n, SG: 5n })]);
  const told = changesOf(before, after).map(({ row, column, before: was, after: is }) => [row.key, column.name, column.resource, was, is]);
  expect(told).toEqual([
    ["DR44", "used", "AE", 10n, 11n],
    ["DR69", "unit", undefined, "DR69", null],
    ["DR69", "used", "AE", 20n, null],
    ["DR69", "used", "CP", 0n, null],
    ["whole", "used", "AE", 30n, 16n],
    ["SG", "unit", undefined, null, "SG"],
    ["SG", "used", "AE", null, 5n],
    ["SG", "used", "CP", null, 0n],
  ]);
  expect(changesOf(before, before)).toEqual([]);
  const figure = (cents: bigint) => report([{ kind: "figures", figures: [{ name: "usedCp", amount: cents, resource: "CP", of: null }] }]);
  expect(figureChanges(figure(1n), figure(2n))).toEqual([{ name: "usedCp", resource: "CP", before: 1n, after: 2n }]);
});

test("the words of its author end a document, and nothing is added where nothing is said", () => {
  const made = report([]);
  expect(withWords(made, { words: "", asked: [] })).toBe(made);
  expect(withWords(made, { words: "Vu.", asked: ["Dégeler 1 M€"] }).parts.map(({ name }) => name)).toEqual(["summary", "words", "asked"]);
});

test("a rate is rounded half away from zero, and nothing has none", () => {
  expect([rateOf(1n, 3n), rateOf(-1n, 3n), rateOf(5n, 10_000n), rateOf(1n, 0n)]).toEqual([333n, -333n, 1n, null]);
});

test("paper and word processor say the figures and the bars that the page says", async () => {
  const made = report([
    units({ DR44: 123_456_789n }),
    { kind: "picture", name: "unitsLanding", resource: "CP", bars: [{ label: "Nantes", isMonth: false, value: 50n, mark: 100n }] },
  ]);
  const paper = reportPaper(made, "fr", undefined, "INSEE");
  const texts = pdfTexts(await documentPdf(paper)).join("\n");
  for (const said of ["1 234 567,89", "Nantes", "Projet du 15/06/2026, non délivré"])
    expect(texts.replaceAll("\u00a0", " ")).toContain(said);
  const docx = await documentDocx(paper);
  expect(docx.includes(Buffer.from("word/media/point.png"))).toBe(true);
  expect(await documentDocx(paper)).toEqual(docx);
});
