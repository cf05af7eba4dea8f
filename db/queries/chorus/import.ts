import { sql } from "kysely";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { isUuid } from "../forecast/identifier.ts";

/** An extract that was given, and what became of it; what is stored as JSON is the caller's. */
export interface ChorusImport {
  readonly id: string;
  readonly kind: ExtractKind;
  readonly site: string;
  readonly fiscalYear: number;
  /** The day up to which it speaks. */
  readonly asOf: Day;
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly choices: unknown;
  readonly report: unknown;
  /** Hexadecimal; of the changes that its check showed. */
  readonly digest: string | null;
  readonly state: "waiting" | "posted" | "undone";
  readonly author: string;
  readonly at: Date;
  readonly checkedAt: Date | null;
  readonly postedAt: Date | null;
  readonly postedBy: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneWhy: string | null;
}

export interface NewChorusImport extends Pick<ChorusImport, "id" | "kind" | "site" | "fiscalYear" | "asOf" | "name" | "choices"> {
  readonly sha256: Uint8Array;
  readonly content: Uint8Array;
  readonly book: Uint8Array;
  readonly author: bigint;
}

export async function saveChorusImport(db: Db, given: NewChorusImport): Promise<void> {
  const { fiscalYear, asOf, sha256, content, book, ...same } = given;
  const bytes = { sha256: Buffer.from(sha256), content: Buffer.from(content), book: Buffer.from(book) };
  const none = {
    report: null,
    digest: null,
    checked_at: null,
    posted_at: null,
    posted_by: null,
    undone_at: null,
    undone_by: null,
    undone_why: null,
  };
  await db
    .insertInto("chorus_import")
    .values({ ...same, ...bytes, ...none, fiscal_year: fiscalYear, as_of: asOf })
    .execute();
}

/** Those that nobody imported within a week. */
export async function forgetOldExtracts(db: Db): Promise<void> {
  await sql`delete from chorus_import where state = 'waiting' and at < clock_timestamp() - interval '7 days'`.execute(db);
}

/** `lock`: nobody else imports or undoes it meanwhile. */
export async function chorusImportById(db: Db, id: string, { lock = false } = {}): Promise<ChorusImport | undefined> {
  if (!isUuid(id)) return undefined;
  const found = imports(db).where("i.id", "=", id);
  return await (lock ? found.forUpdate("i") : found).executeTakeFirst();
}

/** How an extract was read when it was given, compressed as the caller wrote it. */
export async function bookOfImport(db: Db, id: string): Promise<Uint8Array> {
  return (await db.selectFrom("chorus_import").select("book").where("id", "=", id).executeTakeFirstOrThrow()).book;
}

/** The bytes of an extract as they were given. */
export async function contentOfImport(db: Db, id: string): Promise<Uint8Array> {
  return (await db.selectFrom("chorus_import").select("content").where("id", "=", id).executeTakeFirstOrThrow()).content;
}

/** The extracts of an exercise, the latest first: those that wait, those that were imported, those that were undone. */
export async function chorusImports(db: Db, fiscalYear: number, limit: number): Promise<ChorusImport[]> {
  return await imports(db).where("i.fiscal_year", "=", fiscalYear).orderBy("i.at", "desc").limit(limit).execute();
}

/** The imported extract that another of its kind and site is compared with. */
export async function lastPosted(
  db: Db,
  { kind, site, fiscalYear }: Pick<ChorusImport, "kind" | "site" | "fiscalYear">,
): Promise<ChorusImport | undefined> {
  return await imports(db)
    .where("i.kind", "=", kind)
    .where("i.site", "=", site)
    .where("i.fiscal_year", "=", fiscalYear)
    .where("i.state", "=", "posted")
    .orderBy("i.posted_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The last imported extract of this kind, whatever its site and its exercise. */
export async function lastPostedOf(db: Db, kinds: readonly ExtractKind[]): Promise<ChorusImport | undefined> {
  return await imports(db)
    .where("i.kind", "in", kinds)
    .where("i.state", "=", "posted")
    .orderBy("i.posted_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The same bytes, imported already and not undone. */
export async function postedWithBytes(
  db: Db,
  { kind, sha256 }: { kind: ExtractKind; sha256: Uint8Array },
): Promise<ChorusImport | undefined> {
  return await imports(db)
    .where("i.kind", "=", kind)
    .where("i.sha256", "=", Buffer.from(sha256))
    .where("i.state", "=", "posted")
    .orderBy("i.posted_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function saveExtractCheck(
  db: Db,
  id: string,
  { asOf, choices, report, digest }: { asOf: Day; choices: unknown; report: unknown; digest: Uint8Array },
): Promise<void> {
  await sql`
    update chorus_import set as_of = ${asOf}::date, choices = ${JSON.stringify(choices)}::text::jsonb, report = ${JSON.stringify(report)}::text::jsonb,
           digest = ${Buffer.from(digest)}, checked_at = clock_timestamp()
     where id = ${id}::uuid`.execute(db);
}

export async function markPosted(db: Db, id: string, { by, report }: { by: bigint; report: unknown }): Promise<void> {
  await sql`
    update chorus_import set state = 'posted', posted_at = clock_timestamp(), posted_by = ${by}, report = ${JSON.stringify(report)}::text::jsonb
     where id = ${id}::uuid`.execute(db);
}

export async function markUndone(db: Db, id: string, { by, why }: { by: bigint; why: string }): Promise<void> {
  await sql`
    update chorus_import set state = 'undone', undone_at = clock_timestamp(), undone_by = ${by}, undone_why = ${why} where id = ${id}::uuid`.execute(
    db,
  );
}

export interface RememberedChoices {
  readonly choices: unknown;
  readonly by: string;
  readonly at: Date;
}

/** How the last extract of this kind and site was read. */
export async function rememberedChoices(db: Db, kind: ExtractKind, site: string): Promise<RememberedChoices | undefined> {
  return await db
    .selectFrom("chorus_mapping as m")
    .innerJoin("app_user as u", "u.id", "m.author")
    .select(["m.choices", "u.name as by", "m.updated_at as at"])
    .where("m.kind", "=", kind)
    .where("m.site", "=", site)
    .executeTakeFirst();
}

export async function rememberChoices(db: Db, kind: ExtractKind, site: string, choices: unknown, author: bigint): Promise<void> {
  await sql`
    insert into chorus_mapping as m (kind, site, choices, author) values (${kind}, ${site}, ${JSON.stringify(choices)}::text::jsonb, ${author})
    on conflict (kind, site) do update set choices = excluded.choices, author = excluded.author, updated_at = clock_timestamp()`.execute(
    db,
  );
}

/** The sites whose extracts were read before, in order. */
export async function knownSites(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("chorus_mapping").select("site").distinct().where("site", "<>", "").orderBy("site").execute();
  return rows.map(({ site }) => site);
}

/** One import at a time: what is compared is what the last one said. */
export async function holdImports(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(current_setting('enveloppe.organisation')::int, -46)::text`.execute(db);
}

function imports(db: Db) {
  return db
    .selectFrom("chorus_import as i")
    .innerJoin("app_user as u", "u.id", "i.author")
    .leftJoin("app_user as p", "p.id", "i.posted_by")
    .leftJoin("app_user as w", "w.id", "i.undone_by")
    .select(["i.id", "i.kind", "i.site", "i.fiscal_year as fiscalYear", "i.as_of as asOf", "i.name", "i.choices", "i.report", "i.state"])
    .select(["u.name as author", "i.at", "i.checked_at as checkedAt", "i.posted_at as postedAt", "p.name as postedBy"])
    .select(["i.undone_at as undoneAt", "w.name as undoneBy", "i.undone_why as undoneWhy"])
    .select(sql<string>`encode(i.sha256, 'hex')`.as("sha256"))
    .select(sql<string | null>`encode(i.digest, 'hex')`.as("digest"));
}
