import { expect, test } from "vitest";
import type { EntryDraft } from "#app/domain/ledger/entry.ts";
import { reversalOf } from "#app/domain/ledger/reversal.ts";
import { trialBalance } from "#app/domain/ledger/trial-balance.ts";

test("a balance is debit less credit, in the order of the codes, and adds up", () => {
  const balance = trialBalance([
    { account: "606", label: "Achats", debit: 1_050n, credit: 50n },
    { account: "4081", label: "Factures à recevoir", debit: 0n, credit: 1_000n },
  ]);
  expect(balance.rows.map(({ account, balance: own }) => [account, own])).toEqual([
    ["4081", -1_000n],
    ["606", 1_000n],
  ]);
  expect(balance.total).toEqual({ debit: 1_050n, credit: 1_050n, balance: 0n });
});

test("a reversal puts each line on its other side and keeps everything else", () => {
  const entry: EntryDraft = {
    book: "general",
    journal: "OD",
    entryDate: "2026-03-31",
    validatedOn: "2026-04-02",
    label: "Papier",
    eventId: "00000000-0000-4000-8000-000000000001",
    sourceNumber: "12",
    lines: [
      { account: "606", unit: "DG", resource: "EUR", debit: 1_000n, credit: 0n, voucher: "FA-1", currency: "USD", currencyAmount: 1_100n },
      { account: "408", party: "F1", resource: "EUR", debit: 0n, credit: 1_000n },
    ],
  };
  const reference = { id: 5n, fiscalYear: 2026, journal: "OD", number: 3n };
  const choice = { entryDate: "2026-04-30", label: "Annule OD-3", eventId: "00000000-0000-4000-8000-000000000002" };
  expect(reversalOf(entry, reference, choice)).toEqual({
    book: "general",
    journal: "OD",
    ...choice,
    reverses: reference,
    lines: [
      { account: "606", unit: "DG", resource: "EUR", debit: 0n, credit: 1_000n, voucher: "FA-1", currency: "USD", currencyAmount: -1_100n },
      { account: "408", party: "F1", resource: "EUR", debit: 1_000n, credit: 0n, currencyAmount: null },
    ],
  });
  expect(reversalOf(entry, reference, { ...choice, journal: "EX", complementary: true })).toMatchObject({
    journal: "EX",
    complementary: true,
  });
});
