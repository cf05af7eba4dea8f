import { sql } from "kysely";
import type { Db } from "../../client.ts";
import { isUuid } from "./identifier.ts";

/** A file that was given to a unit's sheet; `book` is how it was read, as the caller wrote it. */
export interface SheetImport {
  readonly id: string;
  readonly campaign: string;
  readonly unit: string;
  readonly name: string;
  readonly book: Uint8Array;
  readonly at: Date;
  readonly by: string;
  readonly appliedAt: Date | null;
  readonly appliedBy: string | null;
}

export async function saveSheetImport(
  db: Db,
  given: Pick<SheetImport, "id" | "campaign" | "unit" | "name" | "book"> & { sha256: Uint8Array; content: Uint8Array; author: bigint },
): Promise<void> {
  const { sha256, content, book, ...same } = given;
  const bytes = { sha256: Buffer.from(sha256), content: Buffer.from(content), book: Buffer.from(book) };
  await db
    .insertInto("sheet_import")
    .values({ ...same, ...bytes, batch_id: null, applied_at: null, applied_by: null })
    .execute();
}

/** One that was given to this unit; another's does not exist. `lock`: nobody else applies it meanwhile. */
export async function sheetImportOf(db: Db, unit: string, id: string, { lock = false } = {}): Promise<SheetImport | undefined> {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom("sheet_import as i")
    .innerJoin("app_user as u", "u.id", "i.author")
    .leftJoin("app_user as a", "a.id", "i.applied_by")
    .select([
      "i.id",
      "i.campaign",
      "i.unit",
      "i.name",
      "i.book",
      "i.at",
      "u.name as by",
      "i.applied_at as appliedAt",
      "a.name as appliedBy",
    ])
    .where("i.id", "=", id)
    .where("i.unit", "=", unit)
    .$if(lock, (query) => query.forUpdate("i"))
    .executeTakeFirst();
}

/** Who applied the very same bytes to this sheet before, and when, the latest; undefined: nobody did. */
export async function appliedBefore(db: Db, id: string): Promise<{ readonly by: string; readonly at: Date } | undefined> {
  return await db
    .selectFrom("sheet_import as i")
    .innerJoin("sheet_import as b", (join) =>
      join
        .onRef("b.campaign", "=", "i.campaign")
        .onRef("b.unit", "=", "i.unit")
        .onRef("b.sha256", "=", "i.sha256")
        .onRef("b.id", "<>", "i.id"),
    )
    .innerJoin("app_user as u", "u.id", "b.applied_by")
    .select(["u.name as by", sql<Date>`b.applied_at`.as("at")])
    .where("i.id", "=", id)
    .where("b.applied_at", "is not", null)
    .orderBy("b.applied_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function markApplied(db: Db, id: string, { batchId, by }: { batchId: string; by: bigint }): Promise<void> {
  await sql`update sheet_import set batch_id = ${batchId}::uuid, applied_at = clock_timestamp(), applied_by = ${by} where id = ${id}::uuid`.execute(
    db,
  );
}

/** Files that nobody applied within a week. */
export async function forgetOldSheetImports(db: Db): Promise<void> {
  await sql`delete from sheet_import where batch_id is null and at < clock_timestamp() - interval '7 days'`.execute(db);
}
