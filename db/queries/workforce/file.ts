import { sql } from "kysely";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

/** What a file tells of: people and their contracts, or time spent on works. */
export type StaffFileSubject = "people" | "time";

/** A file that was given, and what became of it; what is stored as JSON is the caller's. */
export interface StaffFile {
  readonly id: string;
  readonly subject: StaffFileSubject;
  readonly name: string;
  readonly state: "waiting" | "applied" | "undone";
  readonly changes: unknown;
  readonly author: string;
  readonly at: Date;
  readonly appliedAt: Date | null;
  readonly appliedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

/** Which files: of one subject, of one author; null: of everybody. */
interface FilesOf {
  readonly subject: StaffFileSubject;
  readonly author: bigint | null;
}

function files(db: Db, { subject, author }: FilesOf) {
  return db
    .selectFrom("staff_file as f")
    .innerJoin("app_user as u", "u.id", "f.author")
    .leftJoin("app_user as a", "a.id", "f.applied_by")
    .leftJoin("app_user as b", "b.id", "f.undone_by")
    .where("f.subject", "=", subject)
    .$if(author !== null, (found) => found.where("f.author", "=", author))
    .select(["f.id", "f.subject", "f.name", "f.state", "u.name as author", "f.at"])
    .select(["f.applied_at as appliedAt", "a.name as appliedBy", "f.undone_at as undoneAt", "b.name as undoneBy"]);
}

/** The latest first, without what they changed. */
export async function staffFiles(db: Db, of: FilesOf, limit: number): Promise<Omit<StaffFile, "changes">[]> {
  return await files(db, of).orderBy("f.at", "desc").limit(limit).execute();
}

/** `lock`: nobody else applies or undoes it meanwhile. */
export async function staffFileById(
  db: Db,
  id: string,
  { lock, ...of }: FilesOf & { readonly lock: boolean },
): Promise<StaffFile | undefined> {
  if (!isUuid(id)) return undefined;
  const found = files(db, of).select("f.changes").where("f.id", "=", id);
  return await (lock ? found.forUpdate("f") : found).executeTakeFirst();
}

/** How a file was read when it was given, compressed as the caller wrote it. */
export async function bookOfStaffFile(db: Db, id: string): Promise<Uint8Array> {
  return (await db.selectFrom("staff_file").select("book").where("id", "=", id).executeTakeFirstOrThrow()).book;
}

export interface NewStaffFile {
  readonly id: string;
  readonly subject: StaffFileSubject;
  readonly name: string;
  readonly sha256: Uint8Array;
  readonly content: Uint8Array;
  readonly book: Uint8Array;
  readonly author: bigint;
}

export async function saveStaffFile(db: Db, file: NewStaffFile): Promise<void> {
  const none = { applied_at: null, applied_by: null, undone_at: null, undone_by: null };
  await db
    .insertInto("staff_file")
    .values({ ...file, ...none })
    .execute();
}

/** Those that nobody applied within a week: what they say is not kept. */
export async function forgetOldStaffFiles(db: Db): Promise<void> {
  await sql`delete from staff_file where state = 'waiting' and at < clock_timestamp() - interval '7 days'`.execute(db);
}

export async function markStaffFile(
  db: Db,
  id: string,
  { state, by, changes }: { readonly state: "applied" | "undone"; readonly by: bigint; readonly changes?: unknown },
): Promise<void> {
  if (state === "applied")
    await sql`update staff_file set state = 'applied', applied_at = clock_timestamp(), applied_by = ${by},
                     changes = ${JSON.stringify(changes ?? {})}::text::jsonb where id = ${id}`.execute(db);
  else await sql`update staff_file set state = 'undone', undone_at = clock_timestamp(), undone_by = ${by} where id = ${id}`.execute(db);
}
