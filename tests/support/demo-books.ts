import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { demoOrganisation } from "#seeds/demo/seed.ts";

/** Asks the books of the demo that the browser looks at, behind its back, and writes nothing there. */
export async function askBooks<Row>(query: string, ...values: readonly (string | number)[]): Promise<Row[]> {
  const { dataDir } = inject("demo");
  const { superuser } = JSON.parse(readFileSync(path.join(dataDir, "postgres-passwords.json"), "utf8")) as { superuser: string };
  const port = Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[3]);
  const sql = postgres({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: superuser,
    database: "enveloppe",
    max: 1,
    onnotice: () => undefined,
  });
  try {
    const [insee] = await sql<
      { schema: string }[]
    >`select schema_name as schema from catalogue.organisation where slug = ${demoOrganisation.slug}`;
    return (await sql.begin("read only", async (transaction) => {
      await transaction`set local search_path to ${transaction(insee?.schema ?? "")}`;
      return await transaction.unsafe(query, [...values]);
    })) as unknown as Row[];
  } finally {
    await sql.end();
  }
}
