import { evaluateAlerts } from "#app/commands/evaluate-alerts.ts";
import { systemContext } from "#app/commands/system-context.ts";
import type { Day } from "#app/domain/month.ts";
import type { Database } from "#db/client.ts";
import { alertsDue, saveAlertsMark } from "#db/queries/alerts/due.ts";

/**
 * Looks at the alerts of every organisation where something was posted, imported or said since they were last looked at, or where a day has
 * begun; to be called from time to time. Called twice, or by two processes at once, it raises nothing twice.
 */
export async function watchAlerts(database: Database, today: Day): Promise<number> {
  let evaluated = 0;
  for (const organisation of await database.organisations()) {
    const due = await database.read(organisation, (db) => alertsDue(db, today));
    if (!due) continue;
    for (const year of due.years) {
      const done = await evaluateAlerts(await systemContext(database, organisation, today), { year });
      if (!done.ok) throw new Error(`alerts of ${year} were refused: ${done.refusal.kind}`);
      evaluated += 1;
    }
    await database.write(organisation, (db) => saveAlertsMark(db, due.mark));
  }
  return evaluated;
}
