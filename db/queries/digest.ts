import { type SqlBool, sql } from "kysely";
import type { AlertLevel, AlertSign, AlertState } from "#app/domain/alerts/alert.ts";
import type { AlertStepAct } from "#app/domain/alerts/follow.ts";
import type { NoticeKind, NoticeValues } from "#app/domain/inbox/notice.ts";
import type { LandedResource } from "#app/domain/landing/manual.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";

/** Somebody who is still to be told what is new today. */
export interface DigestReader {
  readonly id: bigint;
  readonly login: string;
  readonly name: string;
  readonly locale: "fr" | "en";
  readonly email: string | null;
  /** When they were last told; null: never. */
  readonly last: Date | null;
}

/** Open accounts that want the daily message and had none today. */
export async function digestReaders(db: Db, today: Day): Promise<DigestReader[]> {
  return await db
    .selectFrom("app_user as u")
    .leftJoin("digest_choice as c", "c.person", "u.id")
    .select(["u.id", "u.login", "u.name", "u.locale", "c.email"])
    .select(({ selectFrom }) =>
      selectFrom("digest as d")
        .whereRef("d.person", "=", "u.id")
        .select(({ fn }) => fn.max("d.at").as("at"))
        .as("last"),
    )
    .where("u.disabled_at", "is", null)
    .where("u.password_hash", "is not", null)
    .where(sql<SqlBool>`coalesce(c.wanted, true)`)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("digest as d").select("d.day").whereRef("d.person", "=", "u.id").where("d.day", "=", today))),
    )
    .orderBy("u.id")
    .execute();
}

/** False when somebody else told them meanwhile. */
export async function claimDigest(
  db: Db,
  sent: { person: bigint; day: Day; items: number; way: "mail" | "file" | "none" },
): Promise<boolean> {
  const row = await db
    .insertInto("digest")
    .values(sent)
    .onConflict((conflict) => conflict.doNothing())
    .returning("person")
    .executeTakeFirst();
  return row !== undefined;
}

/** What became of an alert since somebody was last told. */
export interface NewAlert {
  readonly id: string;
  readonly year: number;
  readonly unit: string;
  readonly unitLabel: string;
  readonly resource: LandedResource;
  readonly state: AlertState;
  readonly sign: AlertSign;
  readonly level: AlertLevel;
  readonly size: number;
  readonly amount: Quantity;
  readonly day: Day | null;
  readonly act: AlertStepAct;
}

/** On these units, the last thing that was found of each alert or said on it by somebody else since an instant; the serious first. */
export async function newAlerts(
  db: Db,
  { person, units, since }: { person: bigint; units: readonly string[]; since: Date },
): Promise<NewAlert[]> {
  const { rows } = await sql<NewAlert>`
    select a.id, a.fiscal_year as year, a.unit, a.resource, a.state, a.sign, a.level, a.size, a.amount, a.day::text as day, s.act,
           coalesce((select v.short_label from unit_version v where v.code = a.unit and v.superseded_at is null
                      order by lower(v.valid) desc nulls last limit 1), a.unit) as "unitLabel"
      from alert a
      join lateral (select act from alert_step s where s.alert_id = a.id and s.at > ${since} and s.actor <> ${person}
                     order by s.id desc limit 1) s on true
     where a.unit = any(${[...units]}::text[])
     order by a.level = 'serious' desc, a.amount desc, a.unit`.execute(db);
  return rows;
}

export interface NewNotice {
  readonly id: bigint;
  readonly kind: NoticeKind;
  readonly unitLabel: string | null;
  readonly campaign: string | null;
  readonly author: string;
  readonly values: NoticeValues;
}

/** Notices that came since an instant and were not read, on units that the person may still look at (null: all); the latest first. */
export async function newNotices(
  db: Db,
  { person, units, since }: { person: bigint; units: readonly string[] | null; since: Date },
): Promise<NewNotice[]> {
  const { rows } = await sql<NewNotice>`
    select n.id, n.kind, c.label as campaign, u.name as author, n.detail as values,
           (select v.short_label from unit_version v where v.code = n.unit and v.superseded_at is null
             order by lower(v.valid) desc nulls last limit 1) as "unitLabel"
      from inbox_notice n join app_user u on u.id = n.author left join campaign c on c.id = n.campaign
     where n.recipient = ${person} and n.read_at is null and n.at > ${since}
       and (n.unit is null or ${units === null} or n.unit = any(${[...(units ?? [])]}::text[]))
     order by n.id desc`.execute(db);
  return rows;
}

/** Whether somebody wants the daily message, where, and in which language. */
export interface DigestChoice {
  readonly wanted: boolean;
  readonly email: string | null;
  readonly locale: "fr" | "en";
}

export async function digestChoice(db: Db, person: bigint): Promise<DigestChoice> {
  const row = await db
    .selectFrom("app_user as u")
    .leftJoin("digest_choice as c", "c.person", "u.id")
    .select([sql<boolean>`coalesce(c.wanted, true)`.as("wanted"), "c.email", "u.locale"])
    .where("u.id", "=", person)
    .executeTakeFirstOrThrow();
  return row;
}

export async function saveDigestChoice(db: Db, person: bigint, { wanted, email, locale }: DigestChoice): Promise<void> {
  await db
    .insertInto("digest_choice")
    .values({ person, wanted, email })
    .onConflict((conflict) => conflict.column("person").doUpdateSet({ wanted, email, at: sql<Date>`clock_timestamp()` }))
    .execute();
  await db.updateTable("app_user").set({ locale }).where("id", "=", person).execute();
}
