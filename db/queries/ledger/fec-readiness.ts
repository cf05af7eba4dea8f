import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../client.ts";
import { openingJournals } from "./trial-balance.ts";

/** What is looked at before a FEC leaves (`domain.md` §3.2: what the official validator checks, and what it does not). */
export interface FecCheck {
  readonly name: FecCheckName;
  readonly faultCount: number;
  /** The entries where it fails, first ones; none where the fault is of the whole. */
  readonly entries: readonly { readonly id: bigint; readonly name: string }[];
}

const namedEntries = 5;

/** Every check, in the order of the page; a check that finds nothing is listed too. */
export async function fecReadiness(db: Db, fiscalYear: number): Promise<FecCheck[]> {
  const found: FecCheck[] = [];
  const opening = await openingJournals(db);
  for (const name of fecCheckNames) {
    const { rows } = await sql<{ id: bigint | null; name: string; count: bigint }>`
      with lines as (
        select l.*, e.journal, e.number, e.validated_on, e.label as entry_label
          from entry e
          join journal j on j.code = e.journal and j.in_fec
          join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
         where e.fiscal_year = ${fiscalYear} and e.book = 'general')
      select id, name, count(*) over () as count from (${checks[name](fiscalYear, opening)}) as found (id, name) order by id limit ${namedEntries}`.execute(
      db,
    );
    const entries = rows.flatMap((row) => (row.id === null ? [] : [{ id: row.id, name: row.name }]));
    found.push({ name, faultCount: Number(rows[0]?.count ?? 0n), entries });
  }
  return found;
}

const entryName = sql`entry_id, journal || '-' || number`;

const checks = {
  "balanced-entries": () => sql`select ${entryName} from lines group by entry_id, journal, number having sum(debit) <> sum(credit)`,
  "balanced-file": () => sql`select null::bigint, '' from lines having sum(debit) <> sum(credit)`,
  "continuous-numbers": (fiscalYear: number) => sql`
    select null::bigint, c.journal from journal_counter c join journal j on j.code = c.journal and j.in_fec
     where c.fiscal_year = ${fiscalYear}
       and c.last_number <> (select count(*) from entry e where e.fiscal_year = c.fiscal_year and e.journal = c.journal)`,
  "dates-in-exercise": () => sql`
    select ${entryName} from lines l join fiscal_year y on y.year = l.fiscal_year
     where entry_date not between y.first_day and y.last_day group by entry_id, journal, number`,
  "validated-after-entry": () => sql`select ${entryName} from lines where validated_on < entry_date group by entry_id, journal, number`,
  "account-form": () => sql`select ${entryName} from lines where account !~ '^[0-9]{3}' group by entry_id, journal, number`,
  "party-on-class-4": () => sql`
    select ${entryName} from lines where party is not null and account not like '4%' group by entry_id, journal, number`,
  "opening-without-result": (_: number, opening: readonly string[]) => sql`
    select ${entryName} from lines where journal = any(${opening}::text[]) and account ~ '^[67]' group by entry_id, journal, number`,
  "matching-balanced": (fiscalYear: number) => sql`
    select min(k.entry_id), m.account || ' ' || m.code from matching m
      join matching_line k on k.matching_id = m.id and k.live
      join entry_line l on l.fiscal_year = k.fiscal_year and l.entry_id = k.entry_id and l.line = k.line
     where k.fiscal_year = ${fiscalYear} and m.undone_at is null and m.code !~ '[a-z]'
     group by m.id, m.account, m.code having sum(l.debit) <> sum(l.credit)`,
  "matching-dated": (fiscalYear: number) => sql`
    select min(k.entry_id), m.account || ' ' || m.code from matching m
      join matching_line k on k.matching_id = m.id and k.live
     where k.fiscal_year = ${fiscalYear} and m.undone_at is null and m.matched_on is null group by m.id, m.account, m.code`,
} as const satisfies Record<string, (fiscalYear: number, opening: readonly string[]) => RawBuilder<unknown>>;

export type FecCheckName = keyof typeof checks;
export const fecCheckNames = Object.keys(checks) as FecCheckName[];
