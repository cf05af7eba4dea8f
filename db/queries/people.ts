import { type SqlBool, sql } from "kysely";
import type { Role } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../client.ts";
import { rangeOf } from "./reference.ts";

/** An account without a password: made when it is not there. Two at once make one. */
export async function ensureUser(db: Db, { login, name }: { login: string; name: string }): Promise<bigint> {
  await db
    .insertInto("app_user")
    .values({ login, name })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .execute();
  return (await db.selectFrom("app_user").select("id").where("login", "=", login).executeTakeFirstOrThrow()).id;
}

/** Undefined when the login is taken. */
export async function insertUser(
  db: Db,
  { login, name, passwordHash, locale }: { login: string; name: string; passwordHash: string; locale: "fr" | "en" },
): Promise<bigint | undefined> {
  const row = await db
    .insertInto("app_user")
    .values({ login, name, password_hash: passwordHash, locale })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

export async function insertGrants(
  db: Db,
  userId: bigint,
  grants: readonly { readonly role: Role; readonly unit: string }[],
): Promise<void> {
  if (grants.length === 0) return;
  const rows = grants.map(({ role, unit }) => ({ user_id: userId, role, unit, valid: rangeOf({}) }));
  await db.insertInto("role_grant").values(rows).execute();
}

/** The codes among these that no unit bears. */
export async function unknownUnits(db: Db, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const rows = await db
    .selectFrom("unit")
    .select("code")
    .where("code", "in", [...codes])
    .execute();
  const known = new Set(rows.map(({ code }) => code));
  return codes.filter((code) => !known.has(code));
}

export interface Named {
  readonly id: bigint;
  readonly login: string;
  readonly name: string;
}

/** An open account by its login. */
export async function personByLogin(db: Db, login: string): Promise<Named | undefined> {
  return await db
    .selectFrom("app_user")
    .select(["id", "login", "name"])
    .where("login", "=", login)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
}

/** Everybody who has an open account and holds a role today, by name. */
export async function peopleAtWork(db: Db, today: Day): Promise<Named[]> {
  return await db
    .selectFrom("app_user as u")
    .select(["u.id", "u.login", "u.name"])
    .where("u.disabled_at", "is", null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("role_grant as g").select("g.role").whereRef("g.user_id", "=", "u.id").where(sql<SqlBool>`g.valid @> ${today}::date`),
      ),
    )
    .orderBy("u.name")
    .orderBy("u.id")
    .execute();
}

/** Whoever it is, account closed or not. */
export async function findPerson(db: Db, id: bigint): Promise<Named | undefined> {
  return await db.selectFrom("app_user").select(["id", "login", "name"]).where("id", "=", id).executeTakeFirst();
}
