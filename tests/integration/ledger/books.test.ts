import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BalancePairs, isBalanced, totalOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Db } from "#db/client.ts";
import { type AccountLine, accountLedger, neighbourAccounts, parseCursor } from "#db/queries/ledger/account.ts";
import { centralisedLines } from "#db/queries/ledger/centralised.ts";
import { allJournalLines, type JournalLine, journalBook, parseJournalCursor, placeBefore } from "#db/queries/ledger/journal-book.ts";
import { allLines, type LineScope } from "#db/queries/ledger/lines.ts";
import { collectiveAccounts, partyBalances, subsidiaryLines } from "#db/queries/ledger/parties.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";

const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
let books: SmallBooks;
/** The last day before which the first half was recorded: see « as known on ». */
const knownOn = "2026-06-30";

interface Raw {
  readonly entry: bigint;
  readonly line: number;
  readonly journal: string;
  readonly number: bigint;
  readonly period: number;
  readonly day: string;
  readonly account: string;
  readonly party: string | null;
  readonly label: string;
  readonly debit: bigint;
  readonly credit: bigint;
  readonly early: boolean;
}
let raw: Raw[];

/** A random journal over a year, opening entries and the complementary period included; every book must equal sums made here. */
beforeAll(async () => {
  console.info(`books: SEED=${seed}`);
  const random = randomFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  books = await smallBooks();
  const amount = () => BigInt(1 + Math.floor(random() * 1_000_000));
  const party = () => ({ party: pick(["ACME", "DUPONT"]) });
  const [opening, late] = [amount(), amount()];
  await books.post(
    generalEntry("AN", "2026-01-01", "À-nouveaux", ["515", opening + late], ["401", -opening, { party: "ACME" }], ["401", -late]),
    generalEntry("AN", "2026-01-01", "À-nouveaux, suite", ["205", 500n], ["101", -500n]),
  );
  const purchase = (index: number) => {
    const cents = amount();
    const third = cents / 3n;
    const day = `2026-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`;
    return pick([
      generalEntry("HA", day, `Facture ${index}`, ["606", cents - third], ["611", third + 1n], ["401", -cents - 1n, party()]),
      generalEntry("TR", day, `Règlement ${index}`, ["401", cents, party()], ["515", -cents]),
      generalEntry("OD", day, `Divers 100 % ${index}`, ["641", cents], ["421", -cents, random() < 0.5 ? party() : {}]),
    ]);
  };
  for (let round = 0; round < 6; round += 1) await books.post(...Array.from({ length: 50 }, (_, index) => purchase(round * 50 + index)));
  await books.post({ ...generalEntry("OD", "2026-12-31", "Inventaire", ["606", 7777n], ["408", -7777n]), complementary: true });
  // Half of what stands was recorded in June, the rest in July.
  await books.superuser.unsafe(`set session_replication_role = replica`);
  await books.superuser`update entry set recorded_at = case when id % 2 = 0 then '2026-06-30 21:59:59.999Z'::timestamptz else '2026-06-30 22:00Z'::timestamptz end`;
  raw = await books.superuser<Raw[]>`
    select l.entry_id as entry, l.line, e.journal, e.number, l.period, l.entry_date::text as day, l.account, l.party, l.label, l.debit, l.credit,
           e.id % 2 = 0 as early
      from entry_line l join entry e on e.id = l.entry_id where l.fiscal_year = 2026 and l.book = 'general'`.then((rows) =>
    rows.map((row) => ({
      ...row,
      ...{ entry: BigInt(row.entry), number: BigInt(row.number), debit: BigInt(row.debit), credit: BigInt(row.credit) },
    })),
  );
  expect(raw.length).toBeGreaterThan(600);
}, 60_000);

afterAll(() => books.close());

describe("the trial balance", () => {
  test.each([
    ["of the exercise", {}, () => true],
    ["as at the end of March", { through: 3 }, (line: Raw) => line.period <= 3],
    ["before the complementary period", { through: 12 }, (line: Raw) => line.period <= 12],
    ["as known on a day", { on: knownOn }, (line: Raw) => line.early],
    ["as known on a day, as at the end of March", { on: knownOn, through: 3 }, (line: Raw) => line.early && line.period <= 3],
    ["as known before anything was recorded", { on: "2025-12-31" }, () => false],
  ] as const)("%s equals the sums of the lines", async (_, scope, kept) => {
    const lines = await read((db) => trialBalanceLines(db, 2026, scope));
    const expected = pairsBy(raw.filter(kept), (line) => line.account);
    expect(lines.map(({ account, label: _label, ...pairs }) => [account, pairs])).toEqual(expected);
    expect(totalOf(lines).movementDebit).toBe(
      sumOf(
        raw.filter((line) => kept(line) && line.journal !== "AN"),
        "debit",
      ),
    );
  });

  test("each pair of totals is equal", async () => {
    expect(isBalanced(totalOf(await read((db) => trialBalanceLines(db, 2026))))).toBe(true);
  });
});

describe("the general ledger of an account", () => {
  test.each([
    ["whole", {}],
    ["from March to May", { from: 3, to: 5 }],
    ["of the complementary period", { from: 13, to: 13 }],
    ["up to December, without the complementary period", { to: 12 }],
    ["of one party", { party: "ACME" }],
    ["of one journal", { journal: "TR" }],
    ["with words in the label", { text: "ègleMENT 1" }],
    ["with words that are signs elsewhere", { text: "100 %" }],
    ["as known on a day", { on: knownOn }],
    ["of one party in March", { party: "ACME", from: 3, to: 3 }],
  ] as const)("%s: each line once, in order, and the running balance goes on from page to page", async (_, filter) => {
    for (const account of ["401", "515", "606", "421"]) {
      const whole = raw.filter((line) => line.account === account);
      const selection = Object.keys(filter).some((key) => key !== "from" && key !== "to");
      const shown = ordered(whole.filter((line) => matches(line, filter) && (selection || line.journal !== "AN")));
      const before = selection
        ? []
        : whole.filter((line) => line.journal === "AN" || line.period < (("from" in filter && filter.from) || 1));
      let running = balanceOf(before);
      const expected = shown.map((line) => {
        running += line.debit - line.credit;
        return [line.entry, line.line, running];
      });
      const pages = await allPages({ fiscalYear: 2026, account, ...filter });
      expect(pages.lines.map((line) => [line.entryId, line.line, line.running])).toEqual(expected);
      expect(pages.pairs).toEqual({
        openingDebit: sumOf(before, "debit"),
        openingCredit: sumOf(before, "credit"),
        movementDebit: sumOf(shown, "debit"),
        movementCredit: sumOf(shown, "credit"),
      });
      expect(pages.closing).toBe(running);
    }
  });

  test("its closing is that of the trial balance", async () => {
    for (const line of await read((db) => trialBalanceLines(db, 2026))) {
      const ledger = await read((db) => accountLedger(db, { fiscalYear: 2026, account: line.account }));
      expect(ledger).toMatchObject({ closingDebit: line.closingDebit, closingCredit: line.closingCredit });
    }
  });

  test("what no complete matching holds is found", async () => {
    const [invoice] = raw.filter((line) => line.account === "401" && line.credit > 0n && line.party === "ACME");
    const unmatched = await read((db) => accountLedger(db, { fiscalYear: 2026, account: "401", unmatched: true, limit: 5_000 }));
    expect(unmatched?.rows).toHaveLength(raw.filter((line) => line.account === "401").length);
    expect(invoice).toBeDefined();
  });

  test("leads to its neighbours in the order of the codes", async () => {
    const codes = (await read((db) => trialBalanceLines(db, 2026))).map(({ account }) => account);
    for (const [index, account] of codes.entries()) {
      expect(await read((db) => neighbourAccounts(db, 2026, account))).toEqual({
        previous: codes[index - 1] ?? null,
        next: codes[index + 1] ?? null,
      });
    }
  });
});

describe("a journal", () => {
  test.each([
    ["whole", { from: undefined, to: undefined }],
    ["of two months", { from: 2, to: 3 }],
  ])("%s: each line once, by period and number; what is carried forward is what stands before", async (_, months) => {
    const expected = raw
      .filter((line) => line.journal === "HA" && line.period >= (months.from ?? 0) && line.period <= (months.to ?? 99))
      .sort((a, b) => a.period - b.period || Number(a.number - b.number) || a.line - b.line);
    const lines: JournalLine[] = [];
    for (let after = parseJournalCursor(null), more = true; more; ) {
      const page = await read((db) => journalBook(db, { fiscalYear: 2026, journal: "HA", ...months, after, limit: 37 }));
      const carried = page.brought[0] ?? { debit: 0n, credit: 0n };
      expect([carried.debit, carried.credit]).toEqual([sumOf(lines, "debit"), sumOf(lines, "credit")]);
      expect(page.totals).toEqual([{ resource: "EUR", debit: sumOf(expected, "debit"), credit: sumOf(expected, "credit") }]);
      lines.push(...page.lines);
      more = page.next !== null;
      after = parseJournalCursor(page.next);
    }
    expect(lines.map((line) => [line.number, line.line])).toEqual(expected.map((line) => [line.number, line.line]));
    const streamed: JournalLine[] = [];
    await read(async (db) => {
      for await (const line of allJournalLines(db, { fiscalYear: 2026, journal: "HA", ...months })) streamed.push(line);
    });
    expect(streamed).toEqual(lines);
  });

  test("opens at a number and at a day", async () => {
    const scope = { fiscalYear: 2026, journal: "HA" };
    const wanted = raw.find((line) => line.journal === "HA" && line.number === 20n)!;
    const at = await read((db) => placeBefore(db, scope, { number: 20n }));
    const page = await read((db) => journalBook(db, { ...scope, after: at }));
    expect(page.lines[0]).toMatchObject({ number: 20n, line: 1, period: wanted.period });
    const onDay = await read((db) => placeBefore(db, scope, { day: "2026-07-10" }));
    const first = (await read((db) => journalBook(db, { ...scope, after: onDay }))).lines[0]!;
    expect(first.entryDate >= "2026-07-10").toBe(true);
    expect(first.period).toBe(
      Math.min(...raw.filter((line) => line.journal === "HA" && line.day >= "2026-07-10").map((line) => line.period)),
    );
  });

  test("the centralised journal equals the lines, and the trial balance", async () => {
    const lines = await read((db) => centralisedLines(db, 2026));
    const expected = new Map<string, { debit: bigint; credit: bigint }>();
    for (const line of raw) {
      const key = `${line.journal} ${line.period}`;
      const known = expected.get(key) ?? { debit: 0n, credit: 0n };
      expected.set(key, { debit: known.debit + line.debit, credit: known.credit + line.credit });
    }
    expect(new Map(lines.map(({ journal, period, debit, credit }) => [`${journal} ${period}`, { debit, credit }]))).toEqual(expected);
    const balance = totalOf(await read((db) => trialBalanceLines(db, 2026)));
    expect(sumOf(lines, "debit")).toBe(balance.openingDebit + balance.movementDebit);
    expect(sumOf(lines, "credit")).toBe(balance.openingCredit + balance.movementCredit);
  });
});

describe("the subsidiary balance", () => {
  test("its lines equal the lines, and its total the collective account", async () => {
    for (const prefix of ["4", "401", "421", "408"]) {
      const lines = await read((db) => subsidiaryLines(db, { fiscalYear: 2026, prefix }));
      const own = raw.filter((line) => line.account.startsWith(prefix) && line.account.startsWith("4"));
      expect(lines.map(({ account, party, partyLabel: _label, ...pairs }) => [`${account} ${party ?? "~"}`, pairs]).sort()).toEqual(
        pairsBy(own, (line) => `${line.account} ${line.party ?? "~"}`),
      );
      const balance = totalOf((await read((db) => trialBalanceLines(db, 2026))).filter(({ account }) => account.startsWith(prefix)));
      const total = totalOf(lines);
      expect(net(total)).toBe(net(balance));
      expect([total.movementDebit, total.movementCredit]).toEqual([balance.movementDebit, balance.movementCredit]);
    }
  });

  test("a party's balances are those of its lines, which the ledger of the party shows", async () => {
    const found = (await read((db) => partyBalances(db, 2026, "ACME")))!;
    const own = raw.filter((line) => line.party === "ACME");
    expect(found.label).toBe("Acme SA");
    expect(found.accounts.map(({ account, accountLabel: _label, ...pairs }) => [account, pairs])).toEqual(
      pairsBy(own, (line) => line.account),
    );
    const lines: unknown[] = [];
    await read(async (db) => {
      for await (const line of allLines(db, { fiscalYear: 2026, party: "ACME" })) lines.push([line.entryId, line.line]);
    });
    expect(lines).toEqual(ordered(own).map((line) => [line.entry, line.line]));
    expect(await read((db) => partyBalances(db, 2026, "NOBODY"))).toBeUndefined();
    expect((await read((db) => collectiveAccounts(db, 2026))).map(({ account, parties }) => [account, parties])).toEqual(
      ["401", "408", "421"].map((account) => [
        account,
        new Set(raw.filter((line) => line.account === account && line.party !== null).map((line) => line.party)).size,
      ]),
    );
  });
});

async function allPages(scope: LineScope & { account: string }) {
  const lines: AccountLine[] = [];
  for (let after = parseCursor(null); ; ) {
    const page = await read((db) => accountLedger(db, { ...scope, after, limit: 23 }));
    if (!page) throw new Error("no such account");
    if (lines.length > 0) expect(page.brought).toBe(lines.at(-1)!.running);
    lines.push(...page.rows);
    const { openingDebit, openingCredit, movementDebit, movementCredit } = page;
    const pairs = { openingDebit, openingCredit, movementDebit, movementCredit };
    if (page.next === null) return { lines, pairs, closing: page.closingDebit - page.closingCredit };
    after = parseCursor(page.next);
  }
}

function matches(line: Raw, { from, to, party, journal, text, on }: Partial<LineScope>): boolean {
  return (
    (from === undefined || line.period >= from) &&
    (to === undefined || line.period <= to) &&
    (party === undefined || line.party === party) &&
    (journal === undefined || line.journal === journal) &&
    (text === undefined || line.label.toLowerCase().includes(text.toLowerCase())) &&
    (on === undefined || line.early)
  );
}

function ordered(lines: readonly Raw[]): Raw[] {
  return [...lines].sort((a, b) => a.day.localeCompare(b.day) || Number(a.entry - b.entry) || a.line - b.line);
}

function pairsBy(lines: readonly Raw[], keyOf: (line: Raw) => string): [string, BalancePairs][] {
  const keys = [...new Set(lines.map(keyOf))].sort();
  return keys.map((key) => {
    const own = lines.filter((line) => keyOf(line) === key);
    const [opening, moved] = [own.filter((line) => line.journal === "AN"), own.filter((line) => line.journal !== "AN")];
    const balance = balanceOf(own);
    return [
      key,
      {
        openingDebit: sumOf(opening, "debit"),
        openingCredit: sumOf(opening, "credit"),
        movementDebit: sumOf(moved, "debit"),
        movementCredit: sumOf(moved, "credit"),
        closingDebit: balance > 0n ? balance : 0n,
        closingCredit: balance < 0n ? -balance : 0n,
      },
    ];
  });
}

function sumOf<Side extends "debit" | "credit">(lines: readonly { readonly [Key in Side]: bigint }[], side: Side): bigint {
  return lines.reduce((total, line) => total + line[side], 0n);
}

function balanceOf(lines: readonly Raw[]): bigint {
  return sumOf(lines, "debit") - sumOf(lines, "credit");
}

function net(pairs: BalancePairs): bigint {
  return pairs.closingDebit - pairs.closingCredit;
}

function read<Value>(work: (db: Db) => Promise<Value>): Promise<Value> {
  return books.database.read(books.organisation, work);
}

/** Mulberry32: the same journal for the same seed. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
