import { sql } from "kysely";
import type { Db } from "../../../client.ts";
import type { Page } from "../journals.ts";
import type { Place } from "./lines.ts";

/** What one act matched on an account, and what has become of it. */
export interface MatchingRun {
  readonly id: string;
  readonly kind: "hand" | "proposals";
  readonly at: Date;
  readonly author: string;
  readonly groupCount: number;
  readonly lineCount: number;
  /** How many groups each rule made. */
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  /** The letters of a run of one group. */
  readonly code: string | null;
  readonly liveCount: number;
  /** Who undid what no longer stands, and when; null while all of it stands. A group that was completed is not undone. */
  readonly undone: { readonly by: string; readonly at: Date; readonly count: number } | null;
}

const runsInSight = 20;

/** The history of an account's matchings, the latest first, from before the run `before`. */
export async function matchingRuns(db: Db, { fiscalYear, account }: Place, before?: string): Promise<Page<MatchingRun>> {
  const earlier = before ? sql`(r.at, r.id) < (select at, id from matching_run where id = ${before}::uuid)` : sql`true`;
  const { rows } = await sql<Omit<MatchingRun, "undone"> & { undoneBy: string | null; undoneAt: Date | null; undoneCount: number }>`
    select r.id, r.kind, r.at, u.name as author, r.group_count as "groupCount", r.line_count as "lineCount", g.rules, g.code,
           coalesce(g.live, 0)::int as "liveCount", g.undone_at as "undoneAt", g.undone_count::int as "undoneCount", b.name as "undoneBy"
      from matching_run r
      join app_user u on u.id = r.author
      left join lateral (
        select (select json_agg(json_build_object('rule', rule, 'count', count) order by rule)
                  from (select rule, count(*) from matching where run_id = r.id and restores is null group by rule) as c) as rules,
               case when r.group_count = 1 then min(m.code) end as code, count(*) filter (where m.undone_at is null) as live,
               count(*) filter (where m.undone_at is not null and m.replaced_by is null) as undone_count,
               max(m.undone_at) filter (where m.replaced_by is null) as undone_at,
               (array_agg(m.undone_by order by m.undone_at desc) filter (where m.undone_at is not null and m.replaced_by is null))[1] as undone_by
          from matching m where m.run_id = r.id) g on true
      left join app_user b on b.id = g.undone_by
     where r.fiscal_year = ${fiscalYear} and r.account = ${account} and ${earlier}
     order by r.at desc, r.id desc limit ${runsInSight + 1}`.execute(db);
  const runs = rows.slice(0, runsInSight).map(({ undoneBy, undoneAt, undoneCount, ...run }) => ({
    ...run,
    undone: undoneAt && undoneBy !== null ? { by: undoneBy, at: undoneAt, count: undoneCount } : null,
  }));
  return { rows: runs, next: rows.length > runsInSight ? (runs.at(-1)?.id ?? null) : null };
}

/** The latest run of this person on this account that still stands, in part at least: what Ctrl+Z undoes. */
export async function lastRunOf(db: Db, { fiscalYear, account }: Place, author: bigint): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select r.id from matching_run r
     where r.author = ${author} and r.fiscal_year = ${fiscalYear} and r.account = ${account}
       and exists (select from matching m where m.run_id = r.id and m.undone_at is null)
     order by r.at desc, r.id desc limit 1`.execute(db);
  return rows[0]?.id;
}
