import { sql } from "kysely";
import type { RankedMeasure } from "#app/domain/forecast/rank.ts";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { Db } from "../../client.ts";
import type { Campaign } from "../campaign.ts";
import { isUuid } from "./identifier.ts";
import { announceStanding } from "./live.ts";

/** A request with the sheet that holds it. */
export interface RequestRow extends RequestHead {
  readonly id: string;
  readonly number: number;
  readonly state: RequestState;
  readonly version: number;
  /** The sheet's revision that last wrote it. */
  readonly revision: bigint;
  readonly author: bigint;
  readonly sheetId: string;
  readonly unit: string;
  readonly campaignId: string;
  readonly targetYear: number;
  readonly campaignState: Campaign["state"];
}

/** One request; with `lock`, for the transaction alone until its end. */
export async function findRequest(db: Db, id: string, { lock }: { lock: boolean } = { lock: false }): Promise<RequestRow | undefined> {
  if (!isUuid(id)) return undefined;
  const query = db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .select(["r.id", "r.number", "r.kind", "r.title", "r.rank", "r.obligation", "r.justification", "r.risk", "r.state", "r.version"])
    .select(["r.alternatives", "r.deliverables", "r.indicator", "r.managing_unit as managingUnit", "r.benefiting_unit as benefitingUnit"])
    .select([
      "r.revision",
      "r.author",
      "s.id as sheetId",
      "s.unit",
      "c.id as campaignId",
      "c.target_year as targetYear",
      "c.state as campaignState",
    ])
    .where("r.id", "=", id);
  return await (lock ? query.forUpdate("r") : query).executeTakeFirst();
}

/** A new request takes the next number of its sheet, which the sheet's new revision holds locked. */
export async function insertRequest(
  db: Db,
  row: RequestHead & { id: string; sheetId: string; author: bigint; revision: bigint },
): Promise<number> {
  const { sheetId, managingUnit, benefitingUnit, ...same } = row;
  const { number } = await db
    .insertInto("request")
    .values({
      ...same,
      sheet_id: sheetId,
      managing_unit: managingUnit,
      benefiting_unit: benefitingUnit,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from request where sheet_id = ${sheetId})`,
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  return number;
}

export async function updateRequestHead(db: Db, id: string, head: RequestHead & { revision: bigint }): Promise<void> {
  const { kind, title, rank, obligation, justification, risk, alternatives, deliverables, indicator, revision } = head;
  await db
    .updateTable("request")
    .set({ kind, title, rank, obligation, justification, risk, alternatives, deliverables, indicator, revision })
    .set({ managing_unit: head.managingUnit, benefiting_unit: head.benefitingUnit })
    .where("id", "=", id)
    .execute();
}

/** The new measures of a sheet, held until the end of the transaction. */
export async function newMeasuresOf(
  db: Db,
  sheetId: string,
): Promise<(RankedMeasure & { readonly title: string; readonly revision: bigint })[]> {
  return await db
    .selectFrom("request")
    .select(["id", "number", "title", "rank", "state", "revision"])
    .where("sheet_id", "=", sheetId)
    .where("kind", "=", "newMeasure")
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Ranks that change together: one statement, for two of them may be exchanged. */
export async function writeRanks(db: Db, ranks: ReadonlyMap<string, number>, revision: bigint): Promise<void> {
  await sql`update request r set rank = n.rank::int, revision = ${revision}::bigint
    from unnest(${[...ranks.keys()]}::text[], ${[...ranks.values()].map(String)}::text[]) as n(id, rank) where r.id = n.id::uuid`.execute(
    db,
  );
}

export interface RequestMove {
  readonly requestId: string;
  readonly from: RequestState;
  readonly to: RequestState;
  /** The version that the request has from now on. */
  readonly version: number;
  readonly actor: bigint;
  readonly reason: string;
}

/** Moves a request and logs it, in one transaction with whatever caused it. */
export async function moveRequest(db: Db, { requestId, from, to, version, actor, reason }: RequestMove): Promise<void> {
  await db.updateTable("request").set({ state: to, version }).where("id", "=", requestId).execute();
  await db
    .insertInto("request_transition")
    .values({ request_id: requestId, from_state: from, to_state: to, version, actor, reason })
    .execute();
  await announceStanding(db, requestId);
}

/** Everyone who had a hand in a request, by name: who opened it, who wrote a cell, a detail or a schedule of it, who submitted it. None of them decides it. */
export async function authorsOf(db: Db, requestId: string): Promise<Map<bigint, string>> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select u.id, u.name from app_user u where u.id in (
      select author from request where id = ${requestId}
      union select b.author from plan_line l join plan_change c on c.line_id = l.id join batch b on b.id = c.batch_id where l.request_id = ${requestId}
      union select b.author from plan_line l join cell_detail d on d.line_id = l.id join batch b on b.id = d.batch_id where l.request_id = ${requestId}
      union select b.author from plan_line l join payment_schedule p on p.line_id = l.id join batch b on b.id = p.batch_id where l.request_id = ${requestId}
      union select actor from request_transition where request_id = ${requestId} and to_state = 'submitted')`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}
