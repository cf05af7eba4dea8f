import { describe, expect, test } from "vitest";
import { fieldOfRefusal, readTypedEntry } from "#app/domain/ledger/typing/read-entry.ts";
import { searchable } from "#app/domain/ledger/typing/search.ts";
import { balancingAmount, emptyLine, isBlank, type TypedEntry, totalsTyped, typedEntryOf } from "#app/domain/ledger/typing/typed-entry.ts";

const known = {
  accounts: searchable([
    { code: "401", label: "Fournisseurs" },
    { code: "4456", label: "TVA déductible" },
    { code: "6061", label: "Eau, énergie" },
    { code: "6064", label: "Fournitures administratives" },
  ]),
  groups: new Set(["60"]),
  parties: searchable([{ code: "ACME", label: "Acme SA" }]),
  units: searchable([{ code: "DR44", label: "Grand Est" }]),
};
const place = {
  base: "2026-03-31",
  today: "2026-06-15",
  exercise: { year: 2026, firstDay: "2026-01-01", lastDay: "2026-12-31" },
};
const line = (fields: Partial<typeof emptyLine>) => ({ ...emptyLine, ...fields });
const entry = (change: Partial<TypedEntry> = {}): TypedEntry => ({
  journal: "HA",
  date: "5",
  voucher: "FA-12",
  label: "Papier",
  complementary: false,
  lines: [
    line({ account: "fournitures", label: "Papier", unit: "grand est", debit: "1200" }),
    emptyLine,
    line({ account: "4456", debit: "1200*20%", voucher: "FA-13" }),
    line({ account: "401", party: "acme", label: "Acme", credit: "=" }),
    line({ label: "Papier" }),
  ],
  ...change,
});

test("an entry typed in short is read whole: day, words, calculation and balance; empty lines are left aside", () => {
  expect(readTypedEntry(entry(), known, place)).toEqual({
    ok: true,
    positions: [1, 3, 4],
    entry: {
      journal: "HA",
      date: "2026-03-05",
      label: "Papier",
      complementary: false,
      lines: [
        { account: "6064", debit: 120000n, credit: 0n, party: null, unit: "DR44", label: "Papier", voucher: "FA-12" },
        { account: "4456", debit: 24000n, credit: 0n, party: null, unit: null, label: null, voucher: "FA-13" },
        { account: "401", debit: 0n, credit: 144000n, party: "ACME", unit: null, label: "Acme", voucher: "FA-12" },
      ],
    },
  });
});

test("« = » goes to the side that balances, whichever it was typed on", () => {
  const read = readTypedEntry(
    entry({ lines: [line({ account: "6061", debit: "10" }), line({ account: "401", debit: "=" })] }),
    known,
    place,
  );
  expect(read).toMatchObject({ entry: { lines: [{ debit: 1000n }, { debit: 0n, credit: 1000n }] } });
});

describe("each fault is told at its field", () => {
  const two = (first: Partial<typeof emptyLine>, second: Partial<typeof emptyLine> = { account: "401", credit: "10" }) => ({
    lines: [line({ account: "6061", debit: "10", ...first }), line(second)],
  });
  test.each<[string, Partial<TypedEntry>, string, object]>([
    ["an unknown account", two({ account: "699" }), "lines[0].account", { kind: "unknown-words", text: "699" }],
    ["an account that groups others", two({ account: "60" }), "lines[0].account", { kind: "account-not-postable", account: "60" }],
    ["an account by ambiguous words", two({ account: "606" }), "lines[0].account", { kind: "ambiguous-words", count: 2 }],
    ["no account", two({ account: "" }), "lines[0].account", { kind: "account-missing", line: 1 }],
    ["an unknown party", two({ party: "Dupont" }), "lines[0].party", { kind: "unknown-words", dimension: "party" }],
    ["an unknown unit", two({ unit: "Mars" }), "lines[0].unit", { kind: "unknown-words", dimension: "unit" }],
    ["a division by zero", two({ debit: "12/0" }), "lines[0].debit", { kind: "division-by-zero" }],
    ["too many decimals", two({ debit: "12,3456" }), "lines[0].debit", { kind: "too-many-decimals" }],
    ["no number", two({ debit: "douze" }), "lines[0].debit", { kind: "not-a-number" }],
    ["a negative amount", two({ debit: "-12" }), "lines[0].debit", { kind: "negative-amount", line: 1, amount: -1200n }],
    ["two sides", two({ credit: "3" }), "lines[0].credit", { kind: "line-with-two-sides", line: 1 }],
    ["two balances", two({ debit: "=" }, { account: "401", credit: "=" }), "lines[1].credit", { kind: "several-balances", line: 2 }],
    [
      "nothing to balance",
      { lines: [...two({}).lines, line({ account: "401", debit: "=" })] },
      "lines[2].debit",
      { kind: "nothing-to-balance", line: 3 },
    ],
    ["no label", { label: " " }, "label", { kind: "label-missing" }],
    ["no day", { date: "30/02" }, "date", { kind: "not-a-day", text: "30/02" }],
    ["a day out of the exercise", { date: "31/12/2025" }, "date", { kind: "day-outside-exercise", date: "2025-12-31" }],
  ])("%s", (_, change, field, refusal) => {
    expect(readTypedEntry(entry(change), known, place)).toEqual({
      ok: false,
      faults: [{ field, refusal: expect.objectContaining(refusal) }],
    });
  });

  test("all of them at once", () => {
    const read = readTypedEntry(entry({ date: "32", label: "", ...two({ account: "x", debit: "y" }) }), known, place);
    expect(read.ok ? [] : read.faults.map(({ field }) => field)).toEqual(["date", "label", "lines[0].account", "lines[0].debit"]);
  });
});

test("what the books refuse is told at its field, by the line of the form", () => {
  const read = readTypedEntry(entry(), known, place);
  if (!read.ok) throw new Error("refused");
  const field = (refusal: Parameters<typeof fieldOfRefusal>[0]) => fieldOfRefusal(refusal, read.entry, read.positions);
  expect(field({ kind: "party-outside-third-parties", line: 2, account: "4456" })).toBe("lines[2].party");
  expect(field({ kind: "line-without-amount", line: 3 })).toBe("lines[3].credit");
  expect(field({ kind: "unknown-code", dimension: "account", code: "401" })).toBe("lines[3].account");
  expect(field({ kind: "code-out-of-date", dimension: "unit", code: "DR44", date: "2026-03-05" })).toBe("lines[0].unit");
  expect(field({ kind: "period-closed", year: 2026, period: 3 })).toBe("date");
  expect(field({ kind: "unbalanced", resource: "EUR", debit: 1n, credit: 2n })).toBeUndefined();
});

test("totals count what reads as an amount, and say what does not", () => {
  const amounts = [line({ debit: "1200*1,2" }), line({ credit: "1 000" }), line({ credit: "abc" }), line({ credit: "=" })];
  expect(totalsTyped(amounts)).toEqual({ debit: 144000n, credit: 100000n, unread: 1, balances: 1 });
  expect(balancingAmount(amounts, 3)).toEqual({ side: "credit", amount: 44000n });
  expect(balancingAmount(amounts, 0)).toEqual({ side: "debit", amount: 100000n });
  expect(balancingAmount([emptyLine, emptyLine], 1)).toBeUndefined();
});

test("a draft is read again whatever was kept", () => {
  for (const kept of [null, 3, "x", [], { lines: "none" }, { journal: 3, lines: [null, { debit: 4 }] }]) {
    const read = typedEntryOf(kept);
    expect(read.complementary).toBe(false);
    expect(isBlank(read)).toBe(true);
  }
  expect(typedEntryOf(entry())).toEqual(entry());
  expect(typedEntryOf({ ...entry(), lines: Array.from({ length: 500 }, () => emptyLine) }).lines).toHaveLength(200);
  expect(typedEntryOf({ label: "a\u0000b\ud800c" }).label).toBe("abc");
});
