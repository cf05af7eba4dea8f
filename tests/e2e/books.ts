import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { inject } from "vitest";

/** Looks into the demo's database with all rights: for what no page shows, and to find what a page may show. */
export async function inBooks<Value>(work: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const { dataDir } = inject("demo");
  const read = (name: string) => readFileSync(path.join(dataDir, name), "utf8");
  const { superuser } = JSON.parse(read("postgres-passwords.json")) as { superuser: string };
  const sql = postgres({
    host: "127.0.0.1",
    port: Number(read("postgres/postmaster.pid").split("\n")[3]),
    database: "enveloppe",
    username: "postgres",
    password: superuser,
    max: 1,
    onnotice: () => undefined,
  });
  try {
    const [organisation] = await sql<{ schema: string }[]>`select schema_name as schema from catalogue.organisation where slug = 'insee'`;
    await sql.unsafe(`set search_path to ${organisation?.schema}, public`);
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
