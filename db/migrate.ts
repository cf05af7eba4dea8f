import type postgres from "postgres";
import type { ConnectionTarget, DatabaseAccess } from "./access.ts";
import { type Organisation, openPool } from "./client.ts";
import { migrateJobQueue } from "./job-queue.ts";
import { catalogueStatements, organisationMigrations } from "./migrations/index.ts";

const migrationLock = 7_218_220;

/** Brings the catalogue, every organisation's schema and the queue's to the present version. One at a time, whatever starts at once. */
export async function migrate(access: DatabaseAccess): Promise<void> {
  await asOwner(access.migrator, async (sql) => {
    for (const statement of catalogueStatements) await sql.unsafe(statement);
    const organisations = await sql<{ schema_name: string }[]>`select schema_name from catalogue.organisation order by number`;
    for (const { schema_name } of organisations) await migrateSchema(sql, schema_name);
  });
  await migrateJobQueue(access.migrator);
}

/** Makes a new organisation: its row in the catalogue and its own schema, all or nothing. Refused by the catalogue when the slug is taken. */
export async function createOrganisation(
  access: DatabaseAccess,
  { slug, name, siren }: { slug: string; name: string; siren: string },
): Promise<Organisation> {
  return await asOwner(access.migrator, async (sql) => {
    const [row] = await sql<{ number: number }[]>`select coalesce(max(number), 0)::int + 1 as number from catalogue.organisation`;
    const number = row?.number ?? 1;
    const schemaName = `organisation_${number}`;
    await sql`insert into catalogue.organisation (slug, number, schema_name, name, siren) values (${slug}, ${number}, ${schemaName}, ${name}, ${siren})`;
    await sql.unsafe(`create schema ${schemaName}`);
    await migrateSchema(sql, schemaName);
    return { slug, number, schemaName, name, siren };
  });
}

async function migrateSchema(sql: postgres.ReservedSql | postgres.TransactionSql, schema: string): Promise<void> {
  const done = await sql<{ name: string }[]>`select name from catalogue.migration where schema_name = ${schema}`;
  const applied = new Set(done.map(({ name }) => name));
  await sql.unsafe(`set local search_path to ${schema}, public`);
  for (const { name, statements } of organisationMigrations) {
    if (applied.has(name)) continue;
    for (const statement of statements) await sql.unsafe(statement.replaceAll("{schema}", schema));
    await sql`insert into catalogue.migration (schema_name, name) values (${schema}, ${name})`;
  }
}

async function asOwner<Value>(target: ConnectionTarget, work: (sql: postgres.TransactionSql) => Promise<Value>): Promise<Value> {
  const pool = openPool(target, { connections: 1, statementTimeoutMs: 600_000 });
  try {
    const value = await pool.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(${migrationLock})`;
      await sql.unsafe("set local role enveloppe_owner");
      return await work(sql);
    });
    return value as Value;
  } finally {
    await pool.end({ timeout: 5 });
  }
}
