import type postgres from "postgres";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";

export interface LargeLedger {
  readonly fiscalYear: number;
  readonly lines: number;
  readonly accounts: number;
  /** An account with many lines, and one of its months. */
  readonly busiestAccount: string;
}

const fiscalYear = 2026;
const accountCount = 838;
const linesOfEntry = 4;
/** One account in ten takes half of the lines, as suppliers and the treasury do. */
const busyAccounts = 40;
const atOnce = 250_000;

/**
 * Fills the year with lines of the general book, straight into the tables and without their guards: what is measured afterwards is
 * reading. Totals and balances are kept as the posting statement keeps them; digests are not those of the entries, for nothing here verifies.
 */
export async function fillWithLines(
  { superuser, organisation }: Pick<SmallOrganisation, "superuser" | "organisation">,
  lines: number,
  report: (words: string) => void,
): Promise<LargeLedger> {
  const schema = organisation.schemaName;
  const entries = Math.ceil(lines / linesOfEntry);
  await superuser.unsafe(`set search_path to ${schema}, public`);
  await superuser.unsafe("set session_replication_role to replica");
  await superuser.unsafe("set synchronous_commit to off");
  await addAccounts(superuser);
  for (let from = 0; from < entries; from += atOnce) {
    const until = Math.min(from + atOnce, entries);
    await addEntries(superuser, { from, until, entries });
    report(`${until * linesOfEntry} lines`);
  }
  await keepTotals(superuser);
  await superuser.unsafe("set session_replication_role to origin");
  for (const table of ["entry", "entry_total", "entry_line", "account_balance", "journal_balance", "unit_balance"])
    await superuser.unsafe(`vacuum analyze ${table}`);
  return { fiscalYear, lines: entries * linesOfEntry, accounts: accountCount, busiestAccount: accountOf(0) };
}

function accountOf(index: number): string {
  return `${1 + (index % 7)}${String(10_000 + index)}`;
}

async function addAccounts(sql: postgres.Sql): Promise<void> {
  const codes = Array.from({ length: accountCount }, (_, index) => accountOf(index));
  await sql`insert into account (book, code) select 'general', unnest(${codes}::text[]) on conflict do nothing`;
  await sql`insert into account_version (book, code, valid, label, source)
            select 'general', code, daterange('2020-01-01', null), 'Compte ' || code, 'organisation' from unnest(${codes}::text[]) as c(code)`;
}

/** Entries numbered in one journal, spread over the days of the year; each line's account, amount and label follow from its place. */
async function addEntries(sql: postgres.Sql, { from, until, entries }: { from: number; until: number; entries: number }): Promise<void> {
  const codes = Array.from({ length: accountCount }, (_, index) => accountOf(index));
  await sql`
    insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, digest, recorded_at)
    overriding system value
    select 1000000 + n, 'general', 'OD', ${fiscalYear}, extract(month from day)::int, n + 1, day, day, 'Facture ' || n, gen_random_uuid(),
           (select min(id) from app_user), ${linesOfEntry}, decode(lpad(to_hex(n), 64, '0'), 'hex'), now()
      from generate_series(${from}::int, ${until - 1}::int) as n, lateral (select date '2026-01-01' + (n::bigint * 365 / ${entries}::int)::int as day) as d`;
  await sql`
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, resource, debit, credit, label, voucher, voucher_date)
    select ${fiscalYear}, 1000000 + n, line, 'general', extract(month from day)::int, day,
           (${codes}::text[])[case when line <= 2 then 1 + (n * 7 + line) % ${busyAccounts} else 1 + (n * 31 + line * 17) % ${accountCount} end],
           'DR44', 'EUR', case when line % 2 = 1 then amount else 0 end, case when line % 2 = 0 then amount else 0 end,
           'Facture ' || n || ' du fournisseur ' || n % 997, 'F' || n, day
      from generate_series(${from}::int, ${until - 1}::int) as n,
           lateral (select date '2026-01-01' + (n::bigint * 365 / ${entries}::int)::int as day) as d,
           generate_series(1, ${linesOfEntry}) as line,
           lateral (select 100 + (n::bigint * 7919 + (line + 1) / 2 * 104729) % 1000000 as amount) as a`;
}

async function keepTotals(sql: postgres.Sql): Promise<void> {
  await sql`insert into entry_total (entry_id, resource, debit, credit, line_count)
            select entry_id, resource, sum(debit), sum(credit), count(*) from entry_line where fiscal_year = ${fiscalYear} and book = 'general' group by 1, 2`;
  await sql`insert into account_balance (fiscal_year, book, resource, account, period, debit, credit)
            select fiscal_year, book, resource, account, period, sum(debit), sum(credit) from entry_line where fiscal_year = ${fiscalYear} and book = 'general' group by 1, 2, 3, 4, 5`;
  await sql`insert into journal_balance (fiscal_year, journal, account, period, debit, credit)
            select fiscal_year, 'OD', account, period, sum(debit), sum(credit)
              from entry_line where fiscal_year = ${fiscalYear} and book = 'general' group by 1, 2, 3, 4`;
  await sql`insert into unit_balance (fiscal_year, book, resource, section, unit, title, period, debit, credit)
            select fiscal_year, book, resource, left(account, 1), unit, null, period, sum(debit), sum(credit)
              from entry_line where fiscal_year = ${fiscalYear} and book = 'general' group by 1, 2, 3, 4, 5, 6, 7`;
  await sql`update journal_counter set last_number = (select max(number) from entry where fiscal_year = ${fiscalYear} and journal = 'OD')
             where fiscal_year = ${fiscalYear} and journal = 'OD'`;
}
