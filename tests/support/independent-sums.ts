import { expect } from "vitest";
import { runChecks } from "#db/check.ts";
import { verifyLedger } from "#db/verify.ts";
import type { TestDatabase } from "./postgres.ts";

type Books = Pick<TestDatabase, "database" | "organisation" | "superuser">;

/**
 * What must hold of any journal after whatever happened to it, said by sums of this file's own over `entry_line`, then by the
 * verifier and by the named checks: no number missing or given twice, no entry without its lines nor unbalanced, the kept balances equal to the lines, every
 * link sound.
 */
export async function expectSoundBooks(books: Books): Promise<void> {
  const { superuser, organisation } = books;
  const s = superuser(organisation.schemaName);
  const holes = await superuser`
    select fiscal_year, journal, count(*)::int as entries, max(number)::int as last, count(distinct number)::int as numbers
      from ${s}.entry group by 1, 2 having count(*) <> max(number) or count(distinct number) <> count(*) or min(number) <> 1`;
  expect([...holes]).toEqual([]);
  const counters = await superuser`
    select c.fiscal_year, c.journal, c.last_number::int as counted, (select count(*)::int from ${s}.entry e
             where e.fiscal_year = c.fiscal_year and e.journal = c.journal) as entries
      from ${s}.journal_counter c
     where c.last_number <> (select count(*) from ${s}.entry e where e.fiscal_year = c.fiscal_year and e.journal = c.journal)`;
  expect([...counters]).toEqual([]);
  const halves = await superuser`
    select e.id::text, e.line_count, count(l.line)::int as lines, sum(l.debit)::text as debit, sum(l.credit)::text as credit
      from ${s}.entry e left join ${s}.entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
     group by e.id, e.line_count, l.resource having sum(l.debit) is distinct from sum(l.credit) or count(l.line) < 2`;
  expect([...halves]).toEqual([]);
  const drifted = await superuser`
    select * from (
      select fiscal_year, book, resource, account, period, sum(debit)::bigint as debit, sum(credit)::bigint as credit
        from ${s}.entry_line group by 1, 2, 3, 4, 5) as l
      full join (select * from ${s}.account_balance where debit <> 0 or credit <> 0) as b
        using (fiscal_year, book, resource, account, period)
     where (l.debit, l.credit) is distinct from (b.debit, b.credit)`;
  expect([...drifted]).toEqual([]);
  const { database } = books;
  expect((await database.read(organisation, (db) => verifyLedger(db))).faults).toEqual([]);
  expect((await database.read(organisation, (db) => runChecks(db))).filter(({ faultCount }) => faultCount > 0)).toEqual([]);
}

/**
 * Nothing entered what was closed, and what each closing wrote down (its head, its journals, its balances, the ends of its chains) is what the lines say.
 */
export async function expectClosingsHold({ superuser, organisation }: Books): Promise<void> {
  const s = superuser(organisation.schemaName);
  const late = await superuser`
    select e.fiscal_year, e.journal, e.number from ${s}.closing c
      join ${s}.entry e on e.fiscal_year = c.fiscal_year and (c.period is null or e.period = c.period) and e.recorded_at > c.closed_at`;
  expect([...late]).toEqual([]);
  const heads = await superuser`
    select c.fiscal_year, c.period, c.entry_count::int as kept, s.entries::int, c.debit::text, s.debit::text as summed
      from ${s}.closing c cross join lateral (
        select count(distinct l.entry_id) as entries, coalesce(sum(l.debit), 0) as debit, coalesce(sum(l.credit), 0) as credit
          from ${s}.entry_line l where l.book = 'general' and l.fiscal_year = c.fiscal_year and (c.period is null or l.period = c.period)) s
     where (c.entry_count, c.debit, c.credit) is distinct from (s.entries, s.debit, s.credit)`;
  expect([...heads]).toEqual([]);
  const journals = await superuser`
    select k.closing_id, k.journal, k.entry_count::int as kept, s.entries::int, k.debit::text, s.debit::text as summed
      from ${s}.closing_journal k join ${s}.closing c on c.id = k.closing_id cross join lateral (
        select count(distinct l.entry_id) as entries, coalesce(sum(l.debit), 0) as debit
          from ${s}.entry_line l join ${s}.entry e on e.id = l.entry_id
         where e.journal = k.journal and l.resource = k.resource and l.fiscal_year = c.fiscal_year and (c.period is null or l.period = c.period)) s
     where (k.entry_count, k.debit) is distinct from (s.entries, s.debit)`;
  expect([...journals]).toEqual([]);
  const balances = await superuser`
    select b.closing_id, b.account, b.debit::text, s.debit::text as summed
      from ${s}.closing_balance b join ${s}.closing c on c.id = b.closing_id cross join lateral (
        select coalesce(sum(l.debit), 0) as debit, coalesce(sum(l.credit), 0) as credit from ${s}.entry_line l
         where l.fiscal_year = c.fiscal_year and (c.period is null or l.period = c.period) and l.account = b.account and l.resource = b.resource) s
     where (b.debit, b.credit) is distinct from (s.debit, s.credit)`;
  expect([...balances]).toEqual([]);
  const ends = await superuser`
    select k.closing_id, k.journal, k.last_number from ${s}.closing_journal k join ${s}.closing c on c.id = k.closing_id
     where not exists (select from ${s}.posting p where p.fiscal_year = c.fiscal_year and p.journal = k.journal
                          and p.last_number = k.last_number and p.hash = k.last_hash)`;
  expect([...ends]).toEqual([]);
}

/** The seed of a campaign: `SEED` replays one. It is printed, so that a failure is. */
export function campaignSeed(name: string): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`${name}, seed ${seed}\n`);
  return seed;
}
