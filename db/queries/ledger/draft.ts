import { sql } from "kysely";
import { type TypedEntry, typedEntryOf } from "#app/domain/ledger/typing/typed-entry.ts";
import type { Db } from "../../client.ts";

/** A draft as it stands: what was typed, who wrote it, what became of it. */
export interface Draft {
  readonly id: string;
  readonly fiscalYear: number;
  readonly author: bigint;
  readonly authorName: string;
  readonly editorName: string;
  readonly body: TypedEntry;
  readonly version: bigint;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
  readonly postedAs: { readonly journal: string; readonly number: bigint } | null;
  readonly attachments: number;
}

/** Whose drafts are seen: one person's, or everybody's (the chief accountant). */
export type DraftReader = { readonly author: bigint } | "everybody";

export async function draftById(db: Db, id: string, reader: DraftReader): Promise<Draft | undefined> {
  const row = await draftsOf(db, reader).where("d.id", "=", id).executeTakeFirst();
  return row && draftOf(row);
}

/** The same, its row kept from others until the end of the transaction. */
export async function lockDraft(db: Db, id: string, reader: DraftReader): Promise<Draft | undefined> {
  await db.selectFrom("draft_entry").select("id").where("id", "=", id).forUpdate().execute();
  return await draftById(db, id, reader);
}

/** The drafts of an exercise that are no entries yet, the latest first; those deleted in the last thirty days when `deleted`. */
export async function draftsOfYear(
  db: Db,
  { fiscalYear, reader, deleted = false, most }: { fiscalYear: number; reader: DraftReader; deleted?: boolean; most: number },
): Promise<Draft[]> {
  const query = draftsOf(db, reader).where("d.fiscal_year", "=", fiscalYear).where("d.entry_id", "is", null);
  const rows = await (deleted
    ? query.where("d.deleted_at", ">", sql<Date>`now() - interval '30 days'`).orderBy("d.deleted_at", "desc")
    : query.where("d.deleted_at", "is", null).orderBy("d.updated_at", "desc")
  )
    .limit(most)
    .execute();
  return rows.map(draftOf);
}

/** A new draft, version 1; false when its identifier is taken. */
export async function insertDraft(
  db: Db,
  { id, fiscalYear, author, body }: { id: string; fiscalYear: number; author: bigint; body: TypedEntry },
): Promise<boolean> {
  const inserted = await db
    .insertInto("draft_entry")
    .values({ id, fiscal_year: fiscalYear, author, editor: author, body })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Over the version that was seen; the new version, or undefined when it has moved since. */
export async function updateDraft(
  db: Db,
  { id, seen, editor, body }: { id: string; seen: bigint; editor: bigint; body: TypedEntry },
): Promise<bigint | undefined> {
  const row = await db
    .updateTable("draft_entry")
    .set({ body, editor, version: seen + 1n, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .where("version", "=", seen)
    .where("entry_id", "is", null)
    .where("deleted_at", "is", null)
    .returning("version")
    .executeTakeFirst();
  return row?.version;
}

/** Puts a draft aside, or takes it back. */
export async function markDraft(db: Db, id: string, deleted: boolean): Promise<void> {
  await db
    .updateTable("draft_entry")
    .set({ deleted_at: deleted ? sql<Date>`clock_timestamp()` : null })
    .where("id", "=", id)
    .execute();
}

/** A draft that has become an entry, with what was joined to it. */
export async function concludeDraft(db: Db, id: string, entryId: bigint): Promise<void> {
  await db.updateTable("draft_entry").set({ entry_id: entryId }).where("id", "=", id).execute();
  await db.updateTable("attachment").set({ entry_id: entryId }).where("draft_id", "=", id).where("removed_at", "is", null).execute();
}

function draftsOf(db: Db, reader: DraftReader) {
  const query = db
    .selectFrom("draft_entry as d")
    .innerJoin("app_user as u", "u.id", "d.author")
    .innerJoin("app_user as w", "w.id", "d.editor")
    .leftJoin("entry as e", "e.id", "d.entry_id")
    .select(["d.id", "d.fiscal_year as fiscalYear", "d.author", "u.name as authorName", "w.name as editorName", "d.body", "d.version"])
    .select(["d.updated_at as updatedAt", "d.deleted_at as deletedAt", "e.journal", "e.number"])
    .select((outer) =>
      outer
        .selectFrom("attachment as a")
        .select(({ fn }) => fn.countAll<bigint>().as("count"))
        .whereRef("a.draft_id", "=", "d.id")
        .where("a.removed_at", "is", null)
        .as("attachments"),
    );
  return reader === "everybody" ? query : query.where("d.author", "=", reader.author);
}

interface DraftRow extends Omit<Draft, "body" | "postedAs" | "attachments"> {
  readonly body: unknown;
  readonly journal: string | null;
  readonly number: bigint | null;
  readonly attachments: bigint | null;
}

function draftOf({ body, journal, number, attachments, ...row }: DraftRow): Draft {
  const postedAs = journal === null || number === null ? null : { journal, number };
  return { ...row, body: typedEntryOf(body), postedAs, attachments: Number(attachments ?? 0n) };
}
