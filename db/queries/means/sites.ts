import { type SqlBool, sql } from "kysely";
import type { Occupation, Site } from "#app/domain/means/site.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface NamedSite extends Site {
  readonly unitLabel: string;
}

/** Sites in the order of their codes: that of a code, or those that these units answer for or are in. */
export async function sites(
  db: Db,
  { units, code }: { readonly units?: readonly string[]; readonly code?: string },
  today: Day,
): Promise<NamedSite[]> {
  const { rows } = await sql<NamedSite>`
    select s.id, s.code, s.label, s.address, s.town, s.unit, coalesce(u.label, s.unit) as "unitLabel", s.surface, s.net_surface as "netSurface",
           s.workstations
      from site s left join unit_version u on u.code = s.unit and u.superseded_at is null and u.valid @> ${today}::date
     where ${code === undefined ? sql<SqlBool>`true` : sql<SqlBool>`s.code = ${code}`}
       and ${
         units === undefined
           ? sql<SqlBool>`true`
           : sql<SqlBool>`(s.unit = any(${[...units]}::text[])
                or exists (select 1 from site_occupation o where o.site_id = s.id and o.unit = any(${[...units]}::text[])))`
       }
     order by s.code`.execute(db);
  return rows;
}

export interface NamedOccupation extends Occupation {
  readonly siteId: string;
  readonly unitLabel: string;
}

/** Who is in these sites, the largest first. */
export async function occupationsOf(db: Db, siteIds: readonly string[], today: Day): Promise<NamedOccupation[]> {
  const { rows } = await sql<NamedOccupation>`
    select o.site_id as "siteId", o.unit, coalesce(u.label, o.unit) as "unitLabel", o.workstations, o.residents
      from site_occupation o left join unit_version u on u.code = o.unit and u.superseded_at is null and u.valid @> ${today}::date
     where o.site_id = any(${[...siteIds]}::uuid[]) order by o.workstations desc, o.unit`.execute(db);
  return rows;
}

/** Locks a site; undefined: there is none of this code. */
export async function lockSite(db: Db, code: string): Promise<Site | undefined> {
  return await db
    .selectFrom("site")
    .select(["id", "code", "label", "address", "town", "unit", "surface", "net_surface as netSurface", "workstations"])
    .where("code", "=", code)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertSite(db: Db, { netSurface, ...own }: Site): Promise<void> {
  await db
    .insertInto("site")
    .values({ ...own, net_surface: netSurface })
    .execute();
}

/** Its code and the unit that answers for it stay. */
export async function updateSite(db: Db, { id, netSurface, ...own }: Omit<Site, "code" | "unit">): Promise<void> {
  await db
    .updateTable("site")
    .set({ ...own, net_surface: netSurface })
    .where("id", "=", id)
    .execute();
}

export async function deleteSite(db: Db, id: string): Promise<void> {
  await db.deleteFrom("site_occupation").where("site_id", "=", id).execute();
  await db.deleteFrom("site").where("id", "=", id).execute();
}

/** What a unit holds of a site from now on; nothing at all takes it away. */
export async function saveOccupation(db: Db, siteId: string, { unit, workstations, residents }: Occupation): Promise<void> {
  if (workstations === 0 && residents === 0) {
    await db.deleteFrom("site_occupation").where("site_id", "=", siteId).where("unit", "=", unit).execute();
    return;
  }
  await db
    .insertInto("site_occupation")
    .values({ site_id: siteId, unit, workstations, residents })
    .onConflict((conflict) => conflict.columns(["site_id", "unit"]).doUpdateSet({ workstations, residents }))
    .execute();
}
