import { sql } from "kysely";
import type { RankedMeasure } from "#app/domain/forecast/rank.ts";
import type { RequestHead } from "#app/domain/forecast/request.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import type { Db } from "../../client.ts";
import type { Campaign } from "../campaign.ts";
import { isUuid } from "./identifier.ts";
import { announceStandings } from "./live.ts";

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
export async function moveRequest(db: Db, move: RequestMove): Promise<void> {
  await moveRequests(db, [move]);
}

/** The same for several at once. */
export async function moveRequests(db: Db, moves: readonly RequestMove[]): Promise<void> {
  if (moves.length === 0) return;
  await sql`update request r set state = m.state, version = m.version::int
    from unnest(${moves.map(({ requestId }) => requestId)}::text[], ${moves.map(({ to }) => to)}::text[],
                ${moves.map(({ version }) => String(version))}::text[]) as m(id, state, version) where r.id = m.id::uuid`.execute(db);
  const rows = moves.map(({ requestId, from, to, version, actor, reason }) => ({
    ...{ request_id: requestId, from_state: from, to_state: to, version, actor, reason },
  }));
  await db.insertInto("request_transition").values(rows).execute();
  await announceStandings(
    db,
    moves.map(({ requestId }) => requestId),
  );
}

/** Everyone who had a hand in a request, by name: who opened it, who wrote a cell, a detail or a schedule of it, who submitted it. None of them decides it. */
export async function authorsOf(db: Db, requestId: string): Promise<Map<bigint, string>> {
  return (await authorsOfEach(db, [requestId])).get(requestId) ?? new Map();
}

/** The same for several requests. */
export async function authorsOfEach(db: Db, requests: readonly string[]): Promise<Map<string, Map<bigint, string>>> {
  const { rows } = await sql<{ request: string; id: bigint; name: string }>`
    with asked as materialized (select r.id from request r where r.id = any(${[...requests]}::uuid[])),
    line as materialized (select l.request_id, l.id from plan_line l join asked a on a.id = l.request_id)
    select h.request, u.id, u.name from (
      select r.id as request, r.author from asked a join request r on r.id = a.id
      union select l.request_id, b.author from line l join plan_change c on c.line_id = l.id join batch b on b.id = c.batch_id
      union select l.request_id, b.author from line l join cell_detail d on d.line_id = l.id join batch b on b.id = d.batch_id
      union select l.request_id, b.author from line l join payment_schedule p on p.line_id = l.id join batch b on b.id = p.batch_id
      union select t.request_id, t.actor from asked a join request_transition t on t.request_id = a.id and t.to_state = 'submitted'
    ) h (request, author) join app_user u on u.id = h.author`.execute(db);
  const authors = new Map<string, Map<bigint, string>>();
  for (const { request, id, name } of rows) authors.set(request, (authors.get(request) ?? new Map<bigint, string>()).set(id, name));
  return authors;
}
