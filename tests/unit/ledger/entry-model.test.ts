import { describe, expect, test } from "vitest";
import { attachmentName } from "#app/domain/ledger/attachment.ts";
import { applyModel, checkModel, type EntryModel, fillPlaceholders, type ModelLine } from "#app/domain/ledger/entry-model.ts";
import { dueOccurrences, nextOccurrences, occurrenceDay } from "#app/domain/ledger/subscription.ts";

const line = (account: string, side: "debit" | "credit", amount: string, label: string | null = null): ModelLine => ({
  ...{ account, party: null, unit: null, label, side, amount },
});
const model = (lines: ModelLine[], parameters = [{ name: "montant", label: "Montant TTC", proposed: "" }], label = ""): EntryModel => ({
  ...{ journal: "HA", label, parameters, lines },
});
const vat = model([line("6064", "debit", "montant / 1,2"), line("4456", "debit", "="), line("401", "credit", "montant")]);

const applied = (of: EntryModel, amounts: Record<string, bigint>) => {
  const lines = applyModel(of, new Map(Object.entries(amounts)), "2026-03-05");
  return lines.ok ? lines.value.map(({ account, debit, credit }) => [account, debit - credit]) : lines.refusal;
};

test("an amount with its tax is parted, and adds up", () => {
  expect(applied(vat, { montant: 100_00n })).toEqual([
    ["6064", 83_33n],
    ["4456", 16_67n],
    ["401", -100_00n],
  ]);
});

test("shares are spread by largest remainder: a third three times is the whole", () => {
  const thirds = model([
    line("613", "debit", "1/3 de montant"),
    line("614", "debit", "1/3 de montant"),
    line("615", "debit", "1/3 de montant"),
    line("401", "credit", "montant"),
  ]);
  expect(checkModel(thirds)).toMatchObject({ ok: true });
  expect(applied(thirds, { montant: 100n })).toEqual([
    ["613", 34n],
    ["614", 33n],
    ["615", 33n],
    ["401", -100n],
  ]);
});

test("a bare percentage shares the first amount, and a line of nothing is left out", () => {
  const rent = model([line("613", "debit", "70 %"), line("614", "debit", "30%"), line("658", "debit", "0"), line("401", "credit", "=")]);
  expect(applied(rent, { montant: 1n })).toEqual([
    ["613", 1n],
    ["401", -1n],
  ]);
});

describe("a model is refused", () => {
  test.each<[string, EntryModel, object]>([
    ["with one line", model([line("6064", "debit", "1")]), { kind: "model-lines", count: 1 }],
    [
      "with shares that are not whole",
      model([line("613", "debit", "70 %"), line("614", "debit", "29,9 %"), line("401", "credit", "=")]),
      { kind: "model-shares", line: 1, percent: "99,90" },
    ],
    [
      "with an unknown amount",
      model([line("613", "debit", "loyer"), line("401", "credit", "=")]),
      { kind: "unknown-parameter", name: "loyer" },
    ],
    ["with two balances", model([line("613", "debit", "="), line("401", "credit", "=")]), { kind: "several-balances", line: 2 }],
    ["with a calculation that is none", model([line("613", "debit", "12+"), line("401", "credit", "=")]), { kind: "not-a-number" }],
    [
      "with an amount named twice",
      model(
        [line("613", "debit", "a"), line("401", "credit", "=")],
        [
          { name: "a", label: "A", proposed: "" },
          { name: "a", label: "B", proposed: "" },
        ],
      ),
      { kind: "model-parameter", name: "a" },
    ],
    [
      "with an unknown placeholder",
      model([line("613", "debit", "1", "Semaine {semaine}"), line("401", "credit", "=")]),
      { kind: "unknown-placeholder", text: "{semaine}" },
    ],
  ])("%s", (_, wrong, refusal) => {
    expect(checkModel(wrong)).toEqual({ ok: false, refusal: expect.objectContaining(refusal) });
  });

  test("when it is applied without an amount, or to one that makes a line negative", () => {
    expect(applied(vat, {})).toEqual({ kind: "model-amount-missing", name: "Montant TTC" });
    const discount = model([line("6064", "debit", "montant - 100"), line("401", "credit", "=")]);
    expect(applied(discount, { montant: 50_00n })).toMatchObject({ kind: "model-negative", line: 1, amount: -50_00n });
  });
});

test.each<[string, string]>([
  ["Loyer {mois}", "Loyer mars 2026"],
  ["Rent {month}", "Rent March 2026"],
  ["{trimestre}, {QUARTER}, {année}, {annee}", "T1 2026, Q1 2026, 2026, 2026"],
  ["au {date}", "au 05/03/2026"],
  ["{autre}", "{autre}"],
])("« %s » becomes « %s »", (text, filled) => {
  expect(fillPlaceholders(text, "2026-03-05")).toBe(filled);
});

describe("a subscription falls due", () => {
  const from = (firstDay: string, frequency: "monthly" | "quarterly" | "yearly", lastDay: string | null = null) => ({
    firstDay,
    frequency,
    lastDay,
  });
  test.each<[string, Parameters<typeof from>, string[]]>([
    ["each month on the 5th", ["2026-01-05", "monthly"], ["2026-01-05", "2026-02-05", "2026-03-05", "2026-04-05"]],
    ["on the last day of each month", ["2026-01-31", "monthly"], ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]],
    ["on the last day, begun in a short month", ["2026-02-28", "monthly"], ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]],
    ["on the 30th, February shortened alone", ["2026-01-30", "monthly"], ["2026-01-30", "2026-02-28", "2026-03-30", "2026-04-30"]],
    ["each quarter", ["2025-11-30", "quarterly"], ["2025-11-30", "2026-02-28", "2026-05-31", "2026-08-31"]],
    ["each year, of a leap day", ["2024-02-29", "yearly"], ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28"]],
  ])("%s", (_, recurrence, days) => {
    expect([1, 2, 3, 4].map((ordinal) => occurrenceDay(from(...recurrence), ordinal))).toEqual(days);
  });

  test("up to a day, that day included, but what is taken, and never after its end", () => {
    const monthly = from("2026-01-31", "monthly");
    expect(dueOccurrences(monthly, new Set([1]), "2026-03-31")).toEqual([
      { ordinal: 2, day: "2026-02-28" },
      { ordinal: 3, day: "2026-03-31" },
    ]);
    expect(dueOccurrences(monthly, new Set(), "2026-01-30")).toEqual([]);
    expect(dueOccurrences(from("2026-01-31", "monthly", "2026-02-28"), new Set(), "2027-01-01").map(({ ordinal }) => ordinal)).toEqual([
      1, 2,
    ]);
    expect(nextOccurrences(from("2026-01-31", "monthly", "2026-03-01"), new Set([1]), 5)).toEqual([{ ordinal: 2, day: "2026-02-28" }]);
  });
});

test.each<[string, string]>([
  ["Facture n° 12.pdf", "Facture n° 12.pdf"],
  ["..\\..\\etc/passwd", "passwd.pdf"],
  ["facture.exe", "facture.pdf"],
  ["a\u202egpj.pdf", "agpj.pdf"],
  ['x".pdf', "x.pdf"],
  ["  .htaccess  ", "htaccess.pdf"],
  ["\r\nSet-Cookie: a=b.pdf", "Set-Cookie a=b.pdf"],
  [".pdf", "piece.pdf"],
  ["", "piece.pdf"],
  ["é".repeat(300), `${"é".repeat(100)}.pdf`],
])("a file called %j is kept as %s", (given, kept) => {
  expect(attachmentName(given, "application/pdf")).toBe(kept);
});
