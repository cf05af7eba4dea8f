import { type RawBuilder, sql } from "kysely";
import { hasSirenKey } from "#app/domain/fec/examination/siren.ts";
import { composeStatements } from "#app/domain/ledger/statements/composition.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../../client.ts";
import { clean, type FecBooks, fecTotals, labelsOf, matchingsOf } from "../../fec-parts.ts";
import type { Closing } from "../closing.ts";
import { exerciseNamed } from "../exercise.ts";
import { exerciseBefore, openingGaps } from "../opening.ts";
import { arrangementOn, statementBalances } from "../statements.ts";
import type { FecLineTotals } from "./line-rules.ts";
import { type FecFaultsFound, type FecPlace, found, namedPlaces } from "./place.ts";

export interface BooksAsked {
  readonly books: FecBooks;
  readonly lastDay: Day;
  readonly siren: string;
  /** In force of the whole exercise, when it is closed. */
  readonly closing: Closing | undefined;
  readonly totals: FecLineTotals;
}

type Rule = (db: Db, asked: BooksAsked) => Promise<FecFaultsFound>;

const rules = {
  // F3
  "continuous-numbers": (db, { books: { fiscalYear } }) =>
    places(
      db,
      sql`
      select 'journal', null::bigint, c.journal
        from journal_counter c
        join journal j on j.code = c.journal and j.in_fec
        cross join lateral (select count(*) as entries, coalesce(max(e.number), 0) as last from entry e
                             where e.fiscal_year = c.fiscal_year and e.journal = c.journal) as held
       where c.fiscal_year = ${fiscalYear} and (held.entries, held.last) <> (c.last_number, c.last_number)`,
    ),
  // F6
  "accounts-in-chart": (db, { books }) =>
    places(
      db,
      sql`
      select 'account', null::bigint, a.account
        from (select account from account_balance
               where fiscal_year = ${books.fiscalYear} and book = 'general' group by account having sum(debit) > 0 or sum(credit) > 0) a
        left join (${labelsOf(books, "account")}) v on v.code = a.account
       where v.label is null or ${clean(sql`v.label`)} = ''`,
    ),
  // F6, F7: a code without words of its own is written twice, once as its label.
  "codes-labelled": (db, { books }) =>
    places(
      db,
      sql`
      select 'journal', null::bigint, c.code from (${labelsOf(books, "journal")}) c
       where ${clean(sql`c.label`)} = ''
         and exists (select from entry e join journal j on j.code = e.journal and j.in_fec where e.fiscal_year = ${books.fiscalYear} and e.journal = c.code)
      union all
      select 'party', null::bigint, c.code from (${labelsOf(books, "party")}) c
       where ${clean(sql`c.label`)} = ''
         and exists (select from party_balance b where b.fiscal_year = ${books.fiscalYear} and b.party = c.code)`,
    ),
  // F8, by what the file letters together: the account, the party, the code. Small letters are matchings in progress.
  "matching-balanced": (db, { books }) => places(db, sql`${groupsOf(books, sql`m.code !~ '[a-z]'`)} having sum(l.debit) <> sum(l.credit)`),
  "matching-dated": (db, { books }) => places(db, groupsOf(books, sql`m.matched_on is null`)),
  // F11: the statements count it from the maintained balances, through their mapping; a closing wrote it down.
  "result-in-statements": async (db, { books: { fiscalYear }, lastDay, closing, totals }) => {
    const { proof, strays } = composeStatements(await arrangementOn(db, lastDay, "fr"), await statementBalances(db, fiscalYear));
    const missing = strays.filter(({ account }) => /^[67]/.test(account)).map(({ account }) => accountPlace(account));
    const agreed = proof.performanceResult === totals.result && (closing === undefined || closing.result === totals.result);
    if (missing.length > 0) return found(missing);
    return agreed ? found([]) : found([{ kind: "result" }]);
  },
  // F12
  "opening-equals-closing": async (db, { books: { fiscalYear } }) => {
    const { accounts } = await openingGaps(db, fiscalYear);
    return found(accounts.map(({ account }): FecPlace => (account === "12" ? { kind: "result" } : accountPlace(account))));
  },
  // F14
  "books-agree": async (db, { books: { fiscalYear } }) => {
    const [kept, written] = [await fecTotals(db, fiscalYear), await lineTotals(db, fiscalYear)];
    const same = (account: string) =>
      kept.get(account)?.debit === written.get(account)?.debit && kept.get(account)?.credit === written.get(account)?.credit;
    const moved = [...new Set([...kept.keys(), ...written.keys()])].filter(
      (account) => !isNothing(kept.get(account)) || !isNothing(written.get(account)),
    );
    return found(
      moved
        .filter((account) => !same(account))
        .sort()
        .map(accountPlace),
    );
  },
  // Of the name of the file
  "siren-valid": async (_, { siren }) => found([], hasSirenKey(siren) ? 0 : 1),
} as const satisfies Record<string, Rule>;

export type BookRuleName = keyof typeof rules;
export const bookRuleNames = Object.keys(rules) as BookRuleName[];

/** `openingProvisional`: the exercise before is still open, so that what opens this one may still change. */
export async function bookFaults(
  db: Db,
  asked: BooksAsked,
): Promise<{ faults: Record<BookRuleName, FecFaultsFound>; openingProvisional: boolean }> {
  const faults: Partial<Record<BookRuleName, FecFaultsFound>> = {};
  for (const name of bookRuleNames) faults[name] = await rules[name](db, asked);
  const before = await exerciseBefore(db, asked.books.fiscalYear);
  const openingProvisional = before !== undefined && (await exerciseNamed(db, before))?.status === "open";
  return { faults: faults as Record<BookRuleName, FecFaultsFound>, openingProvisional };
}

/** What the file letters together, by the matchings that `which` keeps: one place for each account, party and code. */
function groupsOf(books: FecBooks, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select 'entry', min(l.entry_id), l.account || ' ' || m.code
      from (${matchingsOf(books)}) m
      join entry_line l on l.fiscal_year = ${books.fiscalYear} and l.entry_id = m.entry_id and l.line = m.line
     where ${which} group by l.account, l.party, m.code`;
}

/** Of a query of (kind, entry, name). */
async function places(db: Db, query: RawBuilder<unknown>): Promise<FecFaultsFound> {
  const { rows } = await sql<{ kind: "entry" | "account" | "journal" | "party"; id: bigint | null; name: string; count: bigint }>`
    select kind, id, name, count(*) over () as count from (${query}) as faulty (kind, id, name)
     order by id, name collate "C" limit ${namedPlaces}`.execute(db);
  const named = rows.map(({ kind, id, name }): FecPlace => (kind === "entry" ? { kind, id: id ?? 0n, name } : { kind, name }));
  return found(named, Number(rows[0]?.count ?? 0n));
}

/** What the lines of the file sum to by account, by the code that the file shows. */
async function lineTotals(db: Db, fiscalYear: number): Promise<Map<string, { debit: Quantity; credit: Quantity }>> {
  const { rows } = await sql<{ account: string; debit: Quantity; credit: Quantity }>`
    select ${clean(sql`account`)} as account, debit::bigint, credit::bigint from (
      select l.account, sum(l.debit) as debit, sum(l.credit) as credit
        from entry e
        join journal j on j.code = e.journal and j.in_fec
        join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and e.book = 'general' group by l.account) as summed`.execute(db);
  return new Map(rows.map(({ account, debit, credit }) => [account, { debit, credit }]));
}

function isNothing(sides: { debit: Quantity; credit: Quantity } | undefined): boolean {
  return sides === undefined || (sides.debit === 0n && sides.credit === 0n);
}

function accountPlace(name: string): FecPlace {
  return { kind: "account", name };
}
