import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface UnitGroup {
  readonly code: string;
  readonly label: string;
  /** Its members on the day, in the order of their codes. */
  readonly units: readonly { readonly code: string; readonly label: string }[];
}

/** The groups of units as they stand on a day, by label. */
export async function unitGroupsOn(db: Db, day: Day): Promise<UnitGroup[]> {
  const { rows } = await sql<{ code: string; label: string; unit: string | null; unitLabel: string | null }>`
    select g.code, g.label, m.unit, coalesce(v.short_label, m.unit) as "unitLabel"
      from unit_group g
      left join unit_group_member m on m.unit_group = g.code and m.valid @> ${day}::date
      left join unit_version v on v.code = m.unit and v.superseded_at is null and v.valid @> ${day}::date
     order by g.label, g.code, m.unit`.execute(db);
  const groups = new Map<string, { code: string; label: string; units: { code: string; label: string }[] }>();
  for (const { code, label, unit, unitLabel } of rows) {
    const group = groups.get(code) ?? { code, label, units: [] };
    if (unit !== null) group.units.push({ code: unit, label: unitLabel ?? unit });
    groups.set(code, group);
  }
  return [...groups.values()];
}

/** The units of a group on a day, each member with what is below it; undefined: there is no such group. */
export async function unitsOfGroup(db: Db, code: string, day: Day): Promise<{ label: string; units: string[] } | undefined> {
  const { rows } = await sql<{ label: string; units: string[] | null }>`
    with recursive reached (code) as (
      select m.unit from unit_group_member m where m.unit_group = ${code} and m.valid @> ${day}::date
      union
      select v.code from reached r join unit_version v on v.parent = r.code and v.superseded_at is null and v.valid @> ${day}::date)
    select g.label, (select array_agg(r.code order by r.code) from reached r) as units from unit_group g where g.code = ${code}`.execute(
    db,
  );
  const [group] = rows;
  return group && { label: group.label, units: group.units ?? [] };
}

/** The members from a day on. Those who were members before the day stay so until it; a membership that was to begin later is forgotten. */
export async function saveUnitGroup(
  db: Db,
  { code, label, units, from, author }: { code: string; label: string; units: readonly string[]; from: Day; author: bigint },
): Promise<void> {
  await db
    .insertInto("unit_group")
    .values({ code, label, author })
    .onConflict((conflict) => conflict.column("code").doUpdateSet((row) => ({ label: row.ref("excluded.label") })))
    .execute();
  const members = [...units];
  await sql`delete from unit_group_member
             where unit_group = ${code} and lower(valid) >= ${from}::date and unit <> all(${members}::text[])`.execute(db);
  await sql`update unit_group_member set valid = daterange(lower(valid), ${from}::date)
             where unit_group = ${code} and lower(valid) < ${from}::date and (upper_inf(valid) or upper(valid) > ${from}::date)
               and unit <> all(${members}::text[])`.execute(db);
  await sql`insert into unit_group_member (unit_group, unit, valid, author)
            select ${code}, unit, daterange(${from}::date, null), ${author} from unnest(${members}::text[]) as unit
             where not exists (select from unit_group_member m where m.unit_group = ${code} and m.unit = unit and m.valid && daterange(${from}::date, null))`.execute(
    db,
  );
}
