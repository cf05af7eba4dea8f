import { sql } from "kysely";
import type { Db } from "../client.ts";

/** Whoever tries, as far as the counts tell them apart (decision 0022). */
export interface Attempt {
  readonly login: string;
  readonly address: string;
  /** A browser where this login has signed in before. */
  readonly device: string | null;
}

/** Failed tries that count against an attempt within the last 15 minutes, and how soon one of them will not. */
export interface Tries {
  readonly ofAccount: number;
  readonly ofAddress: number;
  readonly minutesLeft: number;
}

const span = sql`interval '15 minutes'`;

/**
 * The failed tries of the group to which this one belongs: those of the device; else, from an address where the account has signed in
 * within 30 days, those of unknown devices there; else those of unknown devices from everywhere else. A success ends a group's count.
 */
export async function triesBefore(db: Db, { login, address, device }: Attempt): Promise<Tries> {
  const { rows } = await sql<Tries>`
    with known as materialized (
      select distinct address from sign_in_attempt where login = ${login} and succeeded and at > now() - interval '30 days'),
    own as materialized (
      select succeeded, at from sign_in_attempt
       where login = ${login} and at > now() - ${span}
         and case when ${device}::text is not null then device = ${device}::text
                  when exists (select from known where known.address = ${address}) then device is null and address = ${address}
                  else device is null and address not in (select address from known) end),
    failed as (select at from own where not succeeded and at > coalesce((select max(at) from own where succeeded), '-infinity'))
    select (select count(*) from failed)::int as "ofAccount",
           (select count(*) from sign_in_attempt where address = ${address} and not succeeded and at > now() - ${span})::int as "ofAddress",
           greatest(1, ceil(extract(epoch from coalesce((select min(at) from failed), now()) + ${span} - now()) / 60))::int as "minutesLeft"`.execute(
    db,
  );
  const [tries] = rows;
  if (!tries) throw new Error("A count without a row.");
  return tries;
}

/** One at a time for each login and each address, so that tries sent at once are counted as if they came in turn. */
export async function lockTries(db: Db, organisation: number, { login, address }: Attempt): Promise<void> {
  for (const text of [`address ${address}`, `login ${login}`]) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${organisation} ${text}`}, 0))`.execute(db);
  }
}

/** Counted as failed until `noteSuccess`. */
export async function noteTry(db: Db, attempt: Attempt): Promise<bigint> {
  const row = await db
    .insertInto("sign_in_attempt")
    .values({ ...attempt, succeeded: false })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The try succeeded, on a device that is known from now on; old tries of the login are swept on the way. */
export async function noteSuccess(db: Db, id: bigint, attempt: Attempt): Promise<void> {
  await db.deleteFrom("sign_in_attempt").where("id", "=", id).execute();
  await db
    .insertInto("sign_in_attempt")
    .values({ ...attempt, succeeded: true })
    .execute();
  await db
    .deleteFrom("sign_in_attempt")
    .where("login", "=", attempt.login)
    .where("at", "<", sql<Date>`now() - interval '90 days'`)
    .execute();
}

export interface Credentials {
  readonly id: bigint;
  readonly passwordHash: string | null;
  readonly locale: "fr" | "en";
}

/** The account of a login, unless it is disabled. */
export async function credentialsOf(db: Db, login: string): Promise<Credentials | undefined> {
  return await db
    .selectFrom("app_user")
    .select(["id", "password_hash as passwordHash", "locale"])
    .where("login", "=", login)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
}
