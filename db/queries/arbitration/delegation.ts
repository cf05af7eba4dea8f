import { type SqlBool, sql } from "kysely";
import type { DelegableCapability } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** A delegation as people read it: from whom, to whom, what, where, from one day to another, why. */
export interface Delegation {
  readonly id: string;
  readonly delegatorId: bigint;
  readonly delegator: string;
  readonly delegateId: bigint;
  readonly delegate: string;
  readonly capability: DelegableCapability;
  readonly unit: string;
  readonly unitLabel: string;
  readonly from: Day;
  /** The last day. */
  readonly until: Day;
  readonly reason: string;
  readonly givenAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
}

/** The delegations that a person gave or received; of everybody for null. The latest first. */
export async function delegationsOf(db: Db, person: bigint | null): Promise<Delegation[]> {
  return await delegations(db, person === null ? sql<SqlBool>`true` : sql<SqlBool>`(d.delegator = ${person} or d.delegate = ${person})`);
}

export async function findDelegation(db: Db, id: string): Promise<Delegation | undefined> {
  return (await delegations(db, sql<SqlBool>`d.id::text = ${id}`))[0];
}

async function delegations(db: Db, which: ReturnType<typeof sql<SqlBool>>): Promise<Delegation[]> {
  const { rows } = await sql<Delegation>`
    select d.id, d.delegator as "delegatorId", a.name as delegator, d.delegate as "delegateId", b.name as delegate, d.capability, d.unit,
           coalesce((select v.short_label from unit_version v where v.code = d.unit and v.superseded_at is null
                      order by lower(v.valid) desc nulls last limit 1), d.unit) as "unitLabel",
           lower(d.valid)::text as "from", (upper(d.valid) - 1)::text as until, d.reason, d.given_at as "givenAt",
           d.withdrawn_at as "withdrawnAt", w.name as "withdrawnBy"
      from delegation d join app_user a on a.id = d.delegator join app_user b on b.id = d.delegate left join app_user w on w.id = d.withdrawn_by
     where ${which} order by lower(d.valid) desc, d.given_at desc`.execute(db);
  return rows;
}

export interface NewDelegation extends Pick<Delegation, "id" | "capability" | "unit" | "from" | "until" | "reason"> {
  readonly delegator: bigint;
  readonly delegate: bigint;
}

export async function insertDelegation(db: Db, { from, until, ...row }: NewDelegation): Promise<void> {
  await db
    .insertInto("delegation")
    .values({ ...row, valid: sql<string>`daterange(${from}::date, ${until}::date, '[]')` })
    .execute();
}

export async function markWithdrawn(db: Db, id: string, by: bigint): Promise<void> {
  await db.updateTable("delegation").set({ withdrawn_at: sql<Date>`clock_timestamp()`, withdrawn_by: by }).where("id", "=", id).execute();
}
