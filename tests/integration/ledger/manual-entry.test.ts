import { afterAll, beforeAll, expect, test } from "vitest";
import { postManualEntry } from "#app/commands/post-manual-entry.ts";
import type { ManualEntry, ManualLine } from "#app/domain/ledger/manual-entry.ts";
import { entryById } from "#db/queries/ledger/entry.ts";
import { type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

let books: SmallBooks;

/** 2025 is closed, January 2026 is closed, February 2026 is locked. */
beforeAll(async () => {
  books = await smallBooks();
  await books.superuser`update fiscal_year set status = 'closed' where year = 2025`;
  await books.superuser`update period set status = case period when 1 then 'closed' else 'locked' end where fiscal_year = 2026 and period in (1, 2)`;
});

afterAll(() => books.close());

test("an entry typed by the accountant is posted, numbered, and says who wrote it", async () => {
  const posted = await postManualEntry(books.as("accountant"), entry({ label: "Achat de papier" }));
  if (!posted.ok) throw new Error(posted.refusal.kind);
  expect(posted.value).toMatchObject({ journal: "OD", fiscalYear: 2026, period: 3, number: 1n });
  const found = await books.database.read(books.organisation, (db) => entryById(db, posted.value.id));
  expect(found).toMatchObject({
    label: "Achat de papier",
    author: "accountant",
    documents: [],
    siblings: [],
    reverses: null,
    reversedBy: null,
  });
  expect(found?.lines).toMatchObject([
    { line: 1, account: "606", accountLabel: "Achats", debit: 1200n, credit: 0n, unit: "SG", party: null },
    { line: 2, account: "401", accountLabel: "Fournisseurs", debit: 0n, credit: 1200n, party: "ACME", partyLabel: "Acme SA" },
  ]);
});

test("the same form sent twice posts once, and answers the same entry", async () => {
  const context = books.as("accountant");
  const [first, second] = [await postManualEntry(context, entry({})), await postManualEntry(context, entry({}))];
  expect(first.ok).toBe(true);
  expect(second).toEqual(first);
});

test("the complementary period takes what bears the last day", async () => {
  const posted = await postManualEntry(books.as("accountant"), entry({ date: "2026-12-31", complementary: true }));
  expect(posted).toMatchObject({ ok: true, value: { period: 13 } });
});

test("only who may close posts through a lock, and nobody in a closed period", async () => {
  const locked = entry({ date: "2026-02-10" });
  expect(await postManualEntry(books.as("accountant"), locked)).toEqual(refused({ kind: "period-closed", year: 2026, period: 2 }));
  expect(await postManualEntry(books.as("chiefAccountant"), locked)).toMatchObject({ ok: true });
  expect(await postManualEntry(books.as("chiefAccountant"), entry({ date: "2026-01-10" }))).toEqual(
    refused({ kind: "period-closed", year: 2026, period: 1 }),
  );
});

test.each<[string, Partial<ManualEntry>, object]>([
  ["no exercise", { date: "2031-03-01" }, { kind: "unknown-year", date: "2031-03-01" }],
  ["no such day", { date: "2026-02-30" }, { kind: "unknown-year", date: "2026-02-30" }],
  [
    "a journal of the pay",
    { journal: "PA" },
    { kind: "journal-not-by-hand", journal: "PA", journals: ["OD", "HA", "TR", "RE", "AN", "IM"] },
  ],
  ["a journal of the budget", { journal: "EN" }, { kind: "journal-not-by-hand", journal: "EN" }],
  ["a party on an expense", { lines: lines({ party: "ACME" }) }, { kind: "party-outside-third-parties", line: 1, account: "606" }],
  ["complementary in March", { complementary: true }, { kind: "complementary-day", date: "2026-03-15", lastDay: "2026-12-31" }],
  ["one line", { lines: lines({}).slice(0, 1) }, { kind: "too-few-lines", count: 1 }],
  ["a negative amount", { lines: lines({ debit: -1n }) }, { kind: "negative-amount", line: 1, amount: -1n }],
  ["two sides", { lines: lines({ credit: 5n }) }, { kind: "line-with-two-sides", line: 1 }],
  ["no amount", { lines: lines({ debit: 0n }) }, { kind: "line-without-amount", line: 1 }],
  ["no balance", { lines: lines({ debit: 1199n }) }, { kind: "unbalanced", resource: "EUR", debit: 1199n, credit: 1200n }],
  ["a closed exercise", { date: "2025-05-01" }, { kind: "year-closed", year: 2025 }],
  ["an unknown account", { lines: lines({ account: "699" }) }, { kind: "unknown-code", dimension: "account", code: "699" }],
  ["an unknown unit", { lines: lines({ unit: "DR99" }) }, { kind: "unknown-code", dimension: "unit", code: "DR99" }],
])("%s is refused, and nothing is written", async (_, change, refusal) => {
  const before = await count();
  const answer = await postManualEntry(books.as("accountant"), entry(change));
  expect(answer).toEqual(refused(expect.objectContaining(refusal)));
  expect(await count()).toBe(before);
});

test.each(["auditor", "programmeStaff", "unitHead"] as const)("a %s may not post", async (role) => {
  expect(await postManualEntry(books.as(role), entry({}))).toEqual(refused({ kind: "forbidden", capability: "ledger.post" }));
});

test("an accountant of a part of the tree may not post: the ledger is one", async () => {
  expect(await postManualEntry(books.as("accountant", "SG"), entry({}))).toEqual(refused({ kind: "forbidden", capability: "ledger.post" }));
});

function entry(change: Partial<ManualEntry>): ManualEntry {
  return { journal: "OD", date: "2026-03-15", label: "Essai", lines: lines({}), ...change };
}

function lines(first: Partial<ManualLine>): ManualLine[] {
  return [
    { account: "606", debit: 1200n, credit: 0n, unit: "SG", ...first },
    { account: "401", debit: 0n, credit: 1200n, party: "ACME" },
  ];
}

function refused(refusal: unknown) {
  return { ok: false, refusal };
}

async function count(): Promise<string> {
  const [row] = await books.superuser<
    { entries: string; audited: string }[]
  >`select count(*)::text as entries, (select count(*)::text from audit) as audited from entry`;
  return `${row?.entries} ${row?.audited}`;
}
