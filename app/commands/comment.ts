import { randomUUID } from "node:crypto";
import { type CellAddress, periodText, sheetAddress } from "#app/domain/forecast/cell-address.ts";
import type { CommentAnchor } from "#app/domain/forecast/comments/anchor.ts";
import { checkCommentChange, longestComment, mentionsIn } from "#app/domain/forecast/comments/rules.ts";
import { excerptOf } from "#app/domain/inbox/notice.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type PersonInReach, peopleWho } from "#db/queries/access.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import {
  anchoredSheet,
  findThread,
  followersOf,
  insertComment,
  insertThread,
  lockComment,
  markDeleted,
  rewordComment,
  setResolved,
} from "#db/queries/forecast/comments.ts";
import { sendNotices } from "#db/queries/inbox.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface CommentInput {
  readonly campaignId: string;
  readonly unit: string;
  /** What a new thread is about, or the thread that is answered. */
  readonly on: CommentAnchor | { readonly kind: "thread"; readonly threadId: string };
  readonly body: string;
}

/**
 * Opens a thread or answers in one: whoever may look at the unit. Those whom the text names (« @login ») are told, when they too may look at
 * the unit; one who may not refuses the whole as `person-out-of-reach`, as would somebody who does not exist. An answer reopens what was resolved.
 */
export async function comment(context: CommandContext, input: CommentInput): Promise<Result<{ commentId: string; threadId: string }>> {
  const declaration = { name: "comment", capability: "planning.read", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const written = await writeComment(db, context, input);
    if (written.ok) touch({ kind: "comment", id: written.value.commentId, unit: input.unit, detail: { thread: written.value.threadId } });
    return written;
  });
}

/** The same within another act, which has asked for the right already. */
export async function writeComment(
  db: Db,
  context: CommandContext,
  { campaignId, unit, on, body }: CommentInput,
): Promise<Result<{ commentId: string; threadId: string }>> {
  const text = body.trim();
  if (text === "" || text.length > longestComment)
    return refuse({ kind: "wrong-form", fields: { body: text === "" ? "required" : "too-long" } });
  const mentioned = await mentionedIn(db, context, unit, text);
  if (!mentioned.ok) return mentioned;
  const place = await placeOf(db, context, { campaignId, unit, on });
  if (!place.ok) return place;
  const { threadId } = place.value;
  const before = on.kind === "thread" ? await followersOf(db, threadId) : [];
  const commentId = randomUUID();
  const mentions = mentioned.value.map(({ id }) => id);
  await insertComment(db, { id: commentId, threadId, body: text, author: context.actor.id, mentions });
  if (on.kind === "thread") await setResolved(db, threadId, null);
  await tell(db, context, { ...place.value, unit, text, mentions, followers: before });
  return accept({ commentId, threadId });
}

/** Words one's own comment anew, shortly after; what it said before is in the audit. */
export async function editComment(
  context: CommandContext,
  { unit, commentId, body }: { readonly unit: string; readonly commentId: string; readonly body: string },
): Promise<Result<{ commentId: string }>> {
  const declaration = { name: "edit-comment", capability: "planning.read", unit } as const;
  return await runCommand(context, declaration, { commentId, body }, async (db, touch) => {
    const text = body.trim();
    if (text === "" || text.length > longestComment)
      return refuse({ kind: "wrong-form", fields: { body: text === "" ? "required" : "too-long" } });
    const found = await lockComment(db, commentId, unit);
    if (!found) return refuse({ kind: "not-found", what: "comment", id: commentId });
    const may = checkCommentChange(found, "edit", { actor: context.actor.id, now: found.now });
    if (!may.ok) return may;
    const mentioned = await mentionedIn(db, context, unit, text);
    if (!mentioned.ok) return mentioned;
    await rewordComment(
      db,
      commentId,
      text,
      mentioned.value.map(({ id }) => id),
    );
    touch({ kind: "comment", id: commentId, unit, detail: { before: found.body, after: text } });
    return accept({ commentId });
  });
}

/** Takes away one's own comment: its place says so, its words are kept and shown to nobody. */
export async function deleteComment(
  context: CommandContext,
  { unit, commentId }: { readonly unit: string; readonly commentId: string },
): Promise<Result<{ commentId: string }>> {
  const declaration = { name: "delete-comment", capability: "planning.read", unit } as const;
  return await runCommand(context, declaration, { commentId }, async (db, touch) => {
    const found = await lockComment(db, commentId, unit);
    if (!found) return refuse({ kind: "not-found", what: "comment", id: commentId });
    const may = checkCommentChange(found, "delete", { actor: context.actor.id, now: found.now });
    if (!may.ok) return may;
    await markDeleted(db, commentId);
    touch({ kind: "comment", id: commentId, unit });
    return accept({ commentId });
  });
}

/** A thread is settled, or taken up again: whoever may look at the unit. */
export async function resolveThread(
  context: CommandContext,
  { unit, threadId, resolved }: { readonly unit: string; readonly threadId: string; readonly resolved: boolean },
): Promise<Result<{ threadId: string }>> {
  const declaration = { name: "resolve-thread", capability: "planning.read", unit } as const;
  return await runCommand(context, declaration, { threadId, resolved }, async (db, touch) => {
    if (!(await findThread(db, threadId, unit))) return refuse({ kind: "not-found", what: "thread", id: threadId });
    await setResolved(db, threadId, resolved ? context.actor.id : null);
    touch({ kind: "thread", id: threadId, unit, detail: { resolved } });
    return accept({ threadId });
  });
}

interface Talk {
  readonly threadId: string;
  readonly campaign: string;
  readonly year: number;
  readonly cell: CellAddress | undefined;
  readonly line: string | null;
}

async function placeOf(db: Db, { actor }: CommandContext, { campaignId, unit, on }: Omit<CommentInput, "body">): Promise<Result<Talk>> {
  if (on.kind === "thread") {
    const thread = await findThread(db, on.threadId, unit);
    if (!thread || thread.campaignId !== campaignId) return refuse({ kind: "not-found", what: "thread", id: on.threadId });
    const { lineId, measure, targetYear, month } = thread;
    const isCell = lineId !== null && measure !== null && targetYear !== null && month !== null;
    const cell = isCell ? { lineId, measure, targetYear, month } : undefined;
    return accept({ threadId: thread.id, campaign: campaignId, year: thread.targetYear0, cell, line: thread.lineLabel });
  }
  const campaign = await findCampaign(db, campaignId);
  const sheet = campaign && (await anchoredSheet(db, { campaignId, unit }, on));
  if (!campaign || !sheet) return refuse({ kind: "not-found", what: on.kind === "cell" ? "line" : on.kind, id: unit });
  const threadId = randomUUID();
  await insertThread(db, { id: threadId, sheetId: sheet.sheetId, author: actor.id, anchor: on });
  const cell = on.kind === "cell" ? on : undefined;
  return accept({ threadId, campaign: campaignId, year: campaign.targetYear, cell, line: sheet.lineLabel });
}

async function mentionedIn(db: Db, { today }: CommandContext, unit: string, text: string): Promise<Result<PersonInReach[]>> {
  const logins = mentionsIn(text);
  if (logins.length === 0) return accept([]);
  const inReach = new Map((await peopleWho(db, "planning.read", unit, today)).map((person) => [person.login, person]));
  const stranger = logins.find((login) => !inReach.has(login));
  if (stranger !== undefined) return refuse({ kind: "person-out-of-reach", person: stranger });
  return accept(logins.flatMap((login) => inReach.get(login) ?? []));
}

/** A mention is told as one; those who follow the thread hear of the reply, when they may still look at the unit. */
async function tell(
  db: Db,
  { actor, today }: CommandContext,
  talk: Talk & { unit: string; text: string; mentions: readonly bigint[]; followers: readonly bigint[] },
): Promise<void> {
  const { unit, campaign, year, cell, threadId, line } = talk;
  const inReach = new Set(talk.followers.length > 0 ? (await peopleWho(db, "planning.read", unit, today)).map(({ id }) => id) : []);
  const followers = talk.followers.filter((person) => inReach.has(person) && !talk.mentions.includes(person));
  const values = {
    excerpt: excerptOf(talk.text),
    ...(line ? { line } : {}),
    ...(cell ? { measure: cell.measure, period: periodText(cell) } : {}),
  };
  const notice = {
    unit,
    campaign,
    author: actor.id,
    values,
    address: sheetAddress({ year, unit, campaign }, { cell, panel: "comments", thread: threadId }),
  };
  await sendNotices(db, [
    ...talk.mentions.map((recipient) => ({ ...notice, recipient, kind: "mentioned" as const })),
    ...followers.map((recipient) => ({ ...notice, recipient, kind: "replied" as const })),
  ]);
}
