import { sql } from "kysely";
import type { NotifiedAmount } from "#app/domain/allotment/notification.ts";
import { isIdentifier } from "#app/domain/execution/identifier.ts";
import type { RequestKind } from "#app/domain/forecast/request-state.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../client.ts";
import { inSight } from "./forecast/costs.ts";

export interface NewNotification {
  readonly id: string;
  readonly scenarioId: string;
  readonly fiscalYear: number;
  readonly movementId: string;
  readonly freezeId: string | null;
  readonly on: Day;
  readonly reason: string;
  readonly author: bigint;
  /** Who receives a letter. */
  readonly units: readonly string[];
}

/** Keeps a notification with its letters; a second one of the same scenario is refused by the database. */
export async function insertNotification(db: Db, { units, ...row }: NewNotification): Promise<void> {
  await db
    .insertInto("notification")
    .values({
      ...{ id: row.id, scenario_id: row.scenarioId, fiscal_year: row.fiscalYear, movement_id: row.movementId, freeze_id: row.freezeId },
      ...{ notified_on: row.on, reason: row.reason, author: row.author },
    })
    .execute();
  const letters = units.map((unit) => ({ notification_id: row.id, unit }));
  if (letters.length > 0) await db.insertInto("notification_letter").values(letters).execute();
}

/** The units whose requests a scenario decides, whatever it gives them: each is told. */
export async function unitsDecided(db: Db, scenario: string): Promise<string[]> {
  const { rows } = await sql<{ unit: string }>`
    select distinct s.unit from standing_decision d join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} order by 1`.execute(db);
  return rows.map(({ unit }) => unit);
}

/** The requests that a campaign has received, with their units. */
export async function submittedRequests(db: Db, campaign: string): Promise<{ readonly id: string; readonly unit: string }[]> {
  return await db
    .selectFrom("request as r")
    .innerJoin("sheet as s", "s.id", "r.sheet_id")
    .select(["r.id", "s.unit"])
    .where("s.campaign", "=", campaign)
    .where("r.state", "<>", "draft")
    .execute();
}

export interface Notification {
  readonly id: string;
  readonly scenarioId: string;
  readonly scenario: string;
  readonly campaign: string;
  readonly campaignId: string;
  readonly fiscalYear: number;
  /** Of its movement, and of the one that set its reserve aside. */
  readonly movement: number;
  readonly freeze: number | null;
  readonly on: Day;
  readonly reason: string;
  readonly authorId: bigint;
  readonly author: string;
  readonly at: Date;
}

/** The notifications of an exercise, the latest first. */
export async function notificationsOf(db: Db, year: number): Promise<Notification[]> {
  return await notificationRows(db).where("n.fiscal_year", "=", year).orderBy("n.at", "desc").execute();
}

export async function findNotification(db: Db, id: string): Promise<Notification | undefined> {
  return isIdentifier(id) ? await notificationRows(db).where("n.id", "=", id).executeTakeFirst() : undefined;
}

function notificationRows(db: Db) {
  return db
    .selectFrom("notification as n")
    .innerJoin("scenario as s", "s.id", "n.scenario_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .innerJoin("movement as m", "m.id", "n.movement_id")
    .leftJoin("movement as f", "f.id", "n.freeze_id")
    .innerJoin("app_user as u", "u.id", "n.author")
    .select(["n.id", "n.scenario_id as scenarioId", "s.name as scenario", "c.label as campaign", "c.id as campaignId"])
    .select(["n.fiscal_year as fiscalYear", "m.number as movement", "f.number as freeze", "n.notified_on as on", "n.reason"])
    .select(["n.author as authorId", "u.name as author", "n.at"]);
}

/** A letter, and who acknowledged it. */
export interface Letter {
  readonly unit: string;
  readonly label: string;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: Date | null;
}

/** The letters of a notification to these units, in the order of units. */
export async function lettersOf(db: Db, notification: string, units: readonly string[]): Promise<Letter[]> {
  const { rows } = await sql<Letter>`
    select l.unit, coalesce(v.label, l.unit) as label, u.name as "acknowledgedBy", a.at as "acknowledgedAt"
      from notification_letter l
      join notification n on n.id = l.notification_id
      left join unit_version v on v.code = l.unit and v.superseded_at is null and v.valid @> n.notified_on
      left join letter_acknowledgement a on a.notification_id = l.notification_id and a.unit = l.unit
      left join app_user u on u.id = a.person
     where l.notification_id = ${notification} and l.unit = any(${[...units]}::text[])
     order by v.rank nulls last, l.unit`.execute(db);
  return rows;
}

/** What the entries of a notification gave each of these units, and what its reserve keeps of it; costs of personnel where they are seen. */
export async function notifiedAmounts(
  db: Db,
  notification: string,
  { units, sight }: { readonly units: readonly string[]; readonly sight: CostSight },
): Promise<NotifiedAmount[]> {
  const { rows } = await sql<NotifiedAmount>`
    with moved as (
      select case l.to_stage when 'notified' then l.to_unit else l.from_unit end as unit,
             case l.to_stage when 'notified' then l.to_nature else l.from_nature end as nature, l.resource,
             case l.to_stage when 'notified' then l.amount else -l.amount end as notified, 0 as reserve
        from notification n join movement_line l on l.movement_id = n.movement_id where n.id = ${notification}
      union all
      select l.from_unit, l.from_nature, l.resource, 0, l.amount
        from notification n join movement_line l on l.movement_id = n.freeze_id where n.id = ${notification})
    select m.unit, c.spending_class as "spendingClass", m.resource, sum(m.notified)::bigint as notified, sum(m.reserve)::bigint as reserve
      from moved m join nature c on c.code = m.nature
     where m.unit = any(${[...units]}::text[]) and ${inSight(sight, { unit: "m.unit", measure: "m.resource", spendingClass: "c.spending_class" })}
     group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

export interface DecidedRequest {
  readonly id: string;
  readonly unit: string;
  readonly number: number;
  readonly kind: RequestKind;
  readonly title: string;
}

/** The requests of units that a scenario decides: of each, what goes on first, then new measures by rank, then savings. */
export async function decidedRequests(db: Db, scenario: string, units: readonly string[]): Promise<DecidedRequest[]> {
  const { rows } = await sql<DecidedRequest>`
    select r.id, s.unit, r.number, r.kind, r.title
      from standing_decision d join request r on r.id = d.request_id join sheet s on s.id = r.sheet_id
     where d.scenario_id = ${scenario} and s.unit = any(${[...units]}::text[])
     order by s.unit, array_position(array['baseline', 'newMeasure', 'saving'], r.kind), r.rank nulls last, r.number`.execute(db);
  return rows;
}

/** False when it was acknowledged already: the first one stands. */
export async function insertAcknowledgement(
  db: Db,
  { notification, unit, person }: { readonly notification: string; readonly unit: string; readonly person: bigint },
): Promise<boolean> {
  const inserted = await db
    .insertInto("letter_acknowledgement")
    .values({ notification_id: notification, unit, person })
    .onConflict((conflict) => conflict.columns(["notification_id", "unit"]).doNothing())
    .returning("unit")
    .executeTakeFirst();
  return inserted !== undefined;
}
