import { sql } from "kysely";
import type { Guidance } from "#app/domain/campaign/guidance.ts";
import type { Db } from "../../client.ts";

/** A rule in force, with what a page says of it. */
export interface GuidanceRow extends Guidance {
  readonly id: string;
  readonly note: string;
  readonly author: string;
  readonly setAt: Date;
}

/** The guidance in force in a campaign: the rules that none replaces, each with the natures that it holds for on the first day of its year. */
export async function guidancesOf(db: Db, campaign: string): Promise<GuidanceRow[]> {
  const { rows } = await sql<GuidanceRow>`
    with recursive own as materialized (
      select g.id, g.unit, g.nature, g.measure, g.kind, g.value, g.note, u.name as author, g.set_at, make_date(c.target_year, 1, 1) as day
        from guidance g join campaign c on c.id = g.campaign join app_user u on u.id = g.author
       where g.campaign = ${campaign} and g.value is not null and not exists (select from guidance n where n.replaces = g.id)),
    below (top, code, day) as (
      select distinct nature, nature, day from own where nature is not null
      union
      select b.top, v.code, b.day from below b
        join nature_version v on v.parent = b.code and v.superseded_at is null and v.valid @> b.day)
    select id, unit, nature, measure, kind, value, note, author, set_at as "setAt",
           coalesce((select array_agg(code::text order by code) from below where top = own.nature), '{}') as natures
      from own order by unit nulls first, nature nulls first, measure`.execute(db);
  return rows;
}

export type GuidanceInsert = Pick<Guidance, "unit" | "nature" | "measure" | "kind"> & {
  readonly id: string;
  readonly campaign: string;
  /** Null takes the rule back. */
  readonly value: bigint | null;
  readonly note: string;
  readonly author: bigint;
};

/** Sets a rule in place of the one in force, which is kept. The caller holds the campaign locked. */
export async function insertGuidance(db: Db, row: GuidanceInsert): Promise<void> {
  await db
    .insertInto("guidance")
    .values({ ...row, replaces: (await lastRule(db, row))?.id ?? null })
    .execute();
}

/** The last rule of a place, be it taken back. */
export async function lastRule(
  db: Db,
  { campaign, unit, nature, measure }: Pick<GuidanceInsert, "campaign" | "unit" | "nature" | "measure">,
): Promise<Pick<GuidanceInsert, "id" | "kind" | "value" | "note"> | undefined> {
  return await db
    .selectFrom("guidance as g")
    .select(["g.id", "g.kind", "g.value", "g.note"])
    .where("g.campaign", "=", campaign)
    .where("g.measure", "=", measure)
    .where(sql<boolean>`g.unit is not distinct from ${unit} and g.nature is not distinct from ${nature}`)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom("guidance as n").select("n.id").whereRef("n.replaces", "=", "g.id"))))
    .executeTakeFirst();
}

/** What each unit executed of a measure in a year, by nature; smallest unit. */
export async function executedByNature(
  db: Db,
  units: readonly string[],
  { measure, year }: { readonly measure: string; readonly year: number },
): Promise<{ readonly unit: string; readonly nature: string; readonly amount: bigint }[]> {
  const { rows } = await sql<{ unit: string; nature: string; amount: bigint }>`
    select unit, nature, sum(debit - credit)::bigint as amount from entry_line
     where book = 'budget' and fiscal_year = ${year}::int and resource = ${measure} and unit = any(${[...units]}::text[])
       and account in ('consumed', 'committed') and (account = 'consumed' or resource = 'AE')
     group by 1, 2 having sum(debit - credit) <> 0 order by 1, 2`.execute(db);
  return rows;
}
