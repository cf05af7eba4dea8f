import { afterAll, beforeAll, expect, test } from "vitest";
import { totalOf } from "#app/domain/ledger/balance-pairs.ts";
import { sealForward, unsealForward } from "#app/routes/ledger/account/brought-forward.server.ts";
import type { Db } from "#db/client.ts";
import { type AccountLine, type AccountPageAsked, accountLedger, parseCursor } from "#db/queries/ledger/account.ts";
import { journalPage, journalStates } from "#db/queries/ledger/journals.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;
const purchases = 130;
const cursor = { day: "2026-02-10", entryId: 12n, line: 1 };

/** An opening of 1 000.00 on the Treasury account, then 130 purchases of 1.00, 2.00 … 130.00, written from the latest day to the earliest. */
beforeAll(async () => {
  books = await smallBooks();
  await books.post(generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", 1000_00n], ["101", -1000_00n]));
  await books.post(
    ...Array.from({ length: purchases }, (_, index) =>
      generalEntry(
        "TR",
        `2026-0${1 + (index % 5)}-${String(28 - (index % 28)).padStart(2, "0")}`,
        `Achat ${index + 1}`,
        ["606", BigInt(index + 1) * 100n],
        ["515", -BigInt(index + 1) * 100n],
      ),
    ),
  );
  await books.post(generalEntry("TR", "2025-12-31", "Autre exercice", ["606", 1n], ["515", -1n]));
});

afterAll(() => books.close());

test("each journal says its last number, how many entries it holds and what they move", async () => {
  const states = await read((db) => journalStates(db, 2026));
  expect(states.map((state) => state.code)).toEqual(["AN", "CL", "EX", "HA", "IM", "OD", "PA", "RE", "SF", "TR", "CR", "DP", "EN", "PY"]);
  expect(states.find((state) => state.code === "TR")).toEqual({
    code: "TR",
    label: "Trésor",
    book: "general",
    lastNumber: 130n,
    entryCount: 130,
    lastDate: "2026-05-28",
    totals: [{ resource: "EUR", amount: 8515_00n }],
  });
  expect(states.find((state) => state.code === "HA")).toMatchObject({ lastNumber: 0n, entryCount: 0, lastDate: null, totals: [] });
});

test("the pages of a journal give each entry once, in number order", async () => {
  const numbers: bigint[] = [];
  for (let after: bigint | undefined, more = true; more; ) {
    const page = await read((db) => journalPage(db, { fiscalYear: 2026, journal: "TR", after }));
    numbers.push(...page.rows.map((row) => row.number));
    more = page.next !== null;
    after = page.next === null ? undefined : BigInt(page.next);
  }
  expect(numbers).toEqual(Array.from({ length: purchases }, (_, index) => BigInt(index + 1)));
});

test("the trial balance opens with the journal AN, and each pair of columns is equal", async () => {
  const lines = await read((db) => trialBalanceLines(db, 2026));
  const nothing = { openingDebit: 0n, openingCredit: 0n, movementDebit: 0n, movementCredit: 0n, closingDebit: 0n, closingCredit: 0n };
  expect(lines).toEqual([
    { ...nothing, account: "101", label: "Capital", openingCredit: 1000_00n, closingCredit: 1000_00n },
    { ...nothing, account: "515", label: "Compte au Trésor", openingDebit: 1000_00n, movementCredit: 8515_00n, closingCredit: 7515_00n },
    { ...nothing, account: "606", label: "Achats", movementDebit: 8515_00n, closingDebit: 8515_00n },
  ]);
  const total = totalOf(lines);
  expect([total.openingDebit, total.movementDebit, total.closingDebit]).toEqual([
    total.openingCredit,
    total.movementCredit,
    total.closingCredit,
  ]);
});

test("the running balance of an account goes on exactly from page to page, in the order of the days", async () => {
  const lines: AccountLine[] = [];
  const brought: bigint[] = [];
  for (let after = parseCursor(null), more = true; more; ) {
    const page = await read((db) => accountLedger(db, { fiscalYear: 2026, account: "515", after }));
    if (!page) throw new Error("no such account");
    expect(page).toMatchObject({ openingDebit: 1000_00n, movementCredit: 8515_00n, closingCredit: 7515_00n });
    brought.push(page.brought);
    lines.push(...page.rows);
    more = page.next !== null;
    after = parseCursor(page.next);
  }
  let running = 1000_00n;
  for (const line of lines) {
    running += line.debit - line.credit;
    expect(line.running).toBe(running);
  }
  expect(running).toBe(-7515_00n);
  expect(lines).toHaveLength(purchases);
  expect(lines.map((line) => line.entryDate)).toEqual([...lines.map((line) => line.entryDate)].sort());
  expect(brought).toEqual([1000_00n, lines[49]?.running, lines[99]?.running]);
});

test("a page goes on from what the one before brought forward, until something is posted on the account", async () => {
  const page = async (asked: Partial<AccountPageAsked> = {}) => {
    const found = await read((db) => accountLedger(db, { fiscalYear: 2026, account: "515", ...asked }));
    if (!found) throw new Error("no such account");
    return found;
  };
  const first = await page();
  const { forward } = first;
  if (!forward) throw new Error("nothing is brought forward");
  expect(forward.balance).toBe(first.rows.at(-1)?.running);
  const after = parseCursor(first.next);
  // Believed while the account sums to what it did then, whatever it says; an address that was altered never comes this far.
  expect((await page({ after, forward: { ...forward, balance: 1n } })).brought).toBe(1n);
  expect((await page({ after, forward: { ...forward, balance: 1n, debit: forward.debit - 1n } })).brought).toBe(forward.balance);
  await books.post(generalEntry("OD", "2026-01-02", "Late", ["515", 7_00n], ["606", -7_00n]));
  expect((await page({ after, forward })).brought).toBe(forward.balance + 7_00n);
  await books.post(generalEntry("OD", "2026-01-02", "Taken back", ["606", 7_00n], ["515", -7_00n]));
  expect((await page({ after, forward })).brought).toBe(forward.balance);
});

test("what a page brings forward is sealed for that page alone", () => {
  const place = { sessionSecret: "secret", slug: "insee", scope: { fiscalYear: 2026, account: "515", from: 2, to: 3 }, after: cursor };
  const sealed = sealForward({ balance: -5n, debit: 1n, credit: 6n }, place);
  expect(unsealForward(sealed, place)).toEqual({ balance: -5n, debit: 1n, credit: 6n });
  expect(unsealForward(sealed.replace("-5", "-6"), place)).toBeUndefined();
  expect(unsealForward(null, place)).toBeUndefined();
  const others = [
    { ...place, sessionSecret: "other" },
    { ...place, slug: "other" },
    { ...place, after: { ...cursor, line: 2 } },
    { ...place, scope: { ...place.scope, account: "401" } },
    { ...place, scope: { ...place.scope, to: 4 } },
  ];
  for (const other of others) expect(unsealForward(sealed, other)).toBeUndefined();
});

test("an account that nobody knows is none, and one that was not moved is empty", async () => {
  expect(await read((db) => accountLedger(db, { fiscalYear: 2026, account: "999" }))).toBeUndefined();
  expect(await read((db) => accountLedger(db, { fiscalYear: 2026, account: "611" }))).toMatchObject({
    rows: [],
    next: null,
    brought: 0n,
    closingDebit: 0n,
  });
});

test.each(["", "2026-01-01", "2026-01-01.x.1", "2026-01-01.1.1;drop", "2026-01-01.1234567890123456789.1"])(
  "« %s » is no place in an account",
  (text) => {
    expect(parseCursor(text)).toBeUndefined();
  },
);

function read<Value>(work: (db: Db) => Promise<Value>): Promise<Value> {
  return books.database.read(books.organisation, work);
}
