import { sql } from "kysely";
import type { Db } from "../../client.ts";
import type { EarlierImport } from "./checks.ts";

/** The earlier import of these very bytes, and the file that it kept. */
export async function importOfFile(db: Db, sha256: Uint8Array): Promise<EarlierImport | undefined> {
  const { rows } = await sql<EarlierImport>`
    select to_char(f.at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at, u.name as by
      from file f join app_user u on u.id = f.author
     where f.purpose = 'ledgerImport' and f.sha256 = ${sha256}`.execute(db);
  return rows[0];
}

/** What `matching.rule` says of a lettering that a file brought: one whose lines do not sum to zero is kept as it was, and named so. */
export const importedMatching = "import";
export const importedPartialMatching = "importPartial";

/**
 * Keeps the lettering of the staged lines beside the posted ones, which never change: a matching for each account, party, code and date.
 * Returns how many there are.
 */
export async function keepMatchings(
  db: Db,
  { run, fiscalYear, runId, author }: { run: bigint; fiscalYear: number; runId: string; author: bigint },
): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    with made as (
      insert into matching (fiscal_year, account, party, code, matched_on, rule, run_id, author)
      select ${fiscalYear}::int, account, party, matching, matched_on,
             case when sum(debit) = sum(credit) then ${importedMatching} else ${importedPartialMatching} end, ${runId}::uuid, ${author}::bigint
        from staged_line where run = ${run} and matching is not null
       group by account, party, matching, matched_on order by min(line)
      returning 1)
    select count(*) as count from made`.execute(db);
  const count = Number(rows[0]?.count ?? 0);
  if (count === 0) return 0;
  await sql`
    with placed as materialized (
      select l.account, l.party, l.matching, l.matched_on, e.id, row_number() over (partition by l.entry order by l.line)::int as line
        from staged_line l join staged_entry e on e.run = ${run} and e.entry = l.entry where l.run = ${run})
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select m.id, ${fiscalYear}::int, p.id, p.line
      from placed p
      join matching m on m.run_id = ${runId}::uuid and m.account = p.account collate "default" and m.code = p.matching collate "default"
                     and coalesce(m.party, '') = coalesce(p.party, '') collate "default"
                     and coalesce(m.matched_on, '-infinity') = coalesce(p.matched_on, '-infinity')
     where p.matching is not null`.execute(db);
  return count;
}
