import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { PostTerms } from "#app/domain/workforce/contract.ts";
import type { Db } from "../../client.ts";

export interface KnownPost extends PostTerms {
  readonly id: string;
}

const columns = [
  "p.id",
  "p.number",
  "p.unit",
  "p.activity",
  "p.category",
  "p.label",
  "p.profile",
  "p.size",
  "p.first_day as firstDay",
  "p.last_day as lastDay",
  "p.expected_on as expectedOn",
] as const;

/** `lock`: whoever changes it, or puts somebody on it, waits. */
export async function postNumbered(db: Db, number: string, { lock = false } = {}): Promise<KnownPost | undefined> {
  const found = db.selectFrom("staff_post as p").select(columns).where("p.number", "=", number);
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst();
  return row && { ...row, size: BigInt(row.size) };
}

export async function postsNumbered(db: Db, numbers: readonly string[]): Promise<KnownPost[]> {
  const rows = await db
    .selectFrom("staff_post as p")
    .select(columns)
    .where(sql<boolean>`p.number = any(${[...numbers]}::text[])`)
    .orderBy("p.number")
    .execute();
  return rows.map((row) => ({ ...row, size: BigInt(row.size) }));
}

/** A post on a day: what of it is held, and since when nobody held it whole. */
export interface PostState extends KnownPost {
  /** Hundredths of a full time. */
  readonly held: bigint;
  /** The day after the last one who left it; null: nobody ever held it, or somebody holds it. */
  readonly vacantSince: Day | null;
  /** When somebody known comes to it next; null: nobody does. */
  readonly nextOn: Day | null;
}

export interface PostsAsked {
  readonly units: readonly string[];
  readonly on: Day;
  /** Those that nobody holds: what a part time leaves of a post is no vacancy. */
  readonly vacant: boolean;
  readonly query?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The posts open on a day, by number. */
export async function postStates(db: Db, { units, on, vacant, query, after, limit }: PostsAsked): Promise<PostState[]> {
  const sought = query ? `%${query.replaceAll(/[\\%_]/g, "\\$&")}%` : null;
  const { rows } = await sql<Omit<PostState, "size"> & { size: number }>`
    select * from (
      select p.id, p.number, p.unit, p.activity, p.category, p.label, p.profile, p.size, p.first_day as "firstDay", p.last_day as "lastDay",
             p.expected_on as "expectedOn",
             coalesce(sum(c.ratio) filter (where daterange(c.first_day, c.last_day, '[]') @> ${on}::date), 0)::bigint as held,
             (max(c.last_day) filter (where c.last_day < ${on}::date) + 1)::date as "vacantSince",
             min(c.first_day) filter (where c.first_day > ${on}::date) as "nextOn"
        from staff_post p left join staff_contract c on c.post_id = p.id
       where p.unit = any(${[...units]}::text[]) and daterange(p.first_day, p.last_day, '[]') @> ${on}::date
         and (${after ?? null}::text is null or p.number > ${after ?? null}::text)
         and (${sought}::text is null or p.number ilike ${sought} or p.label ilike ${sought})
       group by p.id) s
     where ${vacant ? sql`held = 0` : sql`true`}
     order by number limit ${limit}`.execute(db);
  return rows.map(({ size, ...row }) => ({ ...row, size: BigInt(size), vacantSince: row.held === 0n ? row.vacantSince : null }));
}

/** How many posts are open on a day, how many nobody holds, their size, and what part times leave of the others; sizes in hundredths. */
export async function vacancies(
  db: Db,
  units: readonly string[],
  on: Day,
): Promise<{ open: number; vacant: number; missing: bigint; partTimes: bigint }> {
  const { rows } = await sql<{ open: bigint; vacant: bigint; missing: bigint; partTimes: bigint }>`
    select count(*) as open, count(*) filter (where held = 0) as vacant, coalesce(sum(size) filter (where held = 0), 0)::bigint as missing,
           coalesce(sum(size - held) filter (where held > 0), 0)::bigint as "partTimes" from (
      select p.size, coalesce(sum(c.ratio), 0) as held
        from staff_post p left join staff_contract c on c.post_id = p.id and daterange(c.first_day, c.last_day, '[]') @> ${on}::date
       where p.unit = any(${[...units]}::text[]) and daterange(p.first_day, p.last_day, '[]') @> ${on}::date
       group by p.id) s`.execute(db);
  const [row] = rows;
  return { open: Number(row?.open ?? 0n), vacant: Number(row?.vacant ?? 0n), missing: row?.missing ?? 0n, partTimes: row?.partTimes ?? 0n };
}

export async function insertPosts(db: Db, posts: readonly KnownPost[]): Promise<void> {
  for (let from = 0; from < posts.length; from += most) {
    await db
      .insertInto("staff_post")
      .values(posts.slice(from, from + most).map(valuesOf))
      .execute();
  }
}

export async function updatePost(db: Db, post: KnownPost): Promise<void> {
  await db.updateTable("staff_post").set(valuesOf(post)).where("id", "=", post.id).execute();
}

/** Fewer parameters than a statement may have. */
const most = 1_000;

function valuesOf({ id, number, unit, activity, category, label, profile, size, firstDay, lastDay, expectedOn }: KnownPost) {
  const days = { first_day: firstDay, last_day: lastDay, expected_on: expectedOn };
  return { id, number, unit, activity, category, label, profile, size: Number(size), ...days };
}
