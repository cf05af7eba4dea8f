import { sql } from "kysely";
import type { ItemState, SittingState } from "#app/domain/arbitration/sitting/sitting.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { liveChannelName } from "../../live-channel.ts";
import { isUuid } from "../forecast/identifier.ts";

export interface Sitting {
  readonly id: string;
  readonly campaignId: string;
  readonly targetYear: number;
  readonly scenarioId: string;
  readonly scenario: string;
  /** The scenario whose decisions are shown behind those taken. */
  readonly comparedWith: string | null;
  readonly number: number;
  readonly title: string;
  readonly plannedOn: Day;
  readonly plannedAt: string;
  readonly place: string;
  /** Who else is there, without an account: a name a line. */
  readonly guests: string;
  readonly chair: bigint;
  readonly chairName: string;
  readonly state: SittingState;
  readonly openedAt: Date | null;
  readonly sealedAt: Date | null;
  readonly shownRequest: string | null;
  readonly revision: bigint;
}

/** One sitting; with `lock`, for the transaction alone until its end. */
export async function findSitting(db: Db, id: string, { lock }: { lock: boolean } = { lock: false }): Promise<Sitting | undefined> {
  if (!isUuid(id)) return undefined;
  const query = sittings(db).where("s.id", "=", id);
  return await (lock ? query.forUpdate("s") : query).executeTakeFirst();
}

/** The sittings of a campaign, the latest first. */
export async function sittingsOf(db: Db, campaign: string): Promise<Sitting[]> {
  return await sittings(db).where("s.campaign", "=", campaign).orderBy("s.number", "desc").execute();
}

function sittings(db: Db) {
  return db
    .selectFrom("sitting as s")
    .innerJoin("scenario as n", "n.id", "s.scenario_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .innerJoin("app_user as u", "u.id", "s.chair")
    .select(["s.id", "s.campaign as campaignId", "c.target_year as targetYear", "s.scenario_id as scenarioId", "n.name as scenario"])
    .select(["s.compared_with as comparedWith", "s.number", "s.title", "s.planned_on as plannedOn", "s.planned_at as plannedAt"])
    .select(["s.place", "s.guests", "s.chair", "u.name as chairName", "s.state", "s.opened_at as openedAt", "s.sealed_at as sealedAt"])
    .select(["s.shown_request as shownRequest", "s.revision"]);
}

export interface NewSitting
  extends Pick<
    Sitting,
    "id" | "campaignId" | "scenarioId" | "comparedWith" | "title" | "plannedOn" | "plannedAt" | "place" | "guests" | "chair"
  > {
  readonly author: bigint;
}

/** A sitting takes the next number of its campaign, which the caller holds locked: numbers have no gap. */
export async function insertSitting(db: Db, { campaignId, ...sitting }: NewSitting): Promise<number> {
  const { scenarioId, comparedWith, plannedOn, plannedAt, ...same } = sitting;
  const { number } = await db
    .insertInto("sitting")
    .values({
      ...{
        ...same,
        campaign: campaignId,
        scenario_id: scenarioId,
        compared_with: comparedWith,
        planned_on: plannedOn,
        planned_at: plannedAt,
      },
      number: sql<number>`(select coalesce(max(number), 0) + 1 from sitting where campaign = ${campaignId})`,
      ...{ opened_at: null, sealed_at: null, opening: null, shown_request: null },
    })
    .returning("number")
    .executeTakeFirstOrThrow();
  return number;
}

/** What moves in a sitting. */
interface SittingMove {
  readonly state?: SittingState;
  readonly openedAt?: Date;
  readonly sealedAt?: Date;
  /** The standings at the opening, as JSON. */
  readonly opening?: string;
  readonly shownRequest?: string | null;
}

/** The sitting stands at its next revision, whatever moved; every window that shows it is told once the transaction is committed. */
export async function moveSitting(db: Db, id: string, move: SittingMove = {}): Promise<void> {
  const { state, openedAt, sealedAt, opening, shownRequest } = move;
  const { revision } = await db
    .updateTable("sitting")
    .set({
      revision: sql<bigint>`revision + 1`,
      ...(state && { state }),
      ...(openedAt && { opened_at: openedAt }),
      ...(sealedAt && { sealed_at: sealedAt }),
      ...(opening && { opening: sql<string>`${opening}::text::jsonb` }),
      ...(shownRequest !== undefined && { shown_request: shownRequest }),
    })
    .where("id", "=", id)
    .returning("revision")
    .executeTakeFirstOrThrow();
  await sql`select pg_notify(${liveChannelName}, json_build_object('kind', 'revision', 'organisation',
    current_setting('enveloppe.organisation')::int, 'sheet', ${id}::text, 'revision', ${String(revision)}::text)::text)`.execute(db);
}

/** What the envelopes were when the sitting was opened; null before. */
export async function openingOf(db: Db, id: string): Promise<unknown> {
  const row = await db.selectFrom("sitting").select("opening").where("id", "=", id).executeTakeFirst();
  return row?.opening ?? null;
}

/** A point of the agenda: a unit, or one of its requests. */
export interface AgendaItem {
  readonly id: string;
  readonly position: number;
  readonly unit: string;
  readonly unitLabel: string;
  readonly requestId: string | null;
  readonly requestNumber: number | null;
  readonly title: string | null;
  readonly plannedMinutes: number;
  readonly usedSeconds: number;
  readonly state: ItemState;
  readonly shownAt: Date | null;
}

export async function agendaOf(db: Db, sitting: string): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select i.id, i.position, i.unit, coalesce(v.short_label, i.unit) as "unitLabel", i.request_id as "requestId", r.number as "requestNumber",
           r.title, i.planned_minutes as "plannedMinutes", i.used_seconds as "usedSeconds", i.state, i.shown_at as "shownAt"
      from sitting_item i
      join sitting s on s.id = i.sitting_id
      join campaign c on c.id = s.campaign
      left join request r on r.id = i.request_id
      left join unit_version v on v.code = i.unit and v.superseded_at is null and v.valid @> make_date(c.target_year, 1, 1)
     where i.sitting_id = ${sitting} order by i.position`.execute(db);
  return rows;
}

/** Puts the agenda in this order: points that stay keep what they took, those left out go. The caller holds the sitting locked. */
export async function writeAgenda(
  db: Db,
  sitting: string,
  items: readonly Pick<AgendaItem, "id" | "unit" | "requestId" | "plannedMinutes">[],
): Promise<void> {
  const ids = items.map(({ id }) => id);
  await sql`delete from sitting_item where sitting_id = ${sitting} and id <> all(${ids}::uuid[])`.execute(db);
  for (const [index, { id, unit, requestId, plannedMinutes }] of items.entries()) {
    await db
      .insertInto("sitting_item")
      .values({
        id,
        sitting_id: sitting,
        position: index + 1,
        unit,
        request_id: requestId,
        planned_minutes: plannedMinutes,
        shown_at: null,
      })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ position: index + 1, planned_minutes: plannedMinutes }))
      .execute();
  }
}

/** The point on the screen leaves it, and what it took is added up; null: none follows. */
export async function showItem(db: Db, sitting: string, item: string | null): Promise<void> {
  await sql`
    update sitting_item set state = 'done', shown_at = null,
           used_seconds = used_seconds + greatest(0, floor(extract(epoch from clock_timestamp() - shown_at)))::int
     where sitting_id = ${sitting} and state = 'open'`.execute(db);
  if (item === null) return;
  await sql`update sitting_item set state = 'open', shown_at = clock_timestamp() where sitting_id = ${sitting} and id = ${item}::uuid`.execute(
    db,
  );
}

export interface Participant {
  readonly person: bigint;
  readonly name: string;
  readonly role: "secretary" | "participant";
  /** Null while nobody has said. */
  readonly isPresent: boolean | null;
}

/** The secretaries, then the others, by name. */
export async function participantsOf(db: Db, sitting: string): Promise<Participant[]> {
  return await db
    .selectFrom("sitting_participant as p")
    .innerJoin("app_user as u", "u.id", "p.person")
    .select(["p.person", "u.name", "p.role", "p.is_present as isPresent"])
    .where("p.sitting_id", "=", sitting)
    .orderBy(sql`p.role = 'secretary'`, "desc")
    .orderBy("u.name")
    .execute();
}

export async function writeParticipants(
  db: Db,
  sitting: string,
  people: readonly Pick<Participant, "person" | "role" | "isPresent">[],
): Promise<void> {
  await db.deleteFrom("sitting_participant").where("sitting_id", "=", sitting).execute();
  if (people.length === 0) return;
  const rows = people.map(({ person, role, isPresent }) => ({ sitting_id: sitting, person, role, is_present: isPresent }));
  await db.insertInto("sitting_participant").values(rows).execute();
}

export async function writeGuests(db: Db, sitting: string, guests: string): Promise<void> {
  await db.updateTable("sitting").set({ guests }).where("id", "=", sitting).execute();
}

/** Whether the agenda of a sitting holds a request, by itself or with its unit. */
export async function isOnAgenda(db: Db, sitting: string, request: { readonly id: string; readonly unit: string }): Promise<boolean> {
  const row = await db
    .selectFrom("sitting_item")
    .select("id")
    .where("sitting_id", "=", sitting)
    .where(({ eb, or, and }) => or([eb("request_id", "=", request.id), and([eb("request_id", "is", null), eb("unit", "=", request.unit)])]))
    .executeTakeFirst();
  return row !== undefined;
}

/** The sealed minutes that hold a decision: from then on it is not taken back. Undefined: in none. */
export async function sealedMinutesWith(
  db: Db,
  decision: string,
): Promise<{ readonly minutes: number; readonly sittingId: string } | undefined> {
  return await db
    .selectFrom("decision as d")
    .innerJoin("sitting_minutes as m", "m.sitting_id", "d.sitting_id")
    .select(["m.number as minutes", "m.sitting_id as sittingId"])
    .where("d.id", "=", decision)
    .executeTakeFirst();
}

/** How many decisions each sitting of a campaign has taken. */
export async function decisionCounts(db: Db, campaign: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ sitting: string; count: number }>`
    select sitting_id as sitting, count(*)::int as count from decision
     where campaign = ${campaign} and sitting_id is not null and verb <> 'takeBack' group by 1`.execute(db);
  return new Map(rows.map(({ sitting, count }) => [sitting, count]));
}

/** A decision that came after the sealing of a sitting and corrects one of its own, or a correction of one. */
export interface LaterCorrection {
  readonly number: number;
  readonly corrects: number;
  readonly decidedAt: Date;
  readonly decidedBy: string;
  readonly requestId: string;
}

export async function laterCorrections(db: Db, sitting: string): Promise<LaterCorrection[]> {
  const { rows } = await sql<LaterCorrection>`
    with recursive followed (id, number, replaces, corrects) as (
      select d.id, d.number, d.replaces, o.number from decision d join decision o on o.id = d.replaces
       where o.sitting_id = ${sitting} and d.sitting_id is distinct from o.sitting_id
      union all
      select d.id, d.number, d.replaces, f.number from decision d join followed f on d.replaces = f.id
    )
    select f.number, f.corrects, d.decided_at as "decidedAt", u.name as "decidedBy", d.request_id as "requestId"
      from followed f join decision d on d.id = f.id join app_user u on u.id = d.decided_by order by f.number`.execute(db);
  return rows;
}
