import { describe, expect, test } from "vitest";
import type { ImportFaultKind } from "#app/domain/forecast/import/placed.ts";
import { messagesOf } from "#app/messages/index.ts";
import { locales } from "#app/messages/locale.ts";
import { faultReason, faultRows, placeIn } from "#app/routes/forecast/import/fault-rows.ts";
import { bookOf } from "./sheet.ts";

const text = "x";
const at = { sheet: 0, row: 3, column: 8 };
const amount = 100n;

/** One of each kind; a kind without an example does not compile. */
const examples: { readonly [Kind in ImportFaultKind["kind"]]: Omit<ImportFaultKind & { kind: Kind }, "kind"> } = {
  "unit-out-of-reach": {},
  "no-such-line": { text },
  "several-lines": { text, count: 2 },
  "code-eaten": { text: "312", meant: "0312", by: "zeros" },
  "measure-unknown": { text },
  "period-unknown": { text },
  "days-from-1904": { text },
  "merged-cells": { range: "B2:C3" },
  "formula-without-value": { text },
  "spreadsheet-error": { text: "#REF!" },
  "not-an-amount": { text, found: "date" },
  "key-twice": { others: [at] },
  "not-a-number": { text },
  "too-many-decimals": { text },
  "ambiguous-number": { text },
  "number-out-of-range": { text },
  "division-by-zero": { text },
  "unknown-parameter": { name: "taux" },
  exponent: { text },
  "percent-not-amount": { text },
  "unit-to-confirm": { text, factor: 1000n },
  "cell-locked": { lock: { kind: "right" } },
  "cell-held": {},
  "year-not-planned": { year: 2040, first: 2027, last: 2030 },
  "cell-out-of-range": { amount },
  "cell-negative": { amount: -amount },
  "cell-not-negative": { amount },
  "year-and-months": { measure: "CP", year: 2027 },
  "not-found": { what: "line", id: "L1" },
  "all-held": { measure: "CP", year: 2027 },
  "held-exceeds": { amount, held: 200n },
  "total-differs": { amount, months: 200n },
  "twin-differs": { amount, twin: 200n },
  "placed-twice": {},
};
const faults = Object.entries(examples).map(([kind, values]) => ({ kind, ...values }) as ImportFaultKind);

describe.each(locales)("what a fault says in %s", (locale) => {
  const reasonOf = faultReason(bookOf([]), locale);

  test.each(faults.map((fault) => [fault.kind, fault] as const))("%s has a sentence", (kind, fault) => {
    const reason = reasonOf(fault);
    expect(reason).toMatch(/^\p{Lu}.{15,}\.$/u);
    expect(reason).not.toMatch(/[{}]|undefined/);
    expect(reason).not.toContain(kind);
  });

  test("and no two kinds have the same, nor is there one of no kind", () => {
    expect(new Set(faults.map(reasonOf)).size).toBe(faults.length);
    expect(Object.keys(messagesOf(locale).sheetImportFaults.faults).toSorted()).toEqual(Object.keys(examples).toSorted());
  });
});

test("it names what it is about", () => {
  const reasonOf = faultReason(bookOf([]), "fr");
  expect(reasonOf({ kind: "merged-cells", range: "B2:C3" })).toContain("B2:C3");
  expect(reasonOf({ kind: "code-eaten", text: "312", meant: "0312", by: "zeros" })).toContain("0312");
  expect(reasonOf({ kind: "key-twice", others: [at] })).toContain("H3");
});

test("a fault is told by the sheet that it is in, when there are several", () => {
  const [sheet] = bookOf([]).sheets;
  if (!sheet) throw new Error("no sheet");
  const two = { kind: "workbook" as const, sheets: [sheet, { ...sheet, name: "AE" }] };
  expect(placeIn(bookOf([]), at)).toBe("H3");
  expect(faultRows([{ at: { ...at, sheet: 1 }, fault: { kind: "cell-held" }, text: "10" }], two, "fr")).toMatchObject([
    { at: "AE!H3", text: "10" },
  ]);
});
