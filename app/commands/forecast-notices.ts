import { rolesWith } from "#app/domain/access.ts";
import { type CellAddress, sheetAddress } from "#app/domain/forecast/cell-address.ts";
import { excerptOf, type NoticeKind, type NoticeValues } from "#app/domain/inbox/notice.ts";
import type { Db } from "#db/client.ts";
import { peopleWho } from "#db/queries/access.ts";
import type { RequestRow } from "#db/queries/forecast/request.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import type { CommandContext } from "./run.ts";

/** What happened to requests of one unit, all of one campaign. */
interface RequestsMoved {
  readonly kind: Extract<NoticeKind, "submitted" | "returned" | "recalled" | "accepted">;
  readonly requests: readonly RequestRow[];
  /** Why, as it was written; the cell that it is about. */
  readonly reason?: string;
  readonly cell?: CellAddress | undefined;
}

/** The unit hears of what the department does, and the department of what the unit does; nobody of what they did themselves. */
export async function tellOfRequests(db: Db, { actor, today }: CommandContext, moved: RequestsMoved): Promise<void> {
  const [first] = moved.requests;
  if (!first) return;
  const { unit, campaignId: campaign, targetYear: year } = first;
  const toUnit = moved.kind === "returned" || moved.kind === "accepted";
  const recipients = toUnit ? await unitPeople(db, unit, today) : await peopleWho(db, "forecast.return", unit, today);
  const one = moved.requests.length === 1;
  const address =
    toUnit && moved.reason !== undefined
      ? sheetAddress({ year, unit, campaign }, { cell: moved.cell, panel: "comments" })
      : one
        ? `/${year}/forecast/${unit}/requests/${first.id}`
        : sheetAddress({ year, unit, campaign });
  const values: NoticeValues = {
    count: moved.requests.length,
    ...(one ? { number: first.number, title: first.title } : {}),
    ...(moved.reason ? { excerpt: excerptOf(moved.reason) } : {}),
  };
  await sendNotices(
    db,
    recipients.map(({ id: recipient }) => ({ recipient, kind: moved.kind, unit, campaign, address, values, author: actor.id })),
  );
}

/** Those who write for a unit, and not those who receive what it hands in. */
async function unitPeople(db: Db, unit: string, today: string) {
  const receiving = rolesWith("forecast.return");
  const writers = await peopleWho(db, "forecast.edit", unit, today);
  return writers.filter(({ roles }) => !roles.some((role) => receiving.includes(role)));
}
