import postgres from "postgres";
import type { ConnectionTarget, DatabaseAccess } from "./access.ts";

/** The passwords of the three accounts that log in. */
export interface AccountPasswords {
  readonly migrator: string;
  readonly app: string;
  readonly reader: string;
}

const owner = "enveloppe_owner";
const oldestVersion = 150_000;

/**
 * Makes the database, its extensions and its accounts as the superuser; does only what is not done yet, so that a start
 * which was interrupted is finished by the next one. What the migrator makes belongs to `enveloppe_owner`, who never logs in.
 */
export async function bootstrapRoles(superuser: ConnectionTarget, database: string, passwords: AccountPasswords): Promise<DatabaseAccess> {
  await withConnection(superuser, async (sql) => {
    await refuseOldServer(sql);
    await makeAccounts(sql, passwords);
    const [found] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!found) await sql`create database ${sql(database)}`;
  });
  await withConnection({ ...superuser, database }, async (sql) => {
    const [prepared] = await sql`select 1 from pg_extension where extname = 'pg_trgm'`;
    if (prepared) return;
    await openDatabase(sql, database);
    await sql`create extension if not exists btree_gist with schema public`;
    await sql`create extension if not exists pg_trgm with schema public`;
  });
  return accessTo(superuser, database, passwords);
}

/** Drops the database with all that it holds, and makes it again. */
export async function recreateDatabase(superuser: ConnectionTarget, database: string, passwords: AccountPasswords): Promise<void> {
  await withConnection(superuser, (sql) => sql`drop database if exists ${sql(database)} with (force)`);
  await bootstrapRoles(superuser, database, passwords);
}

/** Rights on a database are not copied with its template: they are given again to each copy. */
export async function openDatabase(sql: postgres.Sql, database: string): Promise<void> {
  await sql.unsafe(`revoke all on database ${quoted(database)} from public`);
  await sql.unsafe(`grant connect, create, temporary on database ${quoted(database)} to ${owner}`);
  await sql.unsafe(`grant connect on database ${quoted(database)} to enveloppe_migrator, enveloppe_app, enveloppe_reader`);
}

/** The three ways into `database` on the server of `superuser`. */
export function accessTo(superuser: ConnectionTarget, database: string, passwords: AccountPasswords): DatabaseAccess {
  const target = (user: string, password: string): ConnectionTarget => ({
    ...(superuser.host === undefined ? {} : { host: superuser.host }),
    ...(superuser.port === undefined ? {} : { port: superuser.port }),
    database,
    user,
    password,
  });
  return {
    migrator: { ...target("enveloppe_migrator", passwords.migrator), role: owner },
    app: target("enveloppe_app", passwords.app),
    reader: target("enveloppe_reader", passwords.reader),
  };
}

/**
 * The three ways into a database that someone else administers: one login, which takes on a role of less right for what the
 * application does. Makes the roles and extensions when the login may; else says what the administrator has to run.
 */
export async function accessFromUrl(url: string): Promise<DatabaseAccess> {
  const here = await withConnection({ url, database: "", user: "" }, async (sql) => {
    await refuseOldServer(sql);
    const [row] = await sql<{ user: string; database: string }[]>`select current_user as user, current_database() as database`;
    if (!row) throw new Error("The database says nothing of itself.");
    const missing = await missingAfter(sql, preparations(row.user, row.database));
    if (missing.length === 0) return row;
    throw new Error(
      `The login ${row.user} of DATABASE_URL may not prepare the database ${row.database}: its administrator runs there, once: ${missing.join("; ")};`,
    );
  });
  const target = { url, database: here.database, user: here.user };
  const [migrator, app, reader] = urlRoles.map((role) => ({ ...target, role }));
  if (!migrator || !app || !reader) throw new Error("There are three roles.");
  return { migrator, app, reader };
}

const urlRoles = [owner, "enveloppe_app", "enveloppe_reader"];

/** A statement, and the question that says whether what it does is there. */
type Preparation = readonly [statement: string, isThere: string];

function preparations(user: string, database: string): Preparation[] {
  return [
    ...["btree_gist", "pg_trgm"].map(
      (name): Preparation => [`create extension ${name} with schema public`, `exists (select from pg_extension where extname = '${name}')`],
    ),
    ...urlRoles.map((role): Preparation => [`create role ${role} nologin`, `exists (select from pg_roles where rolname = '${role}')`]),
    ...urlRoles.map((role): Preparation => [`grant ${role} to ${quoted(user)}`, `pg_has_role(current_user, '${role}', 'member')`]),
    [
      `grant create on database ${quoted(database)} to ${owner}`,
      `has_database_privilege('${owner}', current_database(), 'create') and has_schema_privilege('${owner}', 'public', 'usage')`,
    ],
  ];
}

/** Runs what is not done; returns what could not be. A role that does not exist makes its question fail: that is a no. */
async function missingAfter(sql: postgres.Sql, wanted: readonly Preparation[]): Promise<string[]> {
  const missing: string[] = [];
  for (const [statement, isThere] of wanted) {
    if (await answers(sql, `select 1 where ${isThere}`)) continue;
    await answers(sql, statement);
    if (!(await answers(sql, `select 1 where ${isThere}`))) missing.push(statement);
  }
  return missing;
}

async function answers(sql: postgres.Sql, statement: string): Promise<boolean> {
  try {
    return (await sql.unsafe(statement)).length > 0;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    return false;
  }
}

async function makeAccounts(sql: postgres.Sql, passwords: AccountPasswords): Promise<void> {
  const accounts = [
    [owner, "nologin"],
    ["enveloppe_migrator", `login in role ${owner} password '${plain(passwords.migrator)}'`],
    ["enveloppe_app", `login password '${plain(passwords.app)}'`],
    ["enveloppe_reader", `login password '${plain(passwords.reader)}'`],
  ] as const;
  const present = new Set((await sql<{ rolname: string }[]>`select rolname from pg_roles`).map((row) => row.rolname));
  for (const [name, options] of accounts) if (!present.has(name)) await sql.unsafe(`create role ${name} ${options}`);
  if (!present.has("enveloppe_reader")) await sql`alter role enveloppe_reader set default_transaction_read_only = on`;
}

async function refuseOldServer(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ number: number; version: string }[]>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as version`;
  if (row && row.number < oldestVersion) throw new Error(`PostgreSQL ${row.version} is too old: Enveloppe needs PostgreSQL 15 to 18.`);
}

/** A password that we made ourselves; anything else is a fault of ours, and must not reach a statement. */
function plain(word: string): string {
  if (!/^[\w-]+$/.test(word)) throw new Error("A password holds a character that we never write.");
  return word;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

async function withConnection<Value>(target: ConnectionTarget, work: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const options = { max: 1, connect_timeout: 10, onnotice: () => undefined, connection: { application_name: "enveloppe-bootstrap" } };
  const sql =
    target.url === undefined
      ? postgres({
          ...options,
          host: target.host ?? "127.0.0.1",
          port: target.port ?? 5432,
          database: target.database,
          username: target.user,
          ...(target.password === undefined ? {} : { password: target.password }),
        })
      : postgres(target.url, options);
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
