import type postgres from "postgres";
import { loadNomenclature } from "#app/commands/load-nomenclature.ts";
import { openFiscalYear } from "#app/commands/open-fiscal-year.ts";
import { addUnits } from "#tests/support/many-units.ts";
import { must, type SmallOrganisation, smallNomenclature } from "#tests/support/small-organisation.ts";

export interface LargeBudget {
  readonly units: readonly string[];
  readonly years: readonly number[];
  readonly lines: number;
}

const unitCount = 120;
const activityCount = 40;
const years = [2022, 2023, 2024, 2025, 2026];
const atOnce = 200_000;
/** Above those of other fillings. */
const firstEntry = 200_000_000;

/**
 * Fills five exercises with the budget book of a hundred and twenty units over forty activities and two natures, one of each class: credits put
 * at disposal, committed and paid, straight into the tables and without their guards: what is measured afterwards is reading. The balances are
 * kept as the posting statement keeps them, month after month; digests are not those of the entries.
 */
export async function fillWithBudget(books: SmallOrganisation, lines: number, report: (words: string) => void): Promise<LargeBudget> {
  for (const year of years.filter((each) => each < 2025)) must(await openFiscalYear(await books.system(), { year }));
  const activities = Array.from({ length: activityCount }, (_, index) => `01-A${String(index + 1).padStart(2, "0")}`);
  const described = activities.map((code) => ({ code, label: code, level: "activity" as const, parent: "01", from: "2020-01-01" }));
  must(
    await loadNomenclature(await books.system(), {
      ...smallNomenclature,
      activities: [...(smallNomenclature.activities ?? []), ...described],
    }),
  );
  const units = await addUnits(books, unitCount, 1_000_000n);
  const { superuser: sql, organisation } = books;
  await sql.unsafe(`set search_path to ${organisation.schemaName}, public`);
  await sql.unsafe("set session_replication_role to replica");
  await sql.unsafe("set synchronous_commit to off");
  const entries = Math.ceil(lines / 2);
  for (let from = 0; from < entries; from += atOnce) {
    await addEntries(sql, { from, until: Math.min(from + atOnce, entries), entries }, units, activities);
    report(`${Math.min(from + atOnce, entries) * 2} lines`);
  }
  await keepBalances(sql);
  await sql.unsafe("set session_replication_role to origin");
  for (const table of ["entry", "entry_line", "account_balance", "unit_balance"]) await sql.unsafe(`vacuum analyze ${table}`);
  return { units, years, lines: entries * 2 };
}

interface Range {
  readonly from: number;
  readonly until: number;
  readonly entries: number;
}

/** Each entry moves one amount from one stage to the next; its day, unit, activity, class and resource follow from its rank. */
async function addEntries(
  sql: postgres.Sql,
  { from, until, entries }: Range,
  units: readonly string[],
  activities: readonly string[],
): Promise<void> {
  await sql`create temporary table if not exists move (n int, id int, day date, unit text, activity text, nature text, resource text, steps text[], amount bigint)`;
  await sql`truncate move`;
  await sql`
    insert into move
    select n, ${firstEntry}::int + n, make_date(2022, 1, 1) + (n::bigint * 1826 / ${entries}::int)::int, (${[...units]}::text[])[1 + n % ${units.length}::int],
           (${[...activities]}::text[])[1 + n / 7 % ${activities.length}::int], case n / 11 % 5 when 0 then '21' else '31' end,
           case step % 2 when 0 then 'AE' else 'CP' end,
           case when step < 2 then array['notified', 'allotted'] when step = 3 then array['allotted', 'requested'] when step = 5 then array['requested', 'consumed']
             else array['allotted', 'committed'] end, 1000 + n::bigint * 7919 % 1000000
      from generate_series(${from}::int, ${until - 1}::int) as n, lateral (select n / ${units.length}::int % 6 as step) as s`;
  await sql`
    insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, digest, recorded_at)
    overriding system value
    select id, 'budget', 'CR', extract(year from day)::int, extract(month from day)::int, 10000000 + n, day, day, 'Acte ' || n, md5('b' || n)::uuid,
           (select min(id) from app_user), 2, decode(lpad(to_hex(n), 64, '0'), 'hex'), day + interval '12 hours' from move`;
  await sql`
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, nature, activity, resource, debit, credit, label)
    select extract(year from day)::int, id, side, 'budget', extract(month from day)::int, day, steps[side], unit, nature, activity, resource,
           case side when 2 then amount else 0 end, case side when 1 then amount else 0 end, 'Acte ' || n
      from move cross join generate_series(1, 2) as side`;
}

async function keepBalances(sql: postgres.Sql): Promise<void> {
  await sql`delete from unit_balance where book = 'budget'`;
  await sql`delete from account_balance where book = 'budget'`;
  await sql`insert into account_balance (fiscal_year, book, resource, account, period, debit, credit)
            select fiscal_year, book, resource, account, period, sum(debit), sum(credit) from entry_line where book = 'budget' group by 1, 2, 3, 4, 5`;
  await sql`insert into unit_balance (fiscal_year, book, resource, section, unit, title, period, debit, credit)
            select l.fiscal_year, l.book, l.resource, l.account, l.unit, v.title, l.period, sum(l.debit), sum(l.credit)
              from entry_line l left join nature_version v on v.code = l.nature and v.superseded_at is null and v.valid @> l.entry_date
             where l.book = 'budget' group by 1, 2, 3, 4, 5, 6, 7
             order by 1, 7, 5`;
}
