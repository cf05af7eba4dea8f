import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../client.ts";

/** Of the token only the SHA-256 is kept: whoever reads the table holds no session. A session ends after 30 minutes without a request, and 12 hours after the sign-in whatever happens. */
const idle = sql`interval '30 minutes'`;
const longest = sql`interval '12 hours'`;
const touchEvery = sql`interval '1 minute'`;

export interface SessionHolder {
  readonly id: bigint;
  readonly login: string;
  readonly name: string;
  readonly locale: "fr" | "en";
  /** Its last use was noted a minute ago or more. */
  readonly toTouch: boolean;
}

/** Who holds this session; nobody when it has ended, or when the account is disabled. */
export async function holderOf(db: Db, token: string): Promise<SessionHolder | undefined> {
  return await db
    .selectFrom("session")
    .innerJoin("app_user", "app_user.id", "session.user_id")
    .where("session.token_hash", "=", hashOf(token))
    .where("session.expires_at", ">", sql<Date>`now()`)
    .where("session.last_seen_at", ">", sql<Date>`now() - ${idle}`)
    .where("app_user.disabled_at", "is", null)
    .select(["app_user.id", "app_user.login", "app_user.name", "app_user.locale"])
    .select(sql<boolean>`session.last_seen_at <= now() - ${touchEvery}`.as("toTouch"))
    .executeTakeFirst();
}

/** Notes the use of a session, at most once a minute; an ended one stays ended. */
export async function touchSession(db: Db, token: string): Promise<void> {
  await db
    .updateTable("session")
    .set({ last_seen_at: sql<Date>`now()` })
    .where("token_hash", "=", hashOf(token))
    .where("last_seen_at", "<=", sql<Date>`now() - ${touchEvery}`)
    .where("last_seen_at", ">", sql<Date>`now() - ${idle}`)
    .execute();
}

/** Opens a session; the person's ended ones are swept on the way. */
export async function openSession(db: Db, { token, userId }: { token: string; userId: bigint }): Promise<void> {
  await db
    .deleteFrom("session")
    .where("user_id", "=", userId)
    .where((where) => where.or([where("expires_at", "<=", sql<Date>`now()`), where("last_seen_at", "<=", sql<Date>`now() - ${idle}`)]))
    .execute();
  await db
    .insertInto("session")
    .values({ token_hash: hashOf(token), user_id: userId, expires_at: sql<Date>`now() + ${longest}` })
    .execute();
}

/** Ends a session for good; returns whose it was. */
export async function endSession(db: Db, token: string): Promise<bigint | undefined> {
  const ended = await db.deleteFrom("session").where("token_hash", "=", hashOf(token)).returning("user_id").executeTakeFirst();
  return ended?.user_id;
}

/** A token is 256 random bits in base64url. */
function hashOf(token: string): Buffer {
  return createHash("sha256").update(Buffer.from(token, "base64url")).digest();
}
