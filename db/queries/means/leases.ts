import { type SqlBool, sql } from "kysely";
import type { IndexRate, LeaseTerms } from "#app/domain/means/lease.ts";
import type { Db } from "../../client.ts";

export interface Lease extends LeaseTerms {
  readonly id: string;
  readonly code: string;
  readonly siteId: string;
}

/** Leases by site, the latest first: those of sites, or that of a code. */
export async function leases(db: Db, of: { readonly siteIds: readonly string[] } | { readonly code: string }): Promise<Lease[]> {
  const { rows } = await sql<Lease>`
    select l.id, l.code, l.site_id as "siteId", l.lessor, l.signed_on as "signedOn", l.first_day as "firstDay", l.last_day as "lastDay", l.rent, l.charges,
           l.index, l.billing, l.due, l.notice, l.leaves_on as "leavesOn",
           array(select b.day::text from lease_break b where b.lease_id = l.id order by b.day) as breaks
      from lease l
     where ${"code" in of ? sql<SqlBool>`l.code = ${of.code}` : sql<SqlBool>`l.site_id = any(${[...of.siteIds]}::uuid[])`}
     order by l.site_id, l.first_day desc, l.code`.execute(db);
  return rows;
}

/** A lease is written, anew where its id is known. */
export async function saveLeaseRow(db: Db, own: Lease): Promise<void> {
  const { id, code, siteId, lessor, signedOn, firstDay, lastDay, leavesOn, breaks, rent, charges, index, billing, due, notice } = own;
  const said = {
    ...{ lessor, signed_on: signedOn, first_day: firstDay, last_day: lastDay, leaves_on: leavesOn },
    ...{ rent, charges, index, billing, due, notice },
  };
  await db
    .insertInto("lease")
    .values({ id, code, site_id: siteId, ...said })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(said))
    .execute();
  await db.deleteFrom("lease_break").where("lease_id", "=", id).execute();
  if (breaks.length > 0)
    await db
      .insertInto("lease_break")
      .values(breaks.map((day) => ({ lease_id: id, day })))
      .execute();
}

export async function deleteLease(db: Db, id: string): Promise<void> {
  await db.deleteFrom("lease").where("id", "=", id).execute();
}

/** What rents are revised by, year by year. */
export async function indexRates(db: Db): Promise<IndexRate[]> {
  return await db.selectFrom("rent_index").select(["index", "year", "rate"]).orderBy("index").orderBy("year").execute();
}

export async function saveIndexRate(db: Db, own: IndexRate): Promise<void> {
  await db
    .insertInto("rent_index")
    .values(own)
    .onConflict((conflict) => conflict.columns(["index", "year"]).doUpdateSet({ rate: own.rate }))
    .execute();
}
