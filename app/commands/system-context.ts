import { randomUUID } from "node:crypto";
import { systemAccess } from "#app/domain/access.ts";
import type { Day } from "#app/domain/month.ts";
import type { Database, Organisation } from "#db/client.ts";
import { ensureUser } from "#db/queries/people.ts";
import type { CommandContext } from "./run.ts";

export const systemLogin = "systeme";

/** The context of the system itself (command line, seeds, start): its account has no password, so that nobody signs in with it. */
export async function systemContext(database: Database, organisation: Organisation, today: Day): Promise<CommandContext> {
  const id = await database.write(organisation, (db) => ensureUser(db, { login: systemLogin, name: "Enveloppe" }));
  return { database, organisation, actor: { id, login: systemLogin, access: systemAccess }, key: randomUUID(), today };
}
