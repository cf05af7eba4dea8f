import { sql } from "kysely";
import { type BalancePairs, closingOf } from "#app/domain/ledger/balance-pairs.ts";
import type { Db } from "../../client.ts";
import { openingJournals } from "./trial-balance.ts";

/** A party on an account, over an exercise; `party` is null for what the account holds without any. */
export interface SubsidiaryLine extends BalancePairs {
  readonly party: string | null;
  readonly partyLabel: string | null;
  readonly account: string;
}

type Moves = Omit<SubsidiaryLine, `closing${string}`>;

/**
 * The parties of the accounts of class 4 that begin with `prefix`, as at the end of a period; then what each account holds without a
 * party, so that the whole equals the collective accounts. Read from the maintained balances.
 */
export async function subsidiaryLines(
  db: Db,
  { fiscalYear, prefix, through = 1_000 }: { fiscalYear: number; prefix: string; through?: number | undefined },
): Promise<SubsidiaryLine[]> {
  const accounts = (await collectiveAccounts(db, fiscalYear)).map(({ account }) => account).filter((account) => account.startsWith(prefix));
  const opening = await openingJournals(db);
  const { rows } = await sql<Moves>`
    with named as (${pairsOf("party_balance", fiscalYear, accounts, opening, through, "account, party")}),
    whole as (${pairsOf("journal_balance", fiscalYear, accounts, opening, through, "account")}),
    told as (
      select account, sum(od) as od, sum(oc) as oc, sum(md) as md, sum(mc) as mc from named group by account),
    lines as (
      select account, party, od, oc, md, mc from named
      union all
      select w.account, null, w.od - coalesce(t.od, 0), w.oc - coalesce(t.oc, 0), w.md - coalesce(t.md, 0), w.mc - coalesce(t.mc, 0)
        from whole w left join told t on t.account = w.account)
    select l.account, l.party, p.label as "partyLabel", l.od::bigint as "openingDebit", l.oc::bigint as "openingCredit",
           l.md::bigint as "movementDebit", l.mc::bigint as "movementCredit"
      from lines l left join party p on p.code = l.party
     where (l.od, l.oc, l.md, l.mc) <> (0, 0, 0, 0)
     order by l.account collate "C", l.party is null, p.label, l.party`.execute(db);
  return rows.map((row) => ({ ...row, ...closingOf(row) }));
}

/** The accounts of class 4 that the exercise moved, and how many parties each has. */
export async function collectiveAccounts(db: Db, fiscalYear: number): Promise<{ account: string; label: string; parties: number }[]> {
  const { rows } = await sql<{ account: string; label: string; parties: bigint }>`
    with moved as (
      select distinct account from account_balance where fiscal_year = ${fiscalYear} and book = 'general' and left(account, 1) = '4'),
    named as (select account, count(distinct party) as parties from party_balance where fiscal_year = ${fiscalYear} group by account)
    select m.account, coalesce(v.label, m.account) as label, coalesce(n.parties, 0) as parties
      from moved m
      join fiscal_year y on y.year = ${fiscalYear}
      left join named n on n.account = m.account
      left join account_version v on v.book = 'general' and v.code = m.account and v.superseded_at is null and v.valid @> y.last_day
     order by m.account collate "C"`.execute(db);
  return rows.map(({ parties, ...row }) => ({ ...row, parties: Number(parties) }));
}

/** What one party holds on each account; undefined when there is no such party. */
export async function partyBalances(
  db: Db,
  fiscalYear: number,
  party: string,
): Promise<{ code: string; label: string; accounts: (BalancePairs & { account: string; accountLabel: string })[] } | undefined> {
  const known = await db.selectFrom("party").select(["code", "label"]).where("code", "=", party).executeTakeFirst();
  if (!known) return undefined;
  const opening = await openingJournals(db);
  const { rows } = await sql<Omit<BalancePairs, `closing${string}`> & { account: string; accountLabel: string }>`
    with sums as (${pairsOf("party_balance", fiscalYear, undefined, opening, 1_000, "account", party)})
    select s.account, coalesce(v.label, s.account) as "accountLabel", s.od as "openingDebit", s.oc as "openingCredit", s.md as "movementDebit",
           s.mc as "movementCredit"
      from sums s
      join fiscal_year y on y.year = ${fiscalYear}
      left join account_version v on v.book = 'general' and v.code = s.account and v.superseded_at is null and v.valid @> y.last_day
     order by s.account collate "C"`.execute(db);
  return { ...known, accounts: rows.map((row) => ({ ...row, ...closingOf(row) })) };
}

/** Opening and movements apart, by the given keys. */
function pairsOf(
  table: "party_balance" | "journal_balance",
  fiscalYear: number,
  accounts: readonly string[] | undefined,
  opening: readonly string[],
  through: number,
  keys: "account" | "account, party",
  party?: string,
) {
  const side = (column: "debit" | "credit", among: boolean) =>
    sql`coalesce(sum(${sql.ref(column)}) filter (where (journal = any(${opening}::text[])) = ${among}), 0)::bigint`;
  return sql`
    select ${sql.raw(keys)}, ${side("debit", true)} as od, ${side("credit", true)} as oc, ${side("debit", false)} as md, ${side("credit", false)} as mc
      from ${sql.table(table)}
     where fiscal_year = ${fiscalYear} and period <= ${through}
       and ${accounts === undefined ? sql`true` : sql`account = any(${accounts}::text[])`}
       and ${party === undefined ? sql`true` : sql`party = ${party}`}
     group by ${sql.raw(keys)}`;
}
