import { type SqlBool, sql } from "kysely";
import type { NoticeKind, NoticeValues } from "#app/domain/inbox/notice.ts";
import type { Db } from "../client.ts";

export interface Notice {
  readonly recipient: bigint;
  readonly kind: NoticeKind;
  readonly unit: string | null;
  readonly campaign: string | null;
  /** Where it leads: a path of this application. */
  readonly address: string;
  readonly values: NoticeValues;
  readonly author: bigint;
}

/** Tells each recipient once, in the transaction of what happened. Nobody is told of what they did themselves. */
export async function sendNotices(db: Db, notices: readonly Notice[]): Promise<void> {
  const told = new Map(
    notices
      .filter(({ recipient, author }) => recipient !== author)
      .map((notice) => [`${notice.recipient} ${notice.kind} ${notice.address}`, notice]),
  );
  if (told.size === 0) return;
  const rows = [...told.values()].map(({ values, ...same }) => ({ ...same, detail: values }));
  await db.insertInto("inbox_notice").values(rows).execute();
}

/** A notice as its recipient reads it. */
export interface ReadableNotice {
  readonly id: bigint;
  readonly kind: NoticeKind;
  readonly unit: string | null;
  readonly unitLabel: string | null;
  readonly campaign: string | null;
  readonly address: string;
  readonly values: NoticeValues;
  readonly author: string;
  readonly at: Date;
  readonly isRead: boolean;
}

/** Whose notices, and on which units they may still read; null: everywhere. */
export interface InboxReader {
  readonly person: bigint;
  readonly units: ReadonlySet<string> | null;
}

export interface InboxFilter {
  readonly unreadOnly: boolean;
  readonly kind: NoticeKind | undefined;
  /** Those that came before this one. */
  readonly before: bigint | undefined;
  readonly limit: number;
}

/** The latest first. What concerns a unit that the person may no longer see is not shown. */
export async function inboxOf(db: Db, reader: InboxReader, { unreadOnly, kind, before, limit }: InboxFilter): Promise<ReadableNotice[]> {
  return await noticesOf(db, reader)
    .innerJoin("app_user as u", "u.id", "n.author")
    .leftJoin("campaign as c", "c.id", "n.campaign")
    .select(["n.id", "n.kind", "n.unit", "c.label as campaign", "n.address", "u.name as author", "n.at"])
    .select(sql<NoticeValues>`n.detail`.as("values"))
    .select(sql<boolean>`n.read_at is not null`.as("isRead"))
    .select(labelOfUnit.as("unitLabel"))
    .$if(unreadOnly, (query) => query.where("n.read_at", "is", null))
    .$if(kind !== undefined, (query) => query.where("n.kind", "=", kind ?? "submitted"))
    .$if(before !== undefined, (query) => query.where("n.id", "<", before ?? 0n))
    .orderBy("n.id", "desc")
    .limit(limit)
    .execute();
}

/** What this person was told of. */
export async function toldKinds(db: Db, reader: InboxReader): Promise<ReadonlySet<NoticeKind>> {
  const rows = await noticesOf(db, reader).select("n.kind").distinct().execute();
  return new Set(rows.map(({ kind }) => kind));
}

/** How many this person has not read. */
export async function unreadCount(db: Db, reader: InboxReader): Promise<number> {
  const row = await noticesOf(db, reader)
    .where("n.read_at", "is", null)
    .select(({ fn }) => fn.countAll<bigint>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** One notice of this person, marked as read; undefined when it is somebody else's, which is as if there were none. */
export async function readNotice(db: Db, reader: InboxReader, id: bigint): Promise<{ readonly address: string } | undefined> {
  const notice = await noticesOf(db, reader).select("n.address").where("n.id", "=", id).executeTakeFirst();
  if (notice) await db.updateTable("inbox_notice").set(readNow).where("id", "=", id).where("read_at", "is", null).execute();
  return notice;
}

/** Everything up to a notice, which is the latest that the person saw: what comes meanwhile stays unread. */
export async function readAllNotices(db: Db, person: bigint, upTo: bigint): Promise<number> {
  const rows = await db
    .updateTable("inbox_notice")
    .set(readNow)
    .where("recipient", "=", person)
    .where("id", "<=", upTo)
    .where("read_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(rows.numUpdatedRows);
}

const readNow = { read_at: sql<Date>`clock_timestamp()` };

const labelOfUnit = sql<string | null>`(
  select v.short_label from unit_version v where v.code = n.unit and v.superseded_at is null order by lower(v.valid) desc nulls last limit 1)`;

function noticesOf(db: Db, { person, units }: InboxReader) {
  const inReach = units === null ? sql<SqlBool>`true` : sql<SqlBool>`(n.unit is null or n.unit = any(${[...units]}::text[]))`;
  return db.selectFrom("inbox_notice as n").where("n.recipient", "=", person).where(inReach);
}
