import { sql } from "kysely";
import type { CommentAnchor } from "#app/domain/forecast/comments/anchor.ts";
import type { StandingComment } from "#app/domain/forecast/comments/rules.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "./identifier.ts";

/** Where a thread stands, and what a reader is to know of its place. */
export interface ThreadPlace {
  readonly requestId: string | null;
  readonly lineId: string | null;
  readonly measure: BudgetResource | null;
  readonly targetYear: number | null;
  readonly month: number | null;
}
export interface Thread extends ThreadPlace {
  readonly id: string;
  readonly requestNumber: number | null;
  readonly lineLabel: string | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly comments: readonly ReadComment[];
}
export interface ReadComment {
  readonly id: string;
  readonly threadId: string;
  readonly author: string;
  readonly authorId: bigint;
  readonly at: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  /** Empty when its author took it away. */
  readonly body: string;
}

/** The threads of a unit's sheet, those that are open first, the latest first; each with its comments in order. */
export async function threadsOf(db: Db, campaign: string, unit: string): Promise<Thread[]> {
  const threads = await db
    .selectFrom("comment_thread as t")
    .innerJoin("sheet as s", "s.id", "t.sheet_id")
    .leftJoin("plan_line as l", "l.id", "t.line_id")
    .leftJoin("request as r", (join) => join.on(sql<boolean>`r.id = coalesce(t.request_id, l.request_id)`))
    .leftJoin("app_user as u", "u.id", "t.resolved_by")
    .select(["t.id", "t.request_id as requestId", "t.line_id as lineId", "t.measure", "t.target_year as targetYear", "t.month"])
    .select(["r.number as requestNumber", "l.label as lineLabel", "t.resolved_at as resolvedAt", "u.name as resolvedBy"])
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .orderBy(sql`t.resolved_at is not null`)
    .orderBy("t.at", "desc")
    .execute();
  if (threads.length === 0) return [];
  const comments = await db
    .selectFrom("thread_comment as c")
    .innerJoin("app_user as u", "u.id", "c.author")
    .select(["c.id", "c.thread_id as threadId", "u.name as author", "c.author as authorId", "c.at", "c.edited_at as editedAt"])
    .select(["c.deleted_at as deletedAt", sql<string>`case when c.deleted_at is null then c.body else '' end`.as("body")])
    .where(
      "c.thread_id",
      "in",
      threads.map(({ id }) => id),
    )
    .orderBy("c.at")
    .orderBy("c.id")
    .execute();
  return threads.map((thread) => ({ ...thread, comments: comments.filter(({ threadId }) => threadId === thread.id) }));
}

/** How many open threads there are at each place of lines: what the cells of a grid show. */
export async function openThreadPlaces(db: Db, campaign: string, unit: string): Promise<(ThreadPlace & { readonly threads: number })[]> {
  return await db
    .selectFrom("comment_thread as t")
    .innerJoin("sheet as s", "s.id", "t.sheet_id")
    .select(["t.request_id as requestId", "t.line_id as lineId", "t.measure", "t.target_year as targetYear", "t.month"])
    .select(sql<number>`count(*)::int`.as("threads"))
    .where("s.campaign", "=", campaign)
    .where("s.unit", "=", unit)
    .where("t.resolved_at", "is", null)
    .groupBy(["t.request_id", "t.line_id", "t.measure", "t.target_year", "t.month"])
    .execute();
}

/** The sheet of a unit in a campaign, when an anchor is one of its things. */
export async function anchoredSheet(
  db: Db,
  { campaignId, unit }: { readonly campaignId: string; readonly unit: string },
  anchor: CommentAnchor,
): Promise<{ readonly sheetId: string; readonly lineLabel: string | null } | undefined> {
  if (!isUuid(campaignId)) return undefined;
  const sheet = db.selectFrom("sheet as s").where("s.campaign", "=", campaignId).where("s.unit", "=", unit);
  if (anchor.kind === "sheet") return await sheet.select(["s.id as sheetId", sql<null>`null`.as("lineLabel")]).executeTakeFirst();
  if (anchor.kind === "request")
    return await sheet
      .innerJoin("request as r", "r.sheet_id", "s.id")
      .select(["s.id as sheetId", sql<null>`null`.as("lineLabel")])
      .where("r.id", "=", anchor.requestId)
      .executeTakeFirst();
  return await sheet
    .innerJoin("plan_line as l", "l.sheet_id", "s.id")
    .select(["s.id as sheetId", "l.label as lineLabel"])
    .where("l.id", "=", anchor.lineId)
    .executeTakeFirst();
}

/** A thread with the sheet that it is of; undefined when it is of no sheet of this unit. */
export async function findThread(
  db: Db,
  id: string,
  unit: string,
): Promise<
  | (ThreadPlace & {
      readonly id: string;
      readonly campaignId: string;
      readonly targetYear0: number;
      readonly resolvedAt: Date | null;
      readonly lineLabel: string | null;
    })
  | undefined
> {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom("comment_thread as t")
    .innerJoin("sheet as s", "s.id", "t.sheet_id")
    .innerJoin("campaign as c", "c.id", "s.campaign")
    .leftJoin("plan_line as l", "l.id", "t.line_id")
    .select(["t.id", "t.request_id as requestId", "t.line_id as lineId", "t.measure", "t.target_year as targetYear", "t.month"])
    .select(["c.id as campaignId", "c.target_year as targetYear0", "t.resolved_at as resolvedAt", "l.label as lineLabel"])
    .where("t.id", "=", id)
    .where("s.unit", "=", unit)
    .executeTakeFirst();
}

/** A comment on a sheet of this unit, held until the end of the transaction, and what time it is for the database. */
export async function lockComment(
  db: Db,
  id: string,
  unit: string,
): Promise<(StandingComment & { readonly body: string; readonly threadId: string; readonly now: Date }) | undefined> {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom("thread_comment as c")
    .innerJoin("comment_thread as t", "t.id", "c.thread_id")
    .innerJoin("sheet as s", "s.id", "t.sheet_id")
    .innerJoin("app_user as u", "u.id", "c.author")
    .select(["c.author", "u.name as authorName", "c.at", "c.deleted_at as deletedAt", "c.body", "c.thread_id as threadId"])
    .select(sql<Date>`clock_timestamp()`.as("now"))
    .where("c.id", "=", id)
    .where("s.unit", "=", unit)
    .forUpdate("c")
    .executeTakeFirst();
}

export async function insertThread(
  db: Db,
  { id, sheetId, author, anchor }: { id: string; sheetId: string; author: bigint; anchor: CommentAnchor },
): Promise<void> {
  const cell = anchor.kind === "cell" ? { measure: anchor.measure, target_year: anchor.targetYear, month: anchor.month } : {};
  const line = anchor.kind === "cell" || anchor.kind === "line" ? { line_id: anchor.lineId } : {};
  const request = anchor.kind === "request" ? { request_id: anchor.requestId } : {};
  const none = { request_id: null, line_id: null, measure: null, target_year: null, month: null, resolved_at: null, resolved_by: null };
  await db
    .insertInto("comment_thread")
    .values({ ...none, ...request, ...line, ...cell, id, sheet_id: sheetId, author })
    .execute();
}

export async function insertComment(
  db: Db,
  { id, threadId, body, author, mentions }: { id: string; threadId: string; body: string; author: bigint; mentions: readonly bigint[] },
): Promise<void> {
  await db.insertInto("thread_comment").values({ id, thread_id: threadId, body, author, edited_at: null, deleted_at: null }).execute();
  await insertMentions(db, id, mentions);
}

export async function rewordComment(db: Db, id: string, body: string, mentions: readonly bigint[]): Promise<void> {
  await db.updateTable("thread_comment").set({ body, edited_at: sql<Date>`clock_timestamp()` }).where("id", "=", id).execute();
  await insertMentions(db, id, mentions);
}

export async function markDeleted(db: Db, id: string): Promise<void> {
  await db.updateTable("thread_comment").set({ deleted_at: sql<Date>`clock_timestamp()` }).where("id", "=", id).execute();
}

export async function setResolved(db: Db, threadId: string, by: bigint | null): Promise<void> {
  const at = by === null ? null : sql<Date>`clock_timestamp()`;
  await db.updateTable("comment_thread").set({ resolved_at: at, resolved_by: by }).where("id", "=", threadId).execute();
}

/** Who wrote in a thread or was mentioned there: who is told of a reply. */
export async function followersOf(db: Db, threadId: string): Promise<bigint[]> {
  const { rows } = await sql<{ person: bigint }>`
    select author as person from thread_comment where thread_id = ${threadId}
    union select m.person from thread_comment c join comment_mention m on m.comment_id = c.id where c.thread_id = ${threadId}`.execute(db);
  return rows.map(({ person }) => person);
}

async function insertMentions(db: Db, comment: string, people: readonly bigint[]): Promise<void> {
  if (people.length === 0) return;
  await db
    .insertInto("comment_mention")
    .values(people.map((person) => ({ comment_id: comment, person })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
