import { accept, type Result, refuse } from "#app/domain/result.ts";
import { findNotification, lettersOf } from "#db/queries/allotment-notification.ts";
import { campaignUnits } from "#db/queries/campaign.ts";
import { tellOfLetters } from "./letter-notices.ts";
import { checkReach } from "./post-events.ts";
import { type CommandContext, runCommand } from "./run.ts";

/** Tells once more the heads of the units that have not acknowledged their letter; the others are left in peace. */
export async function remindLetters(
  context: CommandContext,
  input: { readonly notificationId: string },
): Promise<Result<{ readonly units: number }>> {
  return await runCommand(context, { name: "remind-letters", capability: "allotment.notify" }, input, async (db, touch) => {
    const notification = await findNotification(db, input.notificationId);
    if (!notification) return refuse({ kind: "not-found", what: "notification", id: input.notificationId });
    const letters = await lettersOf(db, notification.id, await campaignUnits(db, notification.campaignId));
    const awaited = letters.filter(({ acknowledgedAt }) => acknowledgedAt === null).map(({ unit }) => unit);
    const reach = checkReach(context, "allotment.notify", awaited);
    if (!reach.ok) return reach;
    const units = await tellOfLetters(db, context, notification, awaited);
    if (units === 0) return refuse({ kind: "nobody-to-remind" });
    touch({ kind: "notification", id: notification.id, detail: { units } });
    return accept({ units });
  });
}
