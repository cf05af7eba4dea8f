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
 * Nothing entered what stands closed, the openings apart (they come first, and may come last), and what each closing in force wrote down is what the
 * lines say: its head, its journals, its balances, the ends of its chains.
 */
export async function expectClosingsHold({ superuser, organisation }: Books): Promise<void> {
  const s = superuser(organisation.schemaName);
  const inClosing = superuser`l.fiscal_year = c.fiscal_year and (c.period is null or l.period = c.period) and e.recorded_at <= c.closed_at`;
  const lines = superuser`${s}.entry_line l join ${s}.entry e on e.id = l.entry_id`;
  const faults = {
    late: await superuser`
      select e.fiscal_year, e.journal, e.number from ${s}.closing c
        join ${s}.entry e on e.fiscal_year = c.fiscal_year and (c.period is null or e.period = c.period) and e.recorded_at > c.closed_at
       where c.reopened_at is null and e.id not in (select entry_id from ${s}.opening_entry union
                                                    select result_entry from ${s}.closing where result_entry is not null)`,
    heads: await superuser`
      select c.fiscal_year, c.period, c.entry_count::int as kept, f.entries::int, c.debit::text, f.debit::text as found
        from ${s}.closing c cross join lateral (
          select count(distinct l.entry_id) as entries, coalesce(sum(l.debit), 0) as debit, coalesce(sum(l.credit), 0) as credit
            from ${lines} where l.book = 'general' and ${inClosing}) f
       where c.reopened_at is null and (c.entry_count, c.debit, c.credit) is distinct from (f.entries, f.debit, f.credit)`,
    journals: await superuser`
      select c.fiscal_year, c.period, k.journal, k.entry_count::int as kept, f.entries::int, k.debit::text, f.debit::text as found
        from ${s}.closing c join ${s}.closing_journal k on k.closing_id = c.id cross join lateral (
          select count(distinct l.entry_id) as entries, coalesce(sum(l.debit), 0) as debit
            from ${lines} where e.journal = k.journal and l.resource = k.resource and ${inClosing}) f
       where c.reopened_at is null and (k.entry_count, k.debit) is distinct from (f.entries, f.debit)`,
    balances: await superuser`
      select c.fiscal_year, c.period, b.account, b.debit::text, f.debit::text as found
        from ${s}.closing c join ${s}.closing_balance b on b.closing_id = c.id cross join lateral (
          select coalesce(sum(l.debit), 0) as debit, coalesce(sum(l.credit), 0) as credit
            from ${lines} where l.account = b.account and l.resource = b.resource and ${inClosing}) f
       where c.reopened_at is null and (b.debit, b.credit) is distinct from (f.debit, f.credit)`,
    chains: await superuser`
      select c.fiscal_year, k.journal, k.last_number from ${s}.closing c join ${s}.closing_journal k on k.closing_id = c.id
       where not exists (select from ${s}.posting p where p.fiscal_year = c.fiscal_year and p.journal = k.journal
                            and p.last_number = k.last_number and p.hash = k.last_hash)`,
  };
  expect(Object.entries(faults).filter(([, rows]) => rows.length > 0)).toEqual([]);
}

/** The seed of a campaign: `SEED` replays one. It is printed, so that a failure is. */
export function campaignSeed(name: string): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`${name}, seed ${seed}\n`);
  return seed;
}
