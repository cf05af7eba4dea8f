import { relockExpired } from "#app/commands/relock.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Day } from "#app/domain/month.ts";
import type { Database } from "#db/client.ts";
import { expiredReopenings } from "#db/queries/ledger/reopening.ts";

/**
 * Puts back the locks of the reopenings whose term is over, in every organisation; to be called from time to time. Nothing depends on
 * its punctuality: the posting refuses from the end of the term on.
 */
export async function relockOrganisations(database: Database, today: Day): Promise<number> {
  let relocked = 0;
  for (const organisation of await database.organisations()) {
    const expired = await database.read(organisation, expiredReopenings);
    if (expired.length === 0) continue;
    const done = await relockExpired(await systemContext(database, organisation, today));
    if (done.ok) relocked += done.value.length;
  }
  return relocked;
}
