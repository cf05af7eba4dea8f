import { promisify } from "node:util";
import { constants, deflateRaw, inflateRaw } from "node:zlib";
import { sql } from "kysely";
import type { FecFault } from "#app/domain/fec/fault.ts";
import type { Db } from "../../client.ts";
import { partBytes } from "../file.ts";

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/** A file that waits to be checked and imported; what is stored as JSON is the caller's. */
export interface Upload {
  readonly id: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly name: string;
  readonly size: bigint;
  readonly survey: unknown;
  readonly choices: unknown;
  readonly report: unknown;
  readonly author: string;
  readonly at: Date;
  readonly checkedAt: Date | null;
}

export interface NewUpload {
  readonly id: string;
  readonly sha256: Uint8Array;
  readonly name: string;
  readonly size: number;
  readonly survey: unknown;
  readonly author: bigint;
}

/** Keeps a file until it is imported or forgotten, by parts of a mebibyte, each compressed by itself. */
export async function saveUpload(db: Db, upload: NewUpload, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const { id, sha256, name, size, survey, author } = upload;
  await db
    .insertInto("ledger_upload")
    .values({ id, sha256, name, size: BigInt(size), survey, author, choices: null, report: null, checked_at: null })
    .execute();
  let ordinal = 0;
  for await (const piece of wholeParts(pieces)) {
    ordinal += 1;
    const content = await compress(piece, { level: constants.Z_BEST_SPEED });
    await db.insertInto("ledger_upload_part").values({ upload_id: id, ordinal, content }).execute();
  }
}

export async function uploadById(db: Db, id: string): Promise<Upload | undefined> {
  return await uploads(db).where("l.id", "=", id).executeTakeFirst();
}

/** The same bytes under the same name, given earlier. */
export async function uploadOfBytes(db: Db, sha256: Uint8Array, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("ledger_upload")
    .select("id")
    .where("sha256", "=", Buffer.from(sha256))
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.id;
}

/** Those that wait, the latest first. */
export async function waitingUploads(db: Db): Promise<Omit<Upload, "report" | "survey" | "choices">[]> {
  return await uploads(db).orderBy("l.at", "desc").limit(20).execute();
}

/** One part of a file, from 1; undefined after the last. */
export async function uploadPart(db: Db, id: string, ordinal: number): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom("ledger_upload_part")
    .select("content")
    .where("upload_id", "=", id)
    .where("ordinal", "=", ordinal)
    .executeTakeFirst();
  return row && (await expand(row.content));
}

/** What the last check found, and the choices that it was made with. */
export async function saveCheck(db: Db, id: string, { choices, report }: { choices: unknown; report: unknown }): Promise<void> {
  await sql`
    update ledger_upload set choices = ${JSON.stringify(choices)}::text::jsonb, report = ${JSON.stringify(report)}::text::jsonb, checked_at = clock_timestamp()
     where id = ${id}`.execute(db);
}

export async function forgetUpload(db: Db, id: string): Promise<void> {
  await forgetFaults(db, id);
  await db.deleteFrom("ledger_upload").where("id", "=", id).execute();
}

/** Files that nobody imported within a week. */
export async function forgetOldUploads(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from ledger_upload where at < clock_timestamp() - interval '7 days'`.execute(db);
  for (const { id } of rows) await forgetUpload(db, id);
}

export async function forgetFaults(db: Db, id: string): Promise<void> {
  await sql`delete from ledger_upload_fault where upload_id = ${id}`.execute(db);
}

export async function addFaults(db: Db, id: string, faults: readonly FecFault[]): Promise<void> {
  const texts = (of: (fault: FecFault) => string | number | null) => faults.map((fault) => (of(fault) === null ? null : String(of(fault))));
  await sql`
    insert into ledger_upload_fault (upload_id, line, rule, column_name, value, expected)
    select ${id}::uuid, line::int, rule, column_name, value, expected
      from unnest(${texts(({ line }) => line)}::text[], ${texts(({ rule }) => rule)}::text[], ${texts(({ column }) => column ?? "")}::text[],
                  ${texts(({ value }) => value)}::text[], ${texts(({ expected }) => expected)}::text[])
           as f(line, rule, column_name, value, expected)`.execute(db);
}

export interface StoredFault extends Pick<FecFault, "line" | "value" | "expected"> {
  readonly ordinal: bigint;
  readonly rule: string;
  readonly column: string;
}

/** The next faults in the order of the file, after the one at `after`. */
export async function faultPage(
  db: Db,
  id: string,
  after: Pick<StoredFault, "line" | "ordinal"> | null,
  limit: number,
): Promise<StoredFault[]> {
  const { rows } = await sql<StoredFault>`
    select line, ordinal, rule, coalesce(column_name, '') as column, value, expected
      from ledger_upload_fault
     where upload_id = ${id} and (line, ordinal) > (${after?.line ?? -1}::int, ${after?.ordinal ?? 0n}::bigint)
     order by line, ordinal limit ${limit}`.execute(db);
  return rows;
}

export interface RememberedMapping {
  readonly choices: unknown;
  readonly by: string;
  readonly at: Date;
}

export async function rememberedMapping(db: Db, signature: string): Promise<RememberedMapping | undefined> {
  return await db
    .selectFrom("ledger_mapping as m")
    .innerJoin("app_user as u", "u.id", "m.author")
    .select(["m.choices", "u.name as by", "m.updated_at as at"])
    .where("m.signature", "=", signature)
    .executeTakeFirst();
}

export async function rememberMapping(db: Db, signature: string, choices: unknown, author: bigint): Promise<void> {
  await sql`
    insert into ledger_mapping as m (signature, choices, author) values (${signature}, ${JSON.stringify(choices)}::text::jsonb, ${author})
    on conflict (signature) do update set choices = excluded.choices, author = excluded.author, updated_at = clock_timestamp()`.execute(db);
}

export interface KeptImport {
  readonly id: string;
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly at: Date;
  readonly by: string;
  readonly year: number | null;
  readonly entries: number;
  readonly lines: number;
}

/** Every file that was imported, the latest first. */
export async function keptImports(db: Db): Promise<KeptImport[]> {
  const { rows } = await sql<KeptImport>`
    select f.id, f.name, encode(f.sha256, 'hex') as sha256, f.at, u.name as by, (f.detail ->> 'year')::int as year,
           coalesce((f.detail ->> 'entries')::int, 0) as entries, coalesce((f.detail ->> 'lines')::int, 0) as lines
      from file f join app_user u on u.id = f.author where f.purpose = 'ledgerImport' order by f.at desc limit 100`.execute(db);
  return rows;
}

function uploads(db: Db) {
  return db
    .selectFrom("ledger_upload as l")
    .innerJoin("app_user as u", "u.id", "l.author")
    .select([
      "l.id",
      sql<string>`encode(l.sha256, 'hex')`.as("sha256"),
      "l.name",
      "l.size",
      "l.survey",
      "l.choices",
      "l.report",
      "u.name as author",
      "l.at",
      "l.checked_at as checkedAt",
    ]);
}

/** The same bytes in parts of one size, the last apart. */
async function* wholeParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < partBytes) continue;
    const whole = Buffer.concat(waiting, length);
    for (; length >= partBytes; length -= partBytes) yield whole.subarray(whole.length - length, whole.length - length + partBytes);
    waiting = [whole.subarray(whole.length - length)];
  }
  if (length > 0) yield Buffer.concat(waiting, length);
}
