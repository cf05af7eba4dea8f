import { type SqlBool, sql } from "kysely";
import type { AlertCause, AlertKey, AlertLevel, AlertState, Finding, StandingAlert } from "#app/domain/alerts/alert.ts";
import type { AlertStepAct } from "#app/domain/alerts/follow.ts";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

/** An alert as pages read it. */
export interface AlertRow extends StandingAlert {
  readonly id: string;
  readonly fiscalYear: number;
  readonly openedOn: Day;
  readonly changedOn: Day;
  readonly version: number;
}

export interface AlertFilter {
  readonly year: number;
  /** Null: of every unit. */
  readonly units: readonly string[] | null;
  readonly states?: readonly AlertState[] | undefined;
  readonly cause?: AlertCause | undefined;
  readonly resource?: LandedResource | undefined;
  readonly level?: AlertLevel | undefined;
}

/** The alerts of an exercise: the serious first, then the largest gaps; with `lock`, for the transaction alone until its end. */
export async function alertsOf(
  db: Db,
  { year, units, states, cause, resource, level }: AlertFilter,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AlertRow[]> {
  const query = rows(db)
    .where("a.fiscal_year", "=", year)
    .where(units === null ? sql<SqlBool>`true` : sql<SqlBool>`a.unit = any(${[...units]}::text[])`)
    .$if(states !== undefined, (query) => query.where("a.state", "in", states ?? []))
    .$if(cause !== undefined, (query) => query.where("a.cause", "=", cause ?? "overuse"))
    .$if(resource !== undefined, (query) => query.where("a.resource", "=", resource ?? "CP"))
    .$if(level !== undefined, (query) => query.where("a.level", "=", level ?? "watch"))
    .orderBy(sql`a.level = 'serious'`, "desc")
    .orderBy("a.amount", "desc")
    .orderBy("a.unit");
  return await (lock ? query.forUpdate() : query).execute();
}

export async function findAlert(db: Db, id: string, { lock = false }: { readonly lock?: boolean } = {}): Promise<AlertRow | undefined> {
  if (!isUuid(id)) return undefined;
  const query = rows(db).where("a.id", "=", id);
  return await (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** The alert of one cause, if there ever was one. */
export async function alertAt(db: Db, year: number, { unit, cause, resource }: AlertKey): Promise<AlertRow | undefined> {
  return await rows(db)
    .where("a.fiscal_year", "=", year)
    .where("a.unit", "=", unit)
    .where("a.cause", "=", cause)
    .where("a.resource", "=", resource)
    .executeTakeFirst();
}

function rows(db: Db) {
  return db
    .selectFrom("alert as a")
    .select(["a.id", "a.fiscal_year as fiscalYear", "a.unit", "a.cause", "a.resource", "a.state", "a.sign", "a.level", "a.size"])
    .select(["a.size_limit as limit", "a.amount", "a.day", "a.months", "a.snoozed_until as snoozedUntil", "a.asked"])
    .select(["a.opened_on as openedOn", "a.changed_on as changedOn", "a.version"])
    .select(
      sql<StandingAlert["reference"]>`case when a.reference_sign is not null
        then jsonb_build_object('sign', a.reference_sign, 'size', a.reference_size) end`.as("reference"),
    );
}

/** What an alert becomes; what is not said stays as it is. */
export interface AlertMove {
  readonly state: AlertState;
  readonly reference?: StandingAlert["reference"];
  readonly snoozedUntil?: Day | null;
  readonly asked?: boolean;
  readonly openedOn?: Day;
}

export async function insertAlert(
  db: Db,
  year: number,
  finding: Finding,
  { today, asked = false }: { today: Day; asked?: boolean },
): Promise<string> {
  const { id } = await db
    .insertInto("alert")
    .values({
      ...{ fiscal_year: year, unit: finding.unit, cause: finding.cause, resource: finding.resource, state: "open" as const },
      ...{ ...measured(finding), asked, opened_on: today, changed_on: today },
      ...{ reference_sign: null, reference_size: null, snoozed_until: null },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Writes what an alert has become, one version after the one that was read. */
export async function moveAlert(db: Db, alert: AlertRow, now: Finding, move: AlertMove, today: Day): Promise<void> {
  const { reference = alert.reference, snoozedUntil = null, asked = alert.asked, openedOn = alert.openedOn, state } = move;
  await db
    .updateTable("alert")
    .set({
      ...{ state, ...measured(now), asked, opened_on: openedOn, changed_on: today, version: alert.version + 1 },
      ...{ reference_sign: reference?.sign ?? null, reference_size: reference?.size ?? null },
      snoozed_until: state === "snoozed" ? snoozedUntil : null,
    })
    .where("id", "=", alert.id)
    .executeTakeFirstOrThrow();
}

function measured({ sign, level, size, limit, amount, day, months }: Finding) {
  return { sign, level, size, size_limit: limit, amount, day, months };
}

export interface AlertStep {
  readonly act: AlertStepAct;
  readonly text?: string;
  readonly until?: Day | null;
  readonly actor: bigint;
}

export async function insertAlertStep(db: Db, alert: string, { sign, level, size, amount }: Finding, step: AlertStep): Promise<void> {
  const { act, text = "", until = null, actor } = step;
  await db.insertInto("alert_step").values({ alert_id: alert, act, sign, level, size, amount, text, until, actor }).execute();
}

/** A line of an alert's history. */
export interface ReadAlertStep extends Pick<Finding, "sign" | "level" | "size" | "amount"> {
  readonly id: bigint;
  readonly act: AlertStepAct;
  readonly text: string;
  readonly until: Day | null;
  readonly actor: bigint;
  readonly author: string;
  readonly at: Date;
}

/** The latest first. */
export async function alertSteps(db: Db, alert: string): Promise<ReadAlertStep[]> {
  return await db
    .selectFrom("alert_step as s")
    .innerJoin("app_user as u", "u.id", "s.actor")
    .select(["s.id", "s.act", "s.sign", "s.level", "s.size", "s.amount", "s.text", "s.until", "s.actor", "u.name as author", "s.at"])
    .where("s.alert_id", "=", alert)
    .orderBy("s.id", "desc")
    .execute();
}

/** The exercises of which an alert is not closed. */
export async function yearsWithAlerts(db: Db): Promise<number[]> {
  const rows = await db.selectFrom("alert").select("fiscal_year as year").distinct().where("state", "<>", "closed").execute();
  return rows.map(({ year }) => year);
}
