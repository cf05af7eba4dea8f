import { sql } from "kysely";
import type { Db } from "../../client.ts";

export interface FrozenVersion {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly author: string;
  readonly frozenAt: Date;
  /** How many sheets it holds, and the one when it is one. */
  readonly sheets: number;
  readonly unit: string | null;
  readonly unitLabel: string | null;
}

/** The named versions of a campaign that hold a sheet of these units, the latest first. */
export async function versionsOf(db: Db, campaign: string, units: ReadonlySet<string>): Promise<FrozenVersion[]> {
  const { rows } = await sql<FrozenVersion>`
    select v.id, v.name, v.note, u.name as author, min(v.frozen_at) as "frozenAt", count(*)::int as sheets,
           case when count(*) = 1 then min(s.unit) end as unit,
           case when count(*) = 1 then (select n.short_label from unit_version n
                                         where n.code = min(s.unit) and n.superseded_at is null order by lower(n.valid) desc limit 1) end as "unitLabel"
      from version v join sheet s on s.id = v.sheet_id join app_user u on u.id = v.author
     where v.campaign = ${campaign} and s.unit = any(${[...units]}::text[])
     group by v.id, v.name, v.note, u.name order by min(v.frozen_at) desc`.execute(db);
  return rows;
}

export async function versionNamed(db: Db, campaign: string, name: string): Promise<boolean> {
  const { rows } = await sql`select from version where campaign = ${campaign} and lower(name) = lower(${name}) limit 1`.execute(db);
  return rows.length > 0;
}

/** Marks the revision at which each of these sheets stands (all of the campaign's: null); nothing is copied. Says how many. */
export async function insertVersion(
  db: Db,
  {
    id,
    name,
    note,
    campaign,
    units,
    author,
  }: { id: string; name: string; note: string; campaign: string; units: readonly string[] | null; author: bigint },
): Promise<number> {
  const { rows } = await sql`
    with held as materialized (
      select id, revision from sheet where campaign = ${campaign} and (${units === null}::boolean or unit = any(${[...(units ?? [])]}::text[]))
       order by id for update)
    insert into version (id, name, note, campaign, sheet_id, revision, author)
    select ${id}::uuid, ${name}, ${note}, ${campaign}::uuid, id, revision, ${author}::bigint from held returning sheet_id`.execute(db);
  return rows.length;
}
