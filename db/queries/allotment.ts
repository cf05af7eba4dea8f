import { sql } from "kysely";
import type { Counterpart } from "#app/domain/allotment/counterpart.ts";
import type { StageHolding } from "#app/domain/allotment/lapse.ts";
import type { MovementLine } from "#app/domain/allotment/movement.ts";
import type { MovementState } from "#app/domain/allotment/movement-state.ts";
import type { Holding } from "#app/domain/allotment/tranche.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { Day } from "#app/domain/month.ts";
import type { MovementKind, Origin, Stage } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";

/** A movement's document, whatever its state; only a posted one has an event. */
export interface MovementRow {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly kind: MovementKind;
  readonly origin?: Origin | undefined;
  readonly state: MovementState;
  readonly reason: string;
  readonly on: Day;
  readonly author: bigint;
  readonly approver?: bigint | undefined;
  readonly scenarioId?: string | undefined;
  readonly eventId?: string | undefined;
  /** The law, the decree or the order that allows it. */
  readonly actReference?: string | undefined;
  readonly counterpart?: Counterpart | undefined;
  /** Who pays what is earmarked. */
  readonly payer?: string | undefined;
  readonly earmarked?: boolean | undefined;
  /** The movement that it undoes. */
  readonly reverses?: string | undefined;
  readonly lines: readonly MovementLine[];
}

export async function saveMovement(db: Db, movement: MovementRow): Promise<void> {
  await db
    .insertInto("movement")
    .values({
      ...{ id: movement.id, fiscal_year: movement.fiscalYear, number: movement.number, author: movement.author },
      ...{ scenario_id: movement.scenarioId ?? null, event_id: movement.eventId ?? null, reverses: movement.reverses ?? null },
      ...{ state: movement.state, approver: movement.approver ?? null, ...written(movement) },
    })
    .execute();
  await insertLines(db, movement);
}

/** Writes a draft anew, lines included. */
export async function rewriteMovement(db: Db, movement: MovementRow): Promise<void> {
  const { id } = movement;
  await db.deleteFrom("movement_line").where("movement_id", "=", id).execute();
  await db
    .updateTable("movement")
    .set({ ...written(movement), version: sql<bigint>`version + 1` })
    .where("id", "=", id)
    .execute();
  await insertLines(db, movement);
}

function written({ kind, origin, reason, on, actReference, counterpart, payer, earmarked }: MovementRow) {
  return {
    ...{ kind, origin: origin ?? null, reason, planned_on: on, act_reference: actReference ?? "", payer: payer ?? "" },
    ...{ counterpart_programme: counterpart?.programme ?? null, counterpart_class: counterpart?.spendingClass ?? null },
    earmarked: earmarked ?? false,
  };
}

async function insertLines(db: Db, { id, lines }: MovementRow): Promise<void> {
  const rows = lines.map(({ resource, amount, from, to }, index) => ({
    movement_id: id,
    line: index + 1,
    from_stage: from.stage,
    from_unit: from.unit,
    from_nature: from.nature,
    from_activity: from.activity,
    to_stage: to.stage,
    to_unit: to.unit,
    to_nature: to.nature,
    to_activity: to.activity,
    resource,
    amount,
  }));
  for (let first = 0; first < rows.length; first += 1_000)
    await db
      .insertInto("movement_line")
      .values(rows.slice(first, first + 1_000))
      .execute();
}

export interface LockedMovement extends MovementRow {
  readonly version: bigint;
}

/** A movement with its lines, its row locked until the end of the transaction. */
export async function lockMovement(db: Db, id: string): Promise<LockedMovement | undefined> {
  if (!isIdentifier(id)) return undefined;
  const row = await db.selectFrom("movement").where("id", "=", id).selectAll().forUpdate().executeTakeFirst();
  if (!row) return undefined;
  const { counterpart_programme: programme, counterpart_class: spendingClass } = row;
  return {
    ...{ id, fiscalYear: row.fiscal_year, number: row.number, kind: row.kind, state: row.state, version: row.version },
    ...{ reason: row.reason, on: row.planned_on, author: row.author, approver: row.approver ?? undefined },
    ...{ origin: row.origin ?? undefined, scenarioId: row.scenario_id ?? undefined, eventId: row.event_id ?? undefined },
    ...{ actReference: row.act_reference, payer: row.payer, earmarked: row.earmarked, reverses: row.reverses ?? undefined },
    counterpart: programme !== null && spendingClass !== null ? { programme, spendingClass } : undefined,
    lines: await movementLines(db, id),
  };
}

export async function movementLines(db: Db, id: string): Promise<MovementLine[]> {
  const rows = await db.selectFrom("movement_line").where("movement_id", "=", id).selectAll().orderBy("line").execute();
  return rows.map((row) => ({
    resource: row.resource,
    amount: row.amount,
    from: { stage: row.from_stage, unit: row.from_unit, nature: row.from_nature, activity: row.from_activity },
    to: { stage: row.to_stage, unit: row.to_unit, nature: row.to_nature, activity: row.to_activity },
  }));
}

/** Its entry is posted: on which day, and who approved it. */
export async function markPosted(
  db: Db,
  id: string,
  { eventId, on, approver }: { readonly eventId: string; readonly on?: Day; readonly approver?: bigint },
): Promise<void> {
  const day = on === undefined ? {} : { planned_on: on };
  await db
    .updateTable("movement")
    .set({ state: "posted", event_id: eventId, approver: approver ?? null, ...day })
    .where("id", "=", id)
    .execute();
}

/** The state of a document that posts nothing. */
export async function markMovement(db: Db, id: string, state: Exclude<MovementState, "posted">): Promise<void> {
  await db.updateTable("movement").set({ state }).where("id", "=", id).execute();
}

export interface MovementStep {
  readonly movementId: string;
  readonly state: MovementState;
  readonly actor: bigint;
  readonly onBehalfOf?: { readonly id: bigint; readonly delegation: string } | null;
  readonly reason?: string;
}

/** Keeps who did what to a document, and why. */
export async function insertStep(db: Db, { movementId, state, actor, onBehalfOf, reason = "" }: MovementStep): Promise<void> {
  const mandate = { on_behalf_of: onBehalfOf?.id ?? null, delegation_id: onBehalfOf?.delegation ?? null };
  await db
    .insertInto("movement_step")
    .values({ movement_id: movementId, state, actor, ...mandate, reason })
    .execute();
}

/** The document that undoes a movement, or is about to; null when there is none. */
export async function reversalOf(
  db: Db,
  id: string,
): Promise<{ readonly id: string; readonly fiscalYear: number; readonly number: number; readonly state: MovementState } | undefined> {
  return await db
    .selectFrom("movement")
    .where("reverses", "=", id)
    .where("state", "not in", ["refused", "withdrawn"])
    .select(["id", "fiscal_year as fiscalYear", "number", "state"])
    .executeTakeFirst();
}

/** The budget controller's acts on a movement, in their order. */
export async function controllerActsOn(db: Db, id: string) {
  return await db
    .selectFrom("controller_act as a")
    .innerJoin("app_user as u", "u.id", "a.controller")
    .where("a.movement_id", "=", id)
    .select(["a.favourable", "a.reference", "a.reason", "u.name as by", "a.at"])
    .orderBy("a.id")
    .execute();
}

export async function insertControllerAct(
  db: Db,
  { movementId, ...act }: { movementId: string; favourable: boolean; reference: string; reason: string; controller: bigint },
): Promise<void> {
  await db
    .insertInto("controller_act")
    .values({ movement_id: movementId, ...act })
    .execute();
}

/** What stands at a stage, place by place and resource by resource, where it is not nothing; `units` absent: everywhere. */
export async function holdingsAt(db: Db, year: number, stage: Stage, units?: readonly string[]): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select unit, nature, activity, resource, sum(debit - credit)::bigint as amount
      from entry_line
     where fiscal_year = ${year} and book = 'budget' and account = ${stage}
       and (${units === undefined} or unit = any(${[...(units ?? [])]}::text[]))
     group by unit, nature, activity, resource
    having sum(debit - credit) <> 0
     order by unit, nature, activity, resource`.execute(db);
  return rows;
}

/** What planned tranches (not released yet) will take from `notified`, place by place. */
export async function plannedReleases(db: Db, year: number): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select l.from_unit as unit, l.from_nature as nature, l.from_activity as activity, l.resource, sum(l.amount)::bigint as amount
      from movement m join movement_line l on l.movement_id = m.id
     where m.fiscal_year = ${year} and m.kind = 'allotment' and m.state = 'planned'
     group by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** The requests of the exercise's campaigns, in these units, that were notified and of which nothing remains to be put at disposal. */
export async function requestsAtDisposal(db: Db, year: number, units: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with waiting as materialized (
      select unit, nature, activity from entry_line
       where fiscal_year = ${year} and book = 'budget' and account = 'notified' and unit = any(${[...units]}::text[])
       group by unit, nature, activity, resource having sum(debit - credit) > 0)
    select r.id
      from request r
      join sheet s on s.id = r.sheet_id
      join campaign c on c.id = s.campaign
     where r.state = 'notified' and c.target_year = ${year} and s.unit = any(${[...units]}::text[])
       and not exists (select from plan_line l join waiting w on w.unit = s.unit and w.nature = l.nature and w.activity = l.activity
                        where l.request_id = r.id)
     order by r.id
       for update of r`.execute(db);
  return rows.map(({ id }) => id);
}

/** Moves requests on, with one transition each. */
export async function advanceRequests(
  db: Db,
  ids: readonly string[],
  { from, to, actor, reason }: { from: "arbitrated" | "notified"; to: "notified" | "allotted"; actor: bigint; reason: string },
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with moved as materialized (select id, version from request where id = any(${[...ids]}::uuid[]) and state = ${from} order by id)
    insert into request_transition (request_id, from_state, to_state, version, actor, reason)
    select id, ${from}, ${to}, version, ${actor}, ${reason} from moved`.execute(db);
  await sql`update request set state = ${to} where id = any(${[...ids]}::uuid[]) and state = ${from}`.execute(db);
}

/** Every stage that may lapse, or be released, place by place: what the year's end empties. */
export async function unusedHoldings(db: Db, year: number): Promise<StageHolding[]> {
  const { rows } = await sql<StageHolding>`
    select account as stage, unit, nature, activity, resource, sum(debit - credit)::bigint as amount
      from entry_line
     where fiscal_year = ${year} and book = 'budget'
       and account in ('unallocated', 'reserve', 'notified', 'allotted', 'earmarked', 'requested')
     group by account, unit, nature, activity, resource
    having sum(debit - credit) <> 0
     order by account, unit, nature, activity, resource`.execute(db);
  return rows;
}

export interface LockedScenario {
  readonly state: string;
  readonly targetYear: number;
  readonly campaignId: string;
  readonly campaign: string;
  /** Of its notification; null until it is notified. */
  readonly eventId: string | null;
}

export async function lockScenario(db: Db, id: string): Promise<LockedScenario | undefined> {
  if (!isIdentifier(id)) return undefined;
  return await db
    .selectFrom("scenario as s")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .where("s.id", "=", id)
    .select(["s.state", "c.target_year as targetYear", "c.id as campaignId", "c.label as campaign", "s.event_id as eventId"])
    .forUpdate("s")
    .executeTakeFirst();
}

export async function markNotified(db: Db, id: string, eventId: string): Promise<void> {
  await db.updateTable("scenario").set({ event_id: eventId }).where("id", "=", id).execute();
}
