import type { LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeYear } from "#app/commands/close-year.ts";
import type { BalancePairs } from "#app/domain/ledger/balance-pairs.ts";
import { loader as accountPage } from "#app/routes/ledger/account/route.tsx";
import { loader as centralisedPage } from "#app/routes/ledger/centralised/route.tsx";
import { loader as minutesPage } from "#app/routes/ledger/closing-minutes/route.tsx";
import { loader as closurePage } from "#app/routes/ledger/closing-year/route.tsx";
import { loader as homePage } from "#app/routes/ledger/state/route.tsx";
import { loader as subsidiaryPage } from "#app/routes/ledger/subsidiary-balance/route.tsx";
import { loader as balancePage } from "#app/routes/ledger/trial-balance/route.tsx";
import { campaignSeed } from "#tests/support/independent-sums.ts";
import { seeded } from "#tests/support/ledger-files.ts";
import { generalEntry, type SmallBooks, smallBooks } from "#tests/support/small-books.ts";
import { must } from "#tests/support/small-organisation.ts";
import { holding, reading, type World, worldOn } from "../security/world.ts";

/**
 * What a page answers is what the lines say: each figure of a loader beside a sum of `entry_line` written here, which shares nothing with the page, in an
 * exercise that is closed (2025) and in the one that it opened (2026).
 */
const random = seeded(campaignSeed("figures of the screens"));
let books: SmallBooks;
let world: World;
let chief: string;

type Loader<Answer> = (args: LoaderFunctionArgs) => Promise<Answer>;
async function seen<Answer>(loader: Loader<Answer>, path: string, params: Record<string, string> = {}): Promise<Answer> {
  const year = path.split("/")[1] ?? "";
  return await loader(reading(world, path, { token: chief, params: { year, ...params } }) as unknown as LoaderFunctionArgs);
}

beforeAll(async () => {
  books = await smallBooks();
  world = worldOn(books);
  chief = await world.session(await world.person("lead", holding("chiefAccountant", "INSEE")));
  const party = () => (random(3) === 0 ? {} : { party: ["ACME", "DUPONT"][random(2)] ?? "ACME" });
  for (const year of [2025, 2026]) {
    const drawn = Array.from({ length: 60 }, (_, index) => {
      const amount = BigInt(random(1_000_000) + 2);
      const day = `${year}-${String(random(12) + 1).padStart(2, "0")}-${String(random(28) + 1).padStart(2, "0")}`;
      const part = 1n + amount / 3n;
      return [
        generalEntry("HA", day, `Facture ${index}`, ["606", amount], ["611", part], ["401", -amount - part, party()]),
        generalEntry("TR", day, `Règlement ${index}`, ["401", amount, party()], ["515", -amount]),
        generalEntry("RE", day, `Recette ${index}`, ["515", amount], ["706", -amount]),
        generalEntry("PA", day, `Paye ${index}`, ["641", amount], ["421", -amount, party()]),
        { ...generalEntry("OD", `${year}-12-31`, `Inventaire ${index}`, ["606", amount], ["408", -amount]), complementary: true },
      ][random(5)];
    });
    await books.post(...drawn.flatMap((draft) => draft ?? []));
  }
});
afterAll(() => books.close());

/** Sums of the lines of the general book, by whatever is asked; the journal of the entry is `j`. */
async function sums(year: number, by: string, where = "true"): Promise<Map<string, { debit: bigint; credit: bigint }>> {
  const rows = await world.run(`
    select (${by})::text as key, sum(l.debit)::text as debit, sum(l.credit)::text as credit
      from entry_line l join entry j on j.id = l.entry_id
     where l.fiscal_year = ${year} and l.book = 'general' and (${where}) group by 1`);
  return new Map(rows.map(({ key, debit, credit }) => [String(key), { debit: BigInt(String(debit)), credit: BigInt(String(credit)) }]));
}

/** The three pairs of columns, from the lines: opening is the journal AN. */
async function pairs(year: number, by: string, where = "true"): Promise<Map<string, BalancePairs>> {
  const opening = await sums(year, by, `j.journal = 'AN' and (${where})`);
  const movement = await sums(year, by, `j.journal <> 'AN' and (${where})`);
  const none = { debit: 0n, credit: 0n };
  return new Map(
    [...new Set([...opening.keys(), ...movement.keys()])].map((key) => {
      const [before, during] = [opening.get(key) ?? none, movement.get(key) ?? none];
      const balance = before.debit + during.debit - before.credit - during.credit;
      const columns = {
        openingDebit: before.debit,
        openingCredit: before.credit,
        movementDebit: during.debit,
        movementCredit: during.credit,
      };
      return [key, { ...columns, closingDebit: balance > 0n ? balance : 0n, closingCredit: balance < 0n ? -balance : 0n }];
    }),
  );
}

const columns = ["openingDebit", "openingCredit", "movementDebit", "movementCredit", "closingDebit", "closingCredit"] as const;
const only = (line: BalancePairs): BalancePairs =>
  Object.fromEntries(columns.map((column) => [column, line[column]])) as unknown as BalancePairs;
const added = (lines: Iterable<BalancePairs>): BalancePairs =>
  [...lines].reduce(
    (total, line) => Object.fromEntries(columns.map((column) => [column, total[column] + line[column]])) as unknown as BalancePairs,
    {
      ...{ openingDebit: 0n, openingCredit: 0n, movementDebit: 0n, movementCredit: 0n, closingDebit: 0n, closingCredit: 0n },
    },
  );

async function result(year: number): Promise<bigint> {
  const { debit, credit } = (await sums(year, "'all'", "l.account ~ '^[67]'")).get("all") ?? { debit: 0n, credit: 0n };
  return credit - debit;
}

async function entries(year: number, where = "true"): Promise<number> {
  const [row] = await world.run(`select count(distinct l.entry_id)::int as entries from entry_line l join entry j on j.id = l.entry_id
    where l.fiscal_year = ${year} and (${where})`);
  return Number(row?.["entries"]);
}

describe("an exercise that is about to close, then closed", () => {
  test("its closing announces the result and the totals of the lines", async () => {
    const page = await seen(closurePage, "/2025/ledger/closing/closure");
    const { debit } = (await sums(2025, "'all'")).get("all") ?? { debit: 0n };
    expect(page).toMatchObject({ result: await result(2025), debit, entries: await entries(2025), blocking: [] });
  });

  test("its minutes keep them, and each journal's", async () => {
    const { closingId } = must(await closeYear(books.as("chiefAccountant"), { fiscalYear: 2025, seenResult: await result(2025) }));
    const { closing, journals } = await seen(minutesPage, `/2025/ledger/closing/minutes/${closingId}`, { id: String(closingId) });
    const whole = (await sums(2025, "'all'")).get("all");
    expect(closing).toMatchObject({ ...whole, result: await result(2025), entryCount: BigInt(await entries(2025, "l.book = 'general'")) });
    const byJournal = await sums(2025, "j.journal");
    expect(new Map(journals.map(({ journal, debit }) => [journal, debit]))).toEqual(
      new Map([...byJournal].map(([journal, { debit }]) => [journal, debit])),
    );
    for (const { journal, entryCount, lastNumber } of journals) {
      const counted = await entries(2025, `j.journal = '${journal}'`);
      expect([journal, entryCount, lastNumber]).toEqual([journal, BigInt(counted), BigInt(counted)]);
    }
  });
});

describe.each([2025, 2026])("the books of %i", (year) => {
  test("the trial balance, account by account, its total and the total of a class", async () => {
    const page = await seen(balancePage, `/${year}/ledger/trial-balance?zero=1`);
    const expected = await pairs(year, "l.account");
    expect(new Map(page.lines.filter(({ settled }) => settled === null).map((line) => [line.account, only(line)]))).toEqual(expected);
    expect(only(page.total)).toEqual(added(expected.values()));
    const ofClass = await seen(balancePage, `/${year}/ledger/trial-balance?class=4`);
    expect(only(ofClass.total)).toEqual(added((await pairs(year, "l.account", "l.account like '4%'")).values()));
  });

  test("the trial balance through a month", async () => {
    const page = await seen(balancePage, `/${year}/ledger/trial-balance?to=5&zero=1`);
    expect(only(page.total)).toEqual(added((await pairs(year, "l.account", "l.period <= 5")).values()));
  });

  test.each(["", "?by=month"])("the centralised journal%s", async (query) => {
    const page = await seen(centralisedPage, `/${year}/ledger/centralised${query}`);
    const expected = await sums(year, "j.journal || ' ' || l.period");
    const shown = page.rows.filter(({ group }) => !group);
    expect(new Map(shown.map(({ journal, period, debit, credit }) => [`${journal} ${period}`, { debit, credit }]))).toEqual(expected);
    const groups = await sums(year, query === "" ? "j.journal" : "l.period");
    expect(
      new Map(
        page.rows.filter(({ group }) => group).map(({ journal, period, debit, credit }) => [String(journal ?? period), { debit, credit }]),
      ),
    ).toEqual(groups);
    expect({ debit: page.debit, credit: page.credit, equal: page.equal }).toEqual({
      ...(await sums(year, "'all'")).get("all"),
      equal: true,
    });
    const last = page.rows.at(-1);
    const ofLast = groups.get(String(query === "" ? last?.journal : last?.period));
    expect({ debit: last?.cumulatedDebit, credit: last?.cumulatedCredit }).toEqual(ofLast);
  });

  test("the subsidiary balance, party by party, and its collective accounts", async () => {
    const page = await seen(subsidiaryPage, `/${year}/ledger/subsidiary-balance`);
    const expected = await pairs(year, "l.account || ' ' || coalesce(l.party, '–')", "l.account like '4%'");
    const lines = page.rows.flatMap((row) => (row.line === null ? [] : [[`${row.account} ${row.line.party ?? "–"}`, only(row)] as const]));
    expect(new Map(lines)).toEqual(expected);
    expect(only(page.total)).toEqual(added(expected.values()));
    expect(page.equal).toBe(true);
    for (const row of page.rows.filter(({ line }) => line === null)) {
      const own = [...expected].filter(([key]) => key.startsWith(`${row.account} `)).map(([, line]) => line);
      expect([row.account, only(row)]).toEqual([row.account, added(own)]);
    }
  });

  test("the pages of an account, and the home of the ledger", async () => {
    const expected = await pairs(year, "l.account");
    for (const account of ["401", "515", "606"]) {
      const { ledger } = await seen(accountPage, `/${year}/ledger/accounts/${account}`, { account });
      expect([account, only(ledger)]).toEqual([account, expected.get(account)]);
    }
    const home = await seen(homePage, `/${year}/ledger`);
    expect({ debit: home.debit, credit: home.credit }).toEqual((await sums(year, "'all'")).get("all"));
    const totals = home.journals.flatMap(({ code, totals: own }) =>
      own.filter(({ resource }) => resource === "EUR").map(({ amount }) => [code, amount] as const),
    );
    const byJournal = await sums(year, "j.journal");
    expect(new Map(totals.filter(([, amount]) => amount > 0n))).toEqual(
      new Map([...byJournal].map(([journal, { debit }]) => [journal, debit])),
    );
  });
});
