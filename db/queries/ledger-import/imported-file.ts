import { sql } from "kysely";
import type { FecEntry } from "#app/domain/fec/entries.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";

export interface KnownCodes {
  /** Journals of the general book. */
  readonly journals: ReadonlySet<string>;
  /** Codes of journals that belong to the budget book, and that no file may use. */
  readonly budgetJournals: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
}

export async function knownCodes(db: Db): Promise<KnownCodes> {
  const journals = await db.selectFrom("journal").select(["code", "book"]).execute();
  const accounts = await db.selectFrom("account").select("code").where("book", "=", "general").execute();
  const parties = await db.selectFrom("party").select("code").execute();
  const codes = (rows: readonly { code: string }[]) => new Set(rows.map(({ code }) => code));
  return {
    journals: codes(journals.filter(({ book }) => book === "general")),
    budgetJournals: codes(journals.filter(({ book }) => book === "budget")),
    accounts: codes(accounts),
    parties: codes(parties),
  };
}

/** An earlier import, as it is told: « 2026-11-23 09:41 » in Paris, and by whom. */
export interface EarlierImport {
  readonly at: string;
  readonly by: string;
}

/** The earlier import of these very bytes. */
export async function importOfFile(db: Db, sha256: Uint8Array): Promise<EarlierImport | undefined> {
  const { rows } = await sql<EarlierImport>`
    select to_char(f.at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at, u.name as by
      from file f join app_user u on u.id = f.author
     where f.purpose = 'ledgerImport' and f.sha256 = ${sha256}`.execute(db);
  return rows[0];
}

/** The earlier import of any of these entries: another file that says the same. */
export async function importOfEntries(db: Db, fiscalYear: number, entries: readonly FecEntry[]): Promise<EarlierImport | undefined> {
  const { rows } = await sql<EarlierImport>`
    with asked as materialized (
      select * from unnest(${entries.map(({ journal }) => journal)}::text[], ${entries.map(({ number }) => number)}::text[]) as a(journal, number))
    select to_char(e.recorded_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as at, u.name as by
      from asked a
      join entry e on e.fiscal_year = ${fiscalYear} and e.book = 'general' and e.journal = a.journal and e.source_number = a.number
      join app_user u on u.id = e.actor
     order by e.recorded_at limit 1`.execute(db);
  return rows[0];
}

export interface ImportedFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: Uint8Array;
  readonly content: Uint8Array;
  readonly author: bigint;
  /** What the import read and admitted. */
  readonly detail: unknown;
}

/** Keeps the file as it came. The same bytes a second time break `file_imported_once`. */
export async function saveImportedFile(db: Db, { id, name, sha256, content, author, detail }: ImportedFile): Promise<void> {
  await db
    .insertInto("file")
    .values({ id, name, sha256, content, author, detail, purpose: "ledgerImport", media_type: "text/plain" })
    .execute();
}

export interface ImportedMatching {
  readonly account: string;
  readonly party: string | null;
  readonly code: string;
  readonly matchedOn: Day | null;
  readonly balanced: boolean;
  readonly lines: readonly { readonly entryId: bigint; readonly line: number }[];
}

/** What `matching.rule` says of a lettering that a file brought: one whose lines do not sum to zero is kept as it was, and named so. */
export const importedMatching = "import";
export const importedPartialMatching = "importPartial";

/** Keeps the lettering of a file beside the lines, which never change. */
export async function saveMatchings(
  db: Db,
  matchings: readonly ImportedMatching[],
  { fiscalYear, runId, author }: { fiscalYear: number; runId: string; author: bigint },
): Promise<void> {
  if (matchings.length === 0) return;
  const rows = matchings.map(({ account, party, code, matchedOn, balanced }) => ({
    fiscal_year: fiscalYear,
    account,
    party,
    code,
    matched_on: matchedOn,
    rule: balanced ? importedMatching : importedPartialMatching,
    run_id: runId,
    author,
  }));
  for (let from = 0; from < rows.length; from += 1_000) {
    await db
      .insertInto("matching")
      .values(rows.slice(from, from + 1_000))
      .execute();
  }
  const kept = await db
    .selectFrom("matching")
    .select(["id", "account", "party", "code", "matched_on"])
    .where("run_id", "=", runId)
    .execute();
  const ids = new Map(kept.map(({ id, account, party, code, matched_on }) => [keyOf(account, party, code, matched_on), id]));
  const lines = matchings.flatMap(({ account, party, code, matchedOn, lines: own }) => {
    const id = ids.get(keyOf(account, party, code, matchedOn));
    if (id === undefined) throw new Error("a matching that was just written is not there");
    return own.map((line) => ({ id, ...line }));
  });
  await sql`
    insert into matching_line (matching_id, fiscal_year, entry_id, line)
    select id::bigint, ${fiscalYear}::int, entry_id::bigint, line::int
      from unnest(${lines.map(({ id }) => String(id))}::text[], ${lines.map(({ entryId }) => String(entryId))}::text[],
                  ${lines.map(({ line }) => String(line))}::text[]) as l(id, entry_id, line)`.execute(db);
}

function keyOf(account: string, party: string | null, code: string, matchedOn: Day | null): string {
  return JSON.stringify([account, party, code, matchedOn]);
}
