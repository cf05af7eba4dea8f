import { sql } from "kysely";
import type { LineName } from "#app/domain/ledger/matching/group.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../../client.ts";
import type { Place } from "./lines.ts";

export interface NewGroup {
  readonly party: string | null;
  readonly code: string;
  readonly matchedOn: Day;
  readonly rule: string;
  readonly lines: readonly LineName[];
  /** The partial groups whose lines it takes over. */
  readonly replaces: readonly bigint[];
}

export interface NewRun extends Place {
  readonly id: string;
  readonly kind: "hand" | "proposals";
  readonly author: bigint;
}

/** Keeps what one act matched: the run, its groups, their lines. The account is locked; lines taken over leave their old group first. */
export async function saveRun(db: Db, run: NewRun, groups: readonly NewGroup[]): Promise<void> {
  const { id, fiscalYear, account, kind, author } = run;
  const lineCount = groups.reduce((count, { lines }) => count + lines.length, 0);
  await db
    .insertInto("matching_run")
    .values({ id, fiscal_year: fiscalYear, account, kind, author, group_count: groups.length, line_count: lineCount })
    .execute();
  await free(
    db,
    groups.flatMap(({ replaces }) => replaces),
    author,
  );
  const ids = await insertGroups(db, run, groups);
  await insertLines(db, fiscalYear, ids, groups);
  await sql`
    update matching m set replaced_by = t.new_id
      from (select old_id::bigint as old_id, new_id::bigint as new_id
              from unnest(${groups.flatMap(({ replaces }) => replaces.map(String))}::text[],
                          ${groups.flatMap(({ replaces, code }) => replaces.map(() => String(ids.get(code))))}::text[]) as u(old_id, new_id)) t
     where m.id = t.old_id`.execute(db);
}

/** Groups that are no longer: they stay, with who undid them and when; their lines are open again. */
export async function free(db: Db, ids: readonly bigint[], by: bigint): Promise<void> {
  if (ids.length === 0) return;
  const texts = ids.map(String);
  await sql`update matching_line set live = null where matching_id = any(${texts}::text[]::bigint[]) and live`.execute(db);
  await sql`update matching set undone_at = clock_timestamp(), undone_by = ${by}
             where id = any(${texts}::text[]::bigint[]) and undone_at is null`.execute(db);
}

/**
 * The partial groups that these took over stand again, under their own letters, in the run that made them; those whose letters or lines
 * belong to the groups of `ids`, which were freed before. How many came back.
 */
export async function restoreReplaced(db: Db, ids: readonly bigint[]): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    with old as materialized (
      select * from matching where replaced_by = any(${ids.map(String)}::text[]::bigint[])),
    made as (
      insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author, restores)
      select fiscal_year, account, party, code, matched_on, rule, run_id, author, id from old order by id
      returning id, restores),
    lined as (
      insert into matching_line (matching_id, fiscal_year, entry_id, line)
      select made.id, k.fiscal_year, k.entry_id, k.line from made join matching_line k on k.matching_id = made.restores)
    select count(*) as count from made`.execute(db);
  return Number(rows[0]?.count ?? 0n);
}

async function insertGroups(db: Db, run: NewRun, groups: readonly NewGroup[]): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: bigint; code: string }>`
    insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
    select ${run.fiscalYear}::int, ${run.account}, g.party, g.code, g.matched_on::date, g.rule, ${run.id}::uuid, ${run.author}::bigint
      from unnest(${groups.map(({ party }) => party)}::text[], ${groups.map(({ code }) => code)}::text[],
                  ${groups.map(({ matchedOn }) => matchedOn)}::text[], ${groups.map(({ rule }) => rule)}::text[]) as g(party, code, matched_on, rule)
    returning id, code`.execute(db);
  return new Map(rows.map(({ id, code }) => [code, id]));
}

async function insertLines(db: Db, fiscalYear: number, ids: ReadonlyMap<string, bigint>, groups: readonly NewGroup[]): Promise<void> {
  const lines = groups.flatMap(({ code, lines: own }) => own.map((line) => ({ id: ids.get(code), ...line })));
  await sql`
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select id::bigint, ${fiscalYear}::int, entry_id::bigint, line::int
      from unnest(${lines.map(({ id }) => String(id))}::text[], ${lines.map(({ entryId }) => String(entryId))}::text[],
                  ${lines.map(({ line }) => String(line))}::text[]) as l(id, entry_id, line)`.execute(db);
}
