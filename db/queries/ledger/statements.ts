import { type SqlBool, sql } from "kysely";
import type { Arrangement, StatementLine } from "#app/domain/ledger/statements/arrangement.ts";
import type { AccountBalance } from "#app/domain/ledger/statements/composition.ts";
import type { DatedRule, MappingRevision } from "#app/domain/ledger/statements/mapping-change.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import { rangeOf, validityOf } from "../reference.ts";

/** The lines and the rules in force on a day; labels in the reader's language. */
export async function arrangementOn(db: Db, on: Day, locale: "fr" | "en"): Promise<Arrangement> {
  const rules = await db
    .selectFrom("statement_mapping")
    .select(["prefix", "side", "line", "measure"])
    .where("superseded_at", "is", null)
    .where(sql<SqlBool>`valid @> ${on}::date`)
    .orderBy(sql`prefix collate "C"`)
    .orderBy("side")
    .execute();
  return { lines: await linesOn(db, on, locale), rules };
}

async function linesOn(db: Db, on: Day, locale: "fr" | "en"): Promise<StatementLine[]> {
  return await db
    .selectFrom("statement_line_version")
    .select(["code", "parent", "rank", "side", "source"])
    .select(locale === "fr" ? ["label_fr as label", "total_fr as totalLabel"] : ["label_en as label", "total_en as totalLabel"])
    .where("superseded_at", "is", null)
    .where(sql<SqlBool>`valid @> ${on}::date`)
    .orderBy("rank")
    .execute();
}

/**
 * What each account of the exercise stands at, in cents: openings and movements, without the closing journals (those that the FEC leaves
 * out), which only empty classes 6 and 7. The same lines as the FEC, so that statements, balance and file say the same.
 */
export async function statementBalances(db: Db, fiscalYear: number): Promise<AccountBalance[]> {
  const { rows } = await sql<AccountBalance>`
    with closing as (
      select l.account, sum(l.debit - l.credit)::bigint as amount
        from entry e
        join journal j on j.code = e.journal and not j.in_fec
        join entry_line l on l.fiscal_year = e.fiscal_year and l.entry_id = e.id
       where e.fiscal_year = ${fiscalYear} and e.book = 'general' group by l.account),
    moved as (
      select account, sum(debit - credit)::bigint as amount
        from account_balance where fiscal_year = ${fiscalYear} and book = 'general' group by account)
    select m.account, coalesce(v.label, m.account) as label, m.amount - coalesce(c.amount, 0) as balance
      from moved m
      left join closing c on c.account = m.account
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = m.account and v.superseded_at is null and v.valid @> y.last_day
     order by m.account collate "C"`.execute(db);
  return rows;
}

/** Every rule that is not superseded, by prefix, with its days. */
export async function datedRules(db: Db): Promise<(DatedRule & { readonly reason: string })[]> {
  const rows = await db
    .selectFrom("statement_mapping")
    .select(["id", "prefix", "side", "line", "measure", "valid", "reason"])
    .where("superseded_at", "is", null)
    .orderBy(sql`prefix collate "C"`)
    .orderBy("side")
    .orderBy("valid")
    .execute();
  return rows.map(({ valid, ...rule }) => ({ ...rule, ...validityOf(valid) }));
}

/** The last day of the latest closed exercise: the statements up to then stay as they were. */
export async function closedUntil(db: Db): Promise<Day | null> {
  const row = await db
    .selectFrom("fiscal_year")
    .select(({ fn }) => fn.max("last_day").as("day"))
    .where("status", "=", "closed")
    .executeTakeFirst();
  return row?.day ?? null;
}

/** Taken by whoever changes the mapping, so that two changes cannot both start from the same rules. */
export async function lockMapping(db: Db): Promise<void> {
  await sql`lock table statement_mapping in share row exclusive mode`.execute(db);
}

export async function saveMapping(
  db: Db,
  { superseded, added }: MappingRevision,
  { author, reason }: { author: bigint; reason: string },
): Promise<void> {
  if (superseded.length > 0) {
    await sql`update statement_mapping set superseded_at = clock_timestamp() where id = any(${superseded.map(String)}::bigint[])`.execute(
      db,
    );
  }
  if (added.length === 0) return;
  const rows = added.map(({ from, until, ...rule }) => ({ ...rule, valid: rangeOf({ from, until }), author, reason }));
  await db.insertInto("statement_mapping").values(rows).execute();
}
