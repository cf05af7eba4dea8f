import { sql } from "kysely";
import type { AttachmentType } from "#app/domain/ledger/attachment.ts";
import type { Db } from "../../client.ts";

/** A file joined to a draft, to an entry, to a request, to a movement of credits, to a commitment or to a payment request, without its bytes. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly sizeBytes: number;
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly author: string;
  readonly addedAt: Date;
  /** Marked as removed, and kept: by whom, when and why. */
  readonly removal: { readonly by: string; readonly at: Date; readonly reason: string | null } | null;
  readonly draftId: string | null;
  readonly entryId: bigint | null;
  readonly requestId: string | null;
  readonly movementId: string | null;
  readonly commitmentId: string | null;
  readonly paymentRequestId: string | null;
}

/** To what a file is joined. */
export type AttachmentPlace =
  | { readonly draftId: string }
  | { readonly entryId: bigint }
  | { readonly requestId: string }
  | { readonly movementId: string }
  | { readonly commitmentId: string }
  | { readonly paymentRequestId: string };

const placeColumns = {
  ...{ draftId: "draft_id", entryId: "entry_id", requestId: "request_id", movementId: "movement_id" },
  ...{ commitmentId: "commitment_id", paymentRequestId: "payment_request_id" },
} as const;

/** The column of a place, and what stands in it. */
function columnOf(place: AttachmentPlace) {
  const [[name, value]] = Object.entries(place) as [[keyof typeof placeColumns, string | bigint]];
  return { column: placeColumns[name], value };
}

/** In the order in which they were added; removed ones too of an entry, not of a draft; of anything else those that a reason was given for. */
export async function attachmentsOf(db: Db, place: AttachmentPlace): Promise<Attachment[]> {
  const query = attachments(db).orderBy("a.added_at").orderBy("a.id");
  const { column, value } = columnOf(place);
  const joined = query.where(sql<boolean>`${sql.ref(`a.${column}`)} = ${value}`);
  const rows = await ("draftId" in place
    ? joined.where("a.removed_at", "is", null)
    : "entryId" in place
      ? joined
      : joined.where((is) => is.or([is("a.removed_at", "is", null), is("a.removal_reason", "is not", null)]))
  ).execute();
  return rows.map(attachmentOf);
}

/** Whether the request was handed in since the file was joined to it: others have seen it. */
export async function wasHandedIn(db: Db, { requestId, addedAt }: { requestId: string; addedAt: Date }): Promise<boolean> {
  const step = await db
    .selectFrom("request_transition")
    .select("id")
    .where("request_id", "=", requestId)
    .where("to_state", "=", "submitted")
    .where("at", ">=", addedAt)
    .limit(1)
    .executeTakeFirst();
  return step !== undefined;
}

export async function attachmentById(db: Db, id: string): Promise<Attachment | undefined> {
  const row = await attachments(db).where("a.id", "=", id).executeTakeFirst();
  return row && attachmentOf(row);
}

/** A slice of the bytes, so that a file is never held whole to be sent. */
export async function attachmentSlice(db: Db, id: string, from: number, count: number): Promise<Uint8Array> {
  const { rows } = await sql<{ slice: Uint8Array }>`
    select substring(f.content from ${from + 1}::int for ${count}::int) as slice
      from attachment a join file f on f.id = a.file_id where a.id = ${id}`.execute(db);
  return rows[0]?.slice ?? new Uint8Array();
}

export interface NewAttachment {
  readonly id: string;
  readonly fileId: string;
  readonly place: AttachmentPlace;
  readonly name: string;
  readonly mediaType: AttachmentType;
  readonly sha256: Uint8Array;
  readonly content: Uint8Array;
  readonly author: bigint;
}

export async function insertAttachment(db: Db, { id, fileId, place, name, mediaType, ...file }: NewAttachment): Promise<void> {
  await db
    .insertInto("file")
    .values({ ...file, id: fileId, purpose: "attachment", name, media_type: mediaType })
    .execute();
  const { column, value } = columnOf(place);
  await db
    .insertInto("attachment")
    .values({ [column]: value, id, file_id: fileId, author: file.author })
    .execute();
}

/** Marks it as removed; false when it was already. */
export async function markRemoved(db: Db, id: string, { by, reason }: { by: bigint; reason: string | null }): Promise<boolean> {
  const row = await db
    .updateTable("attachment")
    .set({ removed_at: sql<Date>`clock_timestamp()`, removed_by: by, removal_reason: reason })
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

function attachments(db: Db) {
  return db
    .selectFrom("attachment as a")
    .innerJoin("file as f", "f.id", "a.file_id")
    .innerJoin("app_user as u", "u.id", "a.author")
    .leftJoin("app_user as r", "r.id", "a.removed_by")
    .select(["a.id", "f.name", "f.media_type as mediaType", "u.name as author", "a.added_at as addedAt", "a.draft_id as draftId"])
    .select([
      "a.entry_id as entryId",
      "a.request_id as requestId",
      "a.movement_id as movementId",
      "a.commitment_id as commitmentId",
      "a.payment_request_id as paymentRequestId",
      "a.removed_at as removedAt",
      "r.name as removedBy",
      "a.removal_reason as reason",
    ])
    .select(sql<number>`length(f.content)`.as("sizeBytes"))
    .select(sql<string>`encode(f.sha256, 'hex')`.as("sha256"));
}

interface AttachmentRow extends Omit<Attachment, "mediaType" | "removal"> {
  readonly mediaType: string;
  readonly removedAt: Date | null;
  readonly removedBy: string | null;
  readonly reason: string | null;
}

function attachmentOf({ mediaType, removedAt, removedBy, reason, ...row }: AttachmentRow): Attachment {
  const removal = removedAt === null ? null : { by: removedBy ?? "", at: removedAt, reason };
  return { ...row, mediaType: mediaType as AttachmentType, removal };
}
