import postgres from "postgres";
import { superuserIn } from "./served-demo.ts";

/** How far apart the numbers of two copies of an entry are: beyond any number of the demo. */
const apart = 10_000_000;

/**
 * Gives the demo in `dataDir` a journal of about `lines` lines: copies of its own entries, straight into the tables and without their guards, for
 * what is measured afterwards is reading. Balances are multiplied as the copies say; documents keep the entries that they had.
 */
export async function multiplyJournal(dataDir: string, lines: number, report: (words: string) => void): Promise<number> {
  const { port, password } = superuserIn(dataDir);
  const sql = postgres({
    host: "127.0.0.1",
    port,
    database: "enveloppe",
    username: "postgres",
    password,
    max: 1,
    onnotice: () => undefined,
  });
  try {
    const [organisation] = await sql`select schema_name from catalogue.organisation order by number limit 1`;
    await sql.unsafe(`set search_path to ${organisation?.["schema_name"]}, public`);
    await sql`set session_replication_role to replica`;
    await sql`set synchronous_commit to off`;
    const [{ own = 0 } = {}] = await sql`select count(*)::int as own from entry_line`;
    const copies = Math.max(0, Math.round(lines / own) - 1);
    const [{ last = 0 } = {}] = await sql`select max(id)::int as last from entry`;
    for (let copy = 1; copy <= copies; copy += 1) {
      await addCopy(sql, copy * apart, last);
      report(`${own * (copy + 1)} lines`);
    }
    for (const table of ["account_balance", "unit_balance"])
      await sql`update ${sql(table)} set debit = debit * ${copies + 1}, credit = credit * ${copies + 1}`;
    for (const table of ["entry", "entry_line", "account_balance", "unit_balance"]) await sql`vacuum analyze ${sql(table)}`;
    return own * (copies + 1);
  } finally {
    await sql.end();
  }
}

async function addCopy(sql: postgres.Sql, offset: number, last: number): Promise<void> {
  await sql`
    insert into entry (id, book, journal, fiscal_year, period, number, entry_date, validated_on, label, event_id, actor, line_count, digest, recorded_at)
    overriding system value
    select id + ${offset}::bigint, book, journal, fiscal_year, period, number + ${offset}::bigint, entry_date, validated_on, label, event_id, actor,
           line_count, digest, recorded_at from entry where id <= ${last}`;
  await sql`
    insert into entry_line (fiscal_year, entry_id, line, book, period, entry_date, account, unit, beneficiary_unit, nature, activity, party, resource,
                            debit, credit, label, voucher, voucher_date, origin)
    select fiscal_year, entry_id + ${offset}::bigint, line, book, period, entry_date, account, unit, beneficiary_unit, nature, activity, party, resource,
           debit, credit, label, voucher, voucher_date, origin from entry_line where entry_id <= ${last}`;
}
