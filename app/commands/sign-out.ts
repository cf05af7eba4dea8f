import type { Database, Organisation } from "#db/client.ts";
import { writeAudit } from "#db/queries/command.ts";
import { endSession } from "#db/queries/session.ts";

/** Ends the session on the server: the cookie is worth nothing afterwards, wherever it was copied. Ending it twice is no fault. */
export async function signOut(database: Database, organisation: Organisation, token: string): Promise<void> {
  await database.write(organisation, async (db) => {
    const actor = await endSession(db, token);
    if (actor === undefined) return;
    await writeAudit(db, { actor, action: "sign-out", unit: null, objectKind: "session", objectId: null, detail: {}, key: null });
  });
}
