import { sql } from "kysely";
import type { KnownCodes, KnownNature } from "#app/domain/chorus/codes.ts";
import type { LevelState } from "#app/domain/chorus/levels.ts";
import type { ControlLevel } from "#app/domain/execution/overrun.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { keptCentres } from "../reference.ts";

/** What the codes of extracts stand for, as the nomenclatures say it on a day; centres bear their own dates. */
export async function knownCodes(db: Db, on: Day): Promise<Omit<KnownCodes, "pendingUnit">> {
  const centres = await keptCentres(db);
  const { rows: natures } = await sql<
    Omit<KnownNature, "spendingClass" | "category"> & { spendingClass: KnownNature["spendingClass"] | null; category: string | null }
  >`
    with recursive above as (
      select v.code, v.code as above, v.parent, v.level from nature_version v where v.superseded_at is null and v.valid @> ${on}::date
      union all
      select a.code, v.code::text, v.parent, v.level
        from above a join nature_version v on v.code = a.parent and v.superseded_at is null and v.valid @> ${on}::date)
    select n.code, n.spending_class as "spendingClass", v.level,
           (select a.above from above a where a.code = n.code and a.level = 'category' limit 1) as category
      from nature n join nature_version v on v.code = n.code and v.superseded_at is null and v.valid @> ${on}::date
     where n.spending_class is not null order by n.code`.execute(db);
  const { rows: activities } = await sql<{ code: string; level: string }>`
    select code, level from activity_version where superseded_at is null and valid @> ${on}::date order by code`.execute(db);
  const { rows: accounts } = await sql<{ code: string }>`
    select code from account_version where book = 'general' and superseded_at is null and postable and valid @> ${on}::date`.execute(db);
  return {
    centres,
    natures: natures.map(({ spendingClass, category, ...own }) => ({
      ...own,
      spendingClass: spendingClass ?? undefined,
      category: category ?? undefined,
    })),
    activities,
    accounts: new Set(accounts.map(({ code }) => code)),
  };
}

/** The unit « À affecter », when the organisation has one. */
export async function pendingUnit(db: Db, on: Day): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select code from unit_version where kind = 'pending' and superseded_at is null and valid @> ${on}::date order by code limit 1`.execute(
    db,
  );
  return rows[0]?.code;
}

/** The periods in which something may be posted, in order; the closing one is the last. */
export async function openPeriods(db: Db, fiscalYear: number): Promise<{ firstDay: Day; lastDay: Day; complementary: boolean }[]> {
  const { rows } = await sql<{ firstDay: Day; lastDay: Day; complementary: boolean }>`
    select p.first_day as "firstDay", p.last_day as "lastDay", p.complementary
      from period p join fiscal_year y on y.year = p.fiscal_year
     where p.fiscal_year = ${fiscalYear} and y.status = 'open'
       and p.status = 'open' and (p.open_until is null or p.open_until > clock_timestamp())
     order by p.period`.execute(db);
  return rows;
}

/**
 * What is available and what exceeds at these levels. `lock`: every position that an extract may move there is held, in key order, until the
 * end of the transaction; the posting statement locks them again, in the same order.
 */
export async function levelsOf(
  db: Db,
  year: number,
  levels: readonly ControlLevel[],
  { lock }: { readonly lock: boolean },
): Promise<LevelState[]> {
  const wanted = [...new Map(levels.map((level) => [`${level.unit} ${level.spendingClass} ${level.resource}`, level])).values()];
  if (wanted.length === 0) return [];
  const { rows } = await sql<ControlLevel & { stage: string; amount: bigint }>`
    with wanted as materialized (
      select * from unnest(${wanted.map(({ unit }) => unit)}::text[], ${wanted.map(({ spendingClass }) => spendingClass)}::text[],
                           ${wanted.map(({ resource }) => resource)}::text[]) as w(unit, spending_class, resource))
    select p.unit, p.spending_class as "spendingClass", p.resource, p.stage, p.amount
      from stage_position p
      join wanted w on w.unit = p.unit and w.spending_class = p.spending_class and w.resource = p.resource
     where p.fiscal_year = ${year} and p.stage in ('voted', 'allotted', 'committed', 'requested', 'consumed', 'lapsed', 'overrun')
     order by p.fiscal_year, p.unit, p.spending_class, p.resource, p.stage
       ${lock ? sql`for update of p` : sql``}`.execute(db);
  return wanted.map((level) => {
    const of = (stage: string) =>
      rows.find(
        (row) =>
          row.stage === stage && row.unit === level.unit && row.spendingClass === level.spendingClass && row.resource === level.resource,
      )?.amount ?? 0n;
    return { ...level, available: of("allotted"), overrun: of("overrun") };
  });
}

/** What stands in the journal of openings, by account and party: « 401|F001 ». */
export async function openedBalances(db: Db, fiscalYear: number): Promise<{ account: string; party: string | null; amount: bigint }[]> {
  const { rows } = await sql<{ account: string; party: string | null; amount: bigint }>`
    select l.account, l.party, sum(l.debit - l.credit)::bigint as amount
      from entry e join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
     where e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.journal = 'AN'
     group by l.account, l.party having sum(l.debit - l.credit) <> 0 order by 1, 2`.execute(db);
  return rows;
}
