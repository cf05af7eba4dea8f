import { sql } from "kysely";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

/** How a code of a file stands in the books. */
export interface CodeStanding {
  readonly code: string;
  /** In the general book. */
  readonly known: boolean;
  /** The label that the books give it, on the first day of the exercise. */
  readonly label: string | null;
  /** A journal of the budget book: no file may use it. */
  readonly ofBudget: boolean;
}

export async function journalStandings(db: Db, codes: readonly string[]): Promise<CodeStanding[]> {
  const { rows } = await sql<CodeStanding>`
    select a.code, j.code is not null as known, j.label, coalesce(j.book = 'budget', false) as "ofBudget"
      from unnest(${[...codes]}::text[]) as a(code) left join journal j on j.code = a.code`.execute(db);
  return rows;
}

export async function accountStandings(db: Db, codes: readonly string[], day: Day): Promise<CodeStanding[]> {
  const { rows } = await sql<CodeStanding>`
    select a.code, c.code is not null as known, v.label, false as "ofBudget"
      from unnest(${[...codes]}::text[]) as a(code)
      left join account c on c.book = 'general' and c.code = a.code
      left join account_version v on v.book = 'general' and v.code = a.code and v.superseded_at is null and v.valid @> ${day}::date`.execute(
    db,
  );
  return rows;
}

export async function partyStandings(db: Db, codes: readonly string[]): Promise<CodeStanding[]> {
  const { rows } = await sql<CodeStanding>`
    select a.code, p.code is not null as known, p.label, false as "ofBudget"
      from unnest(${[...codes]}::text[]) as a(code) left join party p on p.code = a.code`.execute(db);
  return rows;
}

/** Known accounts that no postable version covers on a day of the file, with that day and its first line. */
export async function accountsOutOfDate(
  db: Db,
  run: bigint,
  codes: readonly string[],
  { firstDay, lastDay }: { firstDay: Day; lastDay: Day },
): Promise<{ code: string; date: Day; line: number }[]> {
  const { rows: suspects } = await sql<{ code: string }>`
    select a.code from unnest(${[...codes]}::text[]) as a(code)
     where exists (select from account i where i.book = 'general' and i.code = a.code)
       and not exists (select from account_version v where v.book = 'general' and v.code = a.code and v.superseded_at is null and v.postable
                          and v.valid @> daterange(${firstDay}::date, ${lastDay}::date, '[]'))`.execute(db);
  if (suspects.length === 0) return [];
  const { rows } = await sql<{ code: string; date: Day; line: number }>`
    select account as code, entry_date as date, min(line) as line
      from staged_line l
     where run = ${run} and account = any (${suspects.map(({ code }) => code)}::text[]) and entry_date is not null
       and not exists (select from account_version v where v.book = 'general' and v.code = l.account collate "default"
                          and v.superseded_at is null and v.postable and v.valid @> l.entry_date)
     group by 1, 2 order by 3 limit 1000`.execute(db);
  return rows;
}
