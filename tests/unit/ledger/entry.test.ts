import { describe, expect, test } from "vitest";
import { checkEntry, type EntryDraft, type LineDraft, totalsOf } from "#app/domain/ledger/entry.ts";
import type { Refusal } from "#app/domain/refusal.ts";

const debit: LineDraft = { account: "606", resource: "EUR", debit: 1_000n, credit: 0n };
const credit: LineDraft = { account: "408", resource: "EUR", debit: 0n, credit: 1_000n };
const general: EntryDraft = {
  book: "general",
  journal: "OD",
  entryDate: "2026-03-31",
  label: "Papier",
  eventId: "00000000-0000-4000-8000-000000000001",
  lines: [debit, credit],
};
const place = { unit: "DG", nature: "31", activity: "01" };
const budget: EntryDraft = {
  ...general,
  book: "budget",
  journal: "CR",
  lines: [
    { ...place, account: "voted", origin: "initialBudget", resource: "AE", debit: 0n, credit: 500n },
    { ...place, account: "unallocated", resource: "AE", debit: 500n, credit: 0n },
  ],
};
const [voted, unallocated] = budget.lines as [LineDraft, LineDraft];
const largest = 900_000_000_000_000n;

describe("an entry is accepted", () => {
  test.each<[string, EntryDraft]>([
    ["in the general book", general],
    ["in the budget book", budget],
    [
      "with the largest amount",
      {
        ...general,
        lines: [
          { ...debit, debit: largest },
          { ...credit, credit: largest },
        ],
      },
    ],
    [
      "with two resources that each balance",
      { ...budget, lines: [voted, unallocated, { ...voted, resource: "CP" }, { ...unallocated, resource: "CP" }] },
    ],
    ["with a foreign amount", { ...general, lines: [{ ...debit, currency: "USD", currencyAmount: -1_100n }, credit] }],
    ["with any letter that can be stored", { ...general, label: "é € 🏛" }],
  ])("%s", (_name, draft) => {
    expect(checkEntry(draft)).toEqual({ ok: true, value: draft });
  });
});

describe("an entry is refused by the first rule that it breaks", () => {
  /** Each row also breaks the rules of the rows below it where it can: the order is the order of precedence. */
  const bad: LineDraft = { ...debit, debit: -1n, credit: 2n };
  test.each<[string, EntryDraft, Refusal]>([
    [
      "a day that does not exist",
      { ...general, entryDate: "2026-02-30", label: "\u0000", lines: [bad] },
      { kind: "not-a-day", text: "2026-02-30" },
    ],
    ["a validation that is no day", { ...general, validatedOn: "31/03/2026" }, { kind: "not-a-day", text: "31/03/2026" }],
    ["a voucher that is dated on no day", { ...general, lines: [debit, { ...credit, voucherDate: "" }] }, { kind: "not-a-day", text: "" }],
    ["a NUL in the label", { ...general, label: "a\u0000", lines: [bad] }, { kind: "unstorable-text", line: 0, field: "label" }],
    [
      "half a letter on a line",
      { ...general, lines: [debit, { ...credit, label: "\ud83c" }] },
      { kind: "unstorable-text", line: 2, field: "label" },
    ],
    ["one line", { ...general, lines: [bad] }, { kind: "too-few-lines", count: 1 }],
    ["no line", { ...general, lines: [] }, { kind: "too-few-lines", count: 0 }],
    [
      "one line of a resource",
      { ...budget, lines: [voted, unallocated, { ...voted, resource: "CP" }] },
      { kind: "too-few-lines", count: 1 },
    ],
    [
      "a negative debit",
      { ...general, lines: [{ ...debit, debit: -1_000n, credit: 5n }, credit] },
      { kind: "negative-amount", line: 1, amount: -1_000n },
    ],
    ["a negative credit", { ...general, lines: [debit, { ...credit, credit: -7n }] }, { kind: "negative-amount", line: 2, amount: -7n }],
    ["two sides", { ...general, lines: [debit, { ...credit, debit: largest + 1n }] }, { kind: "line-with-two-sides", line: 2 }],
    ["no side", { ...general, lines: [debit, { ...credit, credit: 0n }] }, { kind: "line-without-amount", line: 2 }],
    [
      "a debit out of range",
      { ...general, lines: [{ ...debit, debit: largest + 1n }, credit] },
      { kind: "amount-out-of-range", line: 1, amount: largest + 1n },
    ],
    [
      "a foreign amount out of range",
      { ...general, lines: [debit, { ...credit, currency: "USD", currencyAmount: -largest - 1n }] },
      { kind: "amount-out-of-range", line: 2, amount: largest + 1n },
    ],
    [
      "a total out of range",
      {
        ...general,
        lines: [
          { ...debit, debit: largest },
          { ...debit, debit: 1n },
          { ...credit, credit: largest },
          { ...credit, credit: 1n },
        ],
      },
      { kind: "amount-out-of-range", line: 1, amount: largest + 1n },
    ],
    [
      "one cent missing",
      { ...general, lines: [debit, { ...credit, credit: 999n }] },
      { kind: "unbalanced", resource: "EUR", debit: 1_000n, credit: 999n },
    ],
    [
      "AE against CP",
      { ...budget, lines: [voted, voted, { ...unallocated, resource: "CP" }, { ...unallocated, resource: "CP" }] },
      { kind: "unbalanced", resource: "AE", debit: 0n, credit: 1_000n },
    ],
    [
      "euros in the budget book",
      { ...general, book: "budget" },
      { kind: "resource-not-in-book", line: 1, resource: "EUR", book: "budget" },
    ],
    ["AE in the general book", { ...budget, book: "general" }, { kind: "resource-not-in-book", line: 1, resource: "AE", book: "general" }],
    [
      "a budget line without a unit",
      { ...budget, lines: [voted, { ...unallocated, unit: null }] },
      { kind: "dimension-missing", line: 2, dimension: "unit" },
    ],
    [
      "a budget line without a nature",
      { ...budget, lines: [{ ...voted, nature: null, origin: null }, unallocated] },
      { kind: "dimension-missing", line: 1, dimension: "nature" },
    ],
    ["voted without an origin", { ...budget, lines: [{ ...voted, origin: null }, unallocated] }, { kind: "origin-misplaced", line: 1 }],
    [
      "an origin elsewhere",
      { ...general, label: "", lines: [debit, { ...credit, origin: "transfer" }] },
      { kind: "origin-misplaced", line: 2 },
    ],
    [
      "a currency without an amount",
      { ...general, label: "", lines: [{ ...debit, currency: "USD" }, credit] },
      { kind: "pair-incomplete", line: 1, pair: "currency" },
    ],
    [
      "a document without a kind",
      { ...general, lines: [debit, { ...credit, documentId: general.eventId }] },
      { kind: "pair-incomplete", line: 2, pair: "document" },
    ],
    ["no label", { ...general, label: "" }, { kind: "label-missing" }],
  ])("%s", (_name, draft, refusal) => {
    expect(checkEntry(draft)).toEqual({ ok: false, refusal });
  });
});

test("totals are per resource, in the order of the resources", () => {
  const lines = [voted, unallocated, { ...voted, resource: "CP" as const, credit: 3n }];
  expect(totalsOf(lines)).toEqual([
    { resource: "AE", debit: 500n, credit: 500n, lineCount: 2 },
    { resource: "CP", debit: 0n, credit: 3n, lineCount: 1 },
  ]);
});
