import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { matchLines } from "#app/commands/match-lines.ts";
import { saveMatchingSettings } from "#app/commands/save-matching-settings.ts";
import { undoMatching } from "#app/commands/undo-matching.ts";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import { defaultMatchingSettings } from "#app/domain/ledger/matching/settings.ts";
import type { Db } from "#db/client.ts";
import { parseCursor } from "#db/queries/ledger/account.ts";
import { balancesOn, openCounts, openItems } from "#db/queries/ledger/matching/open-items.ts";
import { matchingPane, type PaneFilter, paneTotals, partiesOn } from "#db/queries/ledger/matching/pane.ts";
import { lastRunOf, matchingRuns } from "#db/queries/ledger/matching/runs.ts";
import { matchingSettings } from "#db/queries/ledger/matching/settings.ts";
import { emptyBooks, invoice, payment } from "#tests/support/open-lines.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";

const place = { fiscalYear: 2026, account: "401" };
const all: PaneFilter = { state: "all", party: undefined, query: "", from: undefined, to: undefined };

let books: SmallBooks;
beforeAll(async () => {
  books = await smallBooks();
});
beforeEach(() => emptyBooks(books));
afterAll(() => books.close());

const read = <Value>(work: (db: Db) => Promise<Value>) => books.database.read(books.organisation, work);

async function match(lines: readonly LineName[], kind: "complete" | "partial" = "complete") {
  return must(await matchLines(books.as("accountant"), { ...place, lines, as: { kind } }));
}

/** « party day remaining » of each item on a day, which must add up to the balance of the account. */
async function openOn(on: string, party?: string | null): Promise<string[]> {
  const asked = { fiscalYear: 2026, prefixes: ["401"], on };
  const items = await read((db) => openItems(db, { ...asked, ...(party === undefined ? {} : { party }) }));
  if (party === undefined) {
    const [balance] = await read((db) => balancesOn(db, asked));
    expect(items.reduce((total, { remaining }) => total + remaining, 0n)).toBe(balance?.balance ?? 0n);
  }
  return items.map((item) => `${item.party ?? "–"} ${item.entryDate} ${item.remaining}`);
}

test("what is open on a day adds up to the ledger, whatever was matched since", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  const half = await payment(books, "2026-04-10", 60n);
  const rest = await payment(books, "2026-05-10", 40n);
  await invoice(books, "2026-03-15", 30n, { party: "DUPONT" });
  await invoice(books, "2026-03-16", 7n, { party: null });
  const others = ["– 2026-03-16 -7"];
  const unmatched = ["ACME 2026-03-01 -100", "ACME 2026-04-10 60"];
  expect(await openOn("2026-04-30")).toEqual([...others, ...unmatched, "DUPONT 2026-03-15 -30"]);
  await match([bill, half], "partial");
  expect(await openOn("2026-04-30")).toEqual([...others, "ACME 2026-03-01 -40", "DUPONT 2026-03-15 -30"]);
  await match([bill, rest]);
  expect(await openOn("2026-03-31")).toEqual([...others, "ACME 2026-03-01 -100", "DUPONT 2026-03-15 -30"]);
  expect(await openOn("2026-04-30")).toEqual([...others, "ACME 2026-03-01 -40", "DUPONT 2026-03-15 -30"]);
  expect(await openOn("2026-12-31")).toEqual([...others, "DUPONT 2026-03-15 -30"]);
  expect(await openOn("2026-12-31", "DUPONT")).toEqual(["DUPONT 2026-03-15 -30"]);
  expect(await openOn("2026-12-31", null)).toEqual(others);
});

test("what is open is told anew once lines are lettered, once they are not any more, and once their party has another name", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  const paid = await payment(books, "2026-03-20", 100n);
  const both = ["ACME 2026-03-01 -100", "ACME 2026-03-20 100"];
  expect(await openOn("2026-03-31")).toEqual(both);
  const { runId } = await match([bill, paid]);
  expect(await openOn("2026-03-31")).toEqual([]);
  must(await undoMatching(books.as("accountant"), { ...place, what: { kind: "run", runId }, groupCount: 1 }));
  expect(await openOn("2026-03-31")).toEqual(both);
  const names = async () => {
    const items = await read((db) => openItems(db, { fiscalYear: 2026, prefixes: ["401"], on: "2026-03-31" }));
    return items.map(({ partyLabel }) => partyLabel);
  };
  expect(await names()).toEqual(["Acme SA", "Acme SA"]);
  await books.superuser`update party set label = 'Acme SAS' where code = 'ACME'`;
  expect(await names()).toEqual(["Acme SAS", "Acme SAS"]);
  await books.superuser`update party set label = 'Acme SA' where code = 'ACME'`;
});

test("an opening line bears the date of its voucher, and is of its own exercise", async () => {
  await invoice(books, "2025-11-01", 100n, { voucher: "F1" });
  await books.post(
    generalEntry(
      "AN",
      "2026-01-01",
      "À-nouveaux",
      ["401", -100n, { party: "ACME", voucher: "F1", voucherDate: "2025-11-01" }],
      ["101", 100n],
    ),
  );
  const items = await read((db) => openItems(db, { fiscalYear: 2026, prefixes: ["40"], on: "2026-06-15" }));
  expect(items).toMatchObject([{ entryDate: "2026-01-01", voucherDate: "2025-11-01", voucher: "F1", remaining: -100n, code: null }]);
});

test("accounts say how much is open on them", async () => {
  const [bill, paid] = [await invoice(books, "2026-03-01", 100n), await payment(books, "2026-03-20", 100n)];
  await invoice(books, "2026-03-02", 8n);
  const counts = () => read((db) => openCounts(db, { fiscalYear: 2026, prefixes: ["4"] }));
  expect(await counts()).toEqual([{ account: "401", label: "Fournisseurs", openCount: 3, debit: 100n, credit: 108n }]);
  await match([bill, paid]);
  expect(await counts()).toEqual([{ account: "401", label: "Fournisseurs", openCount: 1, debit: 0n, credit: 8n }]);
});

test("a side of the account is filtered by party, words, amount, state and days, and turned by pages", async () => {
  const bills: LineName[] = [];
  for (let day = 1; day <= 28; day += 1)
    bills.push(await invoice(books, `2026-01-${String(day).padStart(2, "0")}`, BigInt(100 + day), { voucher: `F-${day}%` }));
  for (let day = 1; day <= 28; day += 1) await invoice(books, `2026-02-${String(day).padStart(2, "0")}`, 1n, { party: "DUPONT" });
  const paid = await payment(books, "2026-03-01", 101n);
  await match([bills[0] as LineName, paid]);
  const pane = (filter: Partial<PaneFilter>, after?: string | null) =>
    read((db) => matchingPane(db, place, "credit", { ...all, ...filter }, parseCursor(after ?? null)));
  const first = await pane({});
  const second = await pane({}, first.next);
  const third = await pane({}, second.next);
  expect([first.rows.length, second.rows.length, third.rows.length, third.next]).toEqual([25, 25, 6, null]);
  expect(new Set([...first.rows, ...second.rows, ...third.rows].map(({ entryId }) => entryId)).size).toBe(56);
  const days = async (filter: Partial<PaneFilter>) => (await pane(filter)).rows.map(({ entryDate }) => entryDate);
  expect((await pane({ party: "DUPONT" })).rows.length).toBe(25);
  expect((await pane({ party: null })).rows.length).toBe(0);
  expect(await days({ query: "1,07" })).toEqual(["2026-01-07"]);
  expect(await days({ query: "f-9%" })).toEqual(["2026-01-09"]);
  expect(await days({ query: "HA-3", to: "2026-01-05" })).toEqual(["2026-01-03"]);
  expect(await days({ state: "matched" })).toEqual(["2026-01-01"]);
  expect(await days({ state: "open", to: "2026-01-02" })).toEqual(["2026-01-02"]);
  expect(await days({ query: "A", state: "matched" })).toEqual(["2026-01-01"]);
  expect(await read((db) => paneTotals(db, place, { ...all, state: "open" }))).toMatchObject({ debitCount: 0, creditCount: 55, debit: 0n });
  expect(await read((db) => partiesOn(db, place, 10))).toEqual([
    { code: "ACME", label: "Acme SA" },
    { code: "DUPONT", label: "Jeanne Dupont" },
  ]);
});

test("the history says who matched what, and what became of it", async () => {
  const bill = await invoice(books, "2026-03-01", 100n);
  const part = await match([bill, await payment(books, "2026-03-20", 60n)], "partial");
  const whole = await match([bill, await payment(books, "2026-03-21", 40n)]);
  const history = async () => (await read((db) => matchingRuns(db, place))).rows;
  expect(await history()).toMatchObject([
    {
      id: whole.runId,
      author: "accountant",
      code: "B",
      groupCount: 1,
      lineCount: 3,
      liveCount: 1,
      rules: [{ rule: "hand", count: 1 }],
      undone: null,
    },
    { id: part.runId, code: "a", liveCount: 0, undone: null },
  ]);
  const chief = books.as("chiefAccountant");
  expect(await read((db) => lastRunOf(db, place, chief.actor.id))).toBeUndefined();
  expect(await read((db) => lastRunOf(db, place, books.as("accountant").actor.id))).toBe(whole.runId);
  must(await undoMatching(chief, { ...place, what: { kind: "run", runId: whole.runId }, groupCount: 1 }));
  expect(await history()).toMatchObject([
    { id: whole.runId, liveCount: 0, undone: { by: "chiefaccountant", count: 1 } },
    { id: part.runId, liveCount: 1, undone: null },
  ]);
  expect((await read((db) => matchingRuns(db, place, whole.runId))).rows.map(({ id }) => id)).toEqual([part.runId]);
});

test("the settings are the chief accountant's, and touch no lock", async () => {
  const settings = { ...defaultMatchingSettings, accounts: ["40", "411"], threshold: 250n, loss: "606", gain: "706", windowDays: 45 };
  expect(await saveMatchingSettings(books.as("accountant"), settings)).toMatchObject({ ok: false, refusal: { kind: "forbidden" } });
  expect(await saveMatchingSettings(books.as("chiefAccountant"), { ...settings, loss: "999" })).toEqual({
    ok: false,
    refusal: { kind: "unknown-code", dimension: "account", code: "999" },
  });
  await books.superuser`update period set status = 'locked' where fiscal_year = 2026 and period = 2`;
  must(await saveMatchingSettings(books.as("chiefAccountant"), settings));
  expect(await read(matchingSettings)).toEqual(settings);
  expect((await books.superuser`select period from period where status <> 'open'`).length).toBe(1);
  await books.superuser`update setting set value = '{"windowDays": "beaucoup", "threshold": 12}' where name = 'matching'`;
  expect(await read(matchingSettings)).toEqual(defaultMatchingSettings);
});
