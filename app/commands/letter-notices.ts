import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import type { Notification } from "#db/queries/allotment-notification.ts";
import { type Notice, sendNotices } from "#db/queries/inbox.ts";
import type { CommandContext } from "./run.ts";

type Told = Pick<Notification, "id" | "fiscalYear" | "campaign" | "campaignId">;

function letterAddress({ id, fiscalYear }: Pick<Told, "id" | "fiscalYear">, unit: string): string {
  return `/${fiscalYear}/allotment/notifications/${id}/letters/${encodeURIComponent(unit)}`;
}

/** Tells the heads of each unit that their letter is there; gives how many units have somebody to read it. */
export async function tellOfLetters(db: Db, { actor, today }: CommandContext, told: Told, units: readonly string[]): Promise<number> {
  const notices: Notice[] = [];
  const reached = new Set<string>();
  for (const unit of units) {
    const heads = await peopleWho(db, "allotment.acknowledge", unit, today);
    for (const { id: recipient } of heads) {
      reached.add(unit);
      const values = { period: String(told.fiscalYear), title: told.campaign };
      notices.push({
        ...{ recipient, kind: "notified", unit, campaign: told.campaignId, address: letterAddress(told, unit), values, author: actor.id },
      });
    }
  }
  await sendNotices(db, notices);
  return reached.size;
}
