import { unitsWhere } from "#app/domain/access.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { type InboxReader, readAllNotices, readNotice } from "#db/queries/inbox.ts";
import { type Actor, type CommandContext, runCommand } from "./run.ts";

/** Opens one of one's own notices: it is read, and says where it leads. */
export async function openNotice(context: CommandContext, input: { readonly noticeId: bigint }): Promise<Result<{ address: string }>> {
  return await runCommand(context, { name: "open-notice", capability: "signed-in" }, input, async (db, touch) => {
    const id = input.noticeId.toString();
    const notice = await readNotice(db, inboxReader(context.actor), input.noticeId);
    if (!notice) return refuse({ kind: "not-found", what: "notice", id });
    touch({ kind: "notice", id });
    return accept(notice);
  });
}

/** Everything that the person saw is read. */
export async function readNotices(context: CommandContext, input: { readonly upTo: bigint }): Promise<Result<{ count: number }>> {
  return await runCommand(context, { name: "read-notices", capability: "signed-in" }, input, async (db) =>
    accept({ count: await readAllNotices(db, context.actor.id, input.upTo) }),
  );
}

/** What a person's inbox may show: notices on units that they may still look at. */
export function inboxReader({ id, access }: Pick<Actor, "id" | "access">): InboxReader {
  return { person: id, units: access.system ? null : unitsWhere(access, "planning.read") };
}
