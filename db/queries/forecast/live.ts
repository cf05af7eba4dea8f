import { sql } from "kysely";
import type { PlacedCell } from "#app/domain/forecast/edit.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { liveChannelName } from "../../live-channel.ts";
import { inView } from "./costs.ts";
import { isUuid } from "./identifier.ts";

/** Tells every process, once the transaction is committed, that a sheet stands at a revision; what changed is then read by who may read it. */
export async function announceRevision(db: Db, { sheetId, revision }: { sheetId: string; revision: bigint }): Promise<void> {
  await sql`select pg_notify(${liveChannelName}, json_build_object('kind', 'revision',
    'organisation', current_setting('enveloppe.organisation')::int, 'sheet', ${sheetId}::text, 'revision', ${String(revision)}::text)::text)`.execute(
    db,
  );
}

/** Tells every process, once the transaction is committed, that the lines of these requests may be written in, or may not any more. */
export async function announceStandings(db: Db, requests: readonly string[]): Promise<void> {
  await sql`select pg_notify(${liveChannelName}, json_build_object('kind', 'standing',
    'organisation', current_setting('enveloppe.organisation')::int, 'sheet', s.sheet_id)::text)
    from (select distinct sheet_id from request where id = any(${[...requests]}::uuid[])) s`.execute(db);
}

/** The sheet that a campaign asks of a unit, and where it stands. */
export async function sheetAt(db: Db, campaign: string | null, unit: string): Promise<{ id: string; revision: bigint } | undefined> {
  if (campaign === null || !isUuid(campaign)) return undefined;
  return await db
    .selectFrom("sheet")
    .select(["id", "revision"])
    .where("campaign", "=", campaign)
    .where("unit", "=", unit)
    .executeTakeFirst();
}

/** Where sheets and sittings stand: both are watched as they move. */
export async function revisionsOf(db: Db, watched: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await db
    .selectFrom("sheet")
    .select(["id", "revision"])
    .where("id", "in", watched)
    .unionAll(db.selectFrom("sitting").select(["id", "revision"]).where("id", "in", watched))
    .execute();
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}

export async function namesOf(db: Db, people: readonly bigint[]): Promise<Map<bigint, string>> {
  const rows = await db.selectFrom("app_user").select(["id", "name"]).where("id", "in", people).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A cell as a revision left it: null was emptied. */
export interface ChangedCell extends PlacedCell {
  readonly amount: Quantity | null;
  readonly revision: bigint;
  readonly authorId: bigint;
  readonly author: string;
  readonly at: Date;
}

/** The cells of a sheet that changed after a revision, each as it stands, those that the view shows, `limit` at most. */
export async function changesSince(
  db: Db,
  sheetId: string,
  { since, limit, view }: { readonly since: bigint; readonly limit: number; readonly view: CostView },
): Promise<ChangedCell[]> {
  const { rows } = await sql<ChangedCell>`
    select distinct on (p.line_id, p.measure, p.target_year, p.month)
           p.line_id as "lineId", p.measure, p.target_year as "targetYear", p.month, p.after as amount, p.revision,
           b.author as "authorId", u.name as author, b.at
      from plan_change p
      join plan_line l on l.id = p.line_id
      join nature n on n.code = l.nature
      join batch b on b.id = p.batch_id
      join app_user u on u.id = b.author
     where p.sheet_id = ${sheetId} and p.revision > ${since} and ${inView(view, { measure: "p.measure", spendingClass: "n.spending_class" })}
     order by p.line_id, p.measure, p.target_year, p.month, p.revision desc, p.ordinal desc
     limit ${limit}`.execute(db);
  return rows;
}
