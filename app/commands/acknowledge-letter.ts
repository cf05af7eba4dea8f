import { accept, type Result, refuse } from "#app/domain/result.ts";
import { findNotification, insertAcknowledgement, lettersOf } from "#db/queries/allotment-notification.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface LetterInput {
  readonly notificationId: string;
  readonly unit: string;
}

/** A head of unit says that the letter was read, once: the first acknowledgement stands, with its name and its day. Whoever notified is told. */
export async function acknowledgeLetter(context: CommandContext, input: LetterInput): Promise<Result<{ unit: string }>> {
  const { notificationId, unit } = input;
  const declaration = { name: "acknowledge-letter", capability: "allotment.acknowledge", unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const notification = await findNotification(db, notificationId);
    const [letter] = notification ? await lettersOf(db, notification.id, [unit]) : [];
    if (!notification || !letter) return refuse({ kind: "not-found", what: "letter", id: unit });
    const person = context.actor.id;
    if (!(await insertAcknowledgement(db, { notification: notification.id, unit, person }))) {
      const [stands] = await lettersOf(db, notification.id, [unit]);
      const [by, at] = [stands?.acknowledgedBy ?? "", stands?.acknowledgedAt?.toISOString() ?? ""];
      return refuse({ kind: "already-acknowledged", unit: letter.label, by, at });
    }
    const { fiscalYear, campaignId: campaign, authorId } = notification;
    const address = `/${fiscalYear}/allotment/notifications/${notification.id}`;
    const values = { period: String(fiscalYear) };
    await sendNotices(db, [{ recipient: authorId, kind: "acknowledged", unit, campaign, address, values, author: person }]);
    touch({ kind: "letter", id: notification.id, unit });
    return accept({ unit });
  });
}
