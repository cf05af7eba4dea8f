import { type LineName, lineText } from "#app/domain/ledger/matching/group.ts";
import { generalEntry, type SmallBooks } from "./small-books.ts";

/** An invoice of `cents` from ACME: its line on 401 (a credit). */
export async function invoice(books: SmallBooks, day: string, cents: bigint, rest: Ties = {}): Promise<LineName> {
  return await onSuppliers(books, "HA", day, -cents, rest);
}

/** A payment of `cents` to ACME: its line on 401 (a debit). */
export async function payment(books: SmallBooks, day: string, cents: bigint, rest: Ties = {}): Promise<LineName> {
  return await onSuppliers(books, "TR", day, cents, rest);
}

interface Ties {
  readonly party?: string | null;
  readonly voucher?: string;
}

async function onSuppliers(books: SmallBooks, journal: string, day: string, signed: bigint, rest: Ties): Promise<LineName> {
  const other = journal === "HA" ? "606" : "515";
  const [entry] = await books.post(
    generalEntry(journal, day, `${journal} du ${day}`, ["401", signed, { party: "ACME", ...rest }], [other, -signed]),
  );
  if (!entry) throw new Error("one entry was posted, and none came back");
  return { entryId: entry.id, line: 1 };
}

/** Every live group: « A complete: 12.1 13.1 », by letters; what the books say of their matching, in short. */
export async function liveGroups({ superuser }: SmallBooks): Promise<string[]> {
  const rows = await superuser<{ code: string; complete: boolean; entry: string; line: number }[]>`
    select m.code, m.complete, k.entry_id::text as entry, k.line from matching m join matching_line k on k.matching_id = m.id and k.live
     where m.undone_at is null order by length(m.code), m.code collate "C", k.entry_id, k.line`;
  const groups = new Map<string, string[]>();
  for (const { code, complete, entry, line } of rows) {
    const name = `${code} ${complete ? "complete" : "partial"}`;
    groups.set(name, [...(groups.get(name) ?? []), lineText({ entryId: BigInt(entry), line })]);
  }
  return [...groups].map(([name, lines]) => `${name}: ${lines.join(" ")}`);
}

const filled = ["entry_line", "entry_total", "entry", "posting", "matching_line", "matching_run", "matching_sequence", "matching"];
const kept = ["account_balance", "journal_balance", "party_balance", "unit_balance", "command", "audit"];

/** The books as they were before anything was written: quicker than a database for each test. */
export async function emptyBooks({ superuser }: SmallBooks): Promise<void> {
  await superuser.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    for (const table of [...filled, ...kept]) await sql.unsafe(`delete from ${table}`);
    for (const table of ["entry", "matching"]) await sql.unsafe(`alter table ${table} alter column id restart`);
    await sql`update journal_counter set last_number = 0, last_hash = '\\x00'`;
    await sql`update fiscal_year set status = 'open'`;
    await sql`update period set status = 'open'`;
  });
}
