import type { NoticeKind } from "#app/domain/inbox/notice.ts";
import type { Db } from "#db/client.ts";
import { findSitting, participantsOf } from "#db/queries/arbitration/sitting.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import type { CommandContext } from "./run.ts";

interface SittingNews {
  readonly kind: Extract<NoticeKind, "sittingPlanned" | "sittingSealed">;
  readonly sittingId: string;
  /** How many decisions the minutes hold. */
  readonly count?: number;
}

/** The chair and everybody who was asked to come hear of a sitting, but whoever did it. */
export async function tellOfSitting(db: Db, { actor }: CommandContext, { kind, sittingId, count }: SittingNews): Promise<void> {
  const sitting = await findSitting(db, sittingId);
  if (!sitting) return;
  const people = [sitting.chair, ...(await participantsOf(db, sittingId)).map(({ person }) => person)];
  const { number, title, plannedOn: day, campaignId: campaign } = sitting;
  const address = `/${sitting.targetYear}/arbitration/sessions/${sittingId}`;
  const values = { number, title, day, ...(count !== undefined && { count }) };
  await sendNotices(
    db,
    people.map((recipient) => ({ recipient, kind, unit: null, campaign, address, values, author: actor.id })),
  );
}
