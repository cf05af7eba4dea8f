import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { reverseEntry } from "#app/commands/reverse-entry.ts";
import type { PostedEntry } from "#db/posting.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { verifyLedger } from "#db/verify.ts";
import { budgetEntry, generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;

beforeAll(async () => {
  books = await smallBooks();
});

afterAll(() => books.close());

test("an entry is undone once, in its own journal, by the opposite of each line, and each says the other", async () => {
  const [posted] = await books.post(
    generalEntry("OD", "2026-03-10", "Erreur", ["606", 700n, { unit: "SG", voucher: "P-1" }], ["401", -700n, { party: "ACME" }]),
  );
  const reversal = await reverse(posted, { on: "2026-04-01", reason: " Doublon " });
  if (!reversal.ok) throw new Error(reversal.refusal.kind);
  const [original, opposite] = await books.database.read(books.organisation, async (db) => [
    await entryById(db, posted?.id ?? 0n),
    await entryById(db, reversal.value.id),
  ]);
  expect(original?.reversedBy).toMatchObject({ journal: "OD", number: reversal.value.number });
  expect(opposite).toMatchObject({
    entryDate: "2026-04-01",
    label: `OD-${posted?.number} : Doublon`,
    reverses: { number: posted?.number },
  });
  expect(opposite?.lines).toMatchObject([
    { account: "606", debit: 0n, credit: 700n, unit: "SG", voucher: "P-1" },
    { account: "401", debit: 700n, credit: 0n, party: "ACME" },
  ]);
  expect(await reverse(posted, {})).toEqual(refused({ kind: "already-reversed", journal: "OD", number: posted?.number }));
  expect(await reverse(reversal.value, {})).toEqual(
    refused({ kind: "reversal-not-reversible", journal: "OD", number: reversal.value.number }),
  );
  const balance = await books.database.read(books.organisation, (db) => trialBalanceLines(db, 2026));
  expect(balance.map((line) => line.closingDebit - line.closingCredit)).toEqual(balance.map(() => 0n));
  expect((await books.database.read(books.organisation, verifyLedger)).faults).toEqual([]);
});

test("sixteen reversals of one entry at once: one is accepted, the others are told", async () => {
  const [posted] = await books.post(generalEntry("OD", "2026-03-11", "Course", ["606", 1n], ["515", -1n]));
  const answers = await Promise.all(Array.from({ length: 16 }, () => reverse(posted, {})));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  for (const answer of answers) if (!answer.ok) expect(answer.refusal.kind).toBe("already-reversed");
});

test("what a document posted is undone by the document, in either book, as an event of the budget book is", async () => {
  const document = { document: "paymentRequest", documentId: randomUUID() };
  const [invoice] = await books.post(generalEntry("HA", "2026-03-12", "Facture", ["606", 5n, document], ["401", -5n]));
  expect(await reverse(invoice, {})).toEqual(refused({ kind: "entry-of-document", journal: "HA", number: 1n, document: "paymentRequest" }));
  const both = { eventId: randomUUID() };
  const [pay, budget] = await books.post(
    { ...generalEntry("PA", "2026-03-12", "Paye", ["641", 9n], ["421", -9n]), ...both },
    { ...budgetEntry("CR", "2026-03-12", "Ouverture", "CP", ["voted", -9n], ["unallocated", 9n]), ...both },
  );
  for (const entry of [pay, budget])
    expect(await reverse(entry, {})).toMatchObject({ refusal: { kind: "entry-of-document", document: "movement" } });
});

test("refused without a reason, before the entry's day, in a closed period, without the right, and when there is no entry", async () => {
  const [posted] = await books.post(generalEntry("OD", "2026-03-20", "À garder", ["606", 1n], ["515", -1n]));
  await books.superuser`update period set status = 'closed' where fiscal_year = 2026 and period = 5`;
  expect(await reverse(posted, { reason: "  " })).toEqual(refused({ kind: "reason-required" }));
  expect(await reverse(posted, { on: "2026-03-19" })).toEqual(
    refused({ kind: "dates-out-of-order", earlier: "2026-03-20", later: "2026-03-19" }),
  );
  expect(await reverse(posted, { on: "2026-05-02" })).toEqual(refused({ kind: "period-closed", year: 2026, period: 5 }));
  expect(await reverseEntry(books.as("accountant", "SG"), { entryId: posted?.id ?? 0n, on: "2026-04-01", reason: "x" })).toEqual(
    refused({ kind: "forbidden", capability: "ledger.reverse" }),
  );
  expect(await reverseEntry(books.as("accountant"), { entryId: 999_999n, on: "2026-04-01", reason: "x" })).toEqual(
    refused({ kind: "not-found", what: "entry", id: "999999" }),
  );
});

function reverse(entry: PostedEntry | undefined, change: { on?: string; reason?: string }) {
  return reverseEntry(books.as("accountant"), { entryId: entry?.id ?? 0n, on: "2026-04-01", reason: "Doublon", ...change });
}

function refused(refusal: unknown) {
  return { ok: false, refusal };
}
