import { type SqlBool, sql } from "kysely";
import { type AssetState, stateOf, type WearingAsset } from "#app/domain/ledger/assets/asset.ts";
import type { Prorata } from "#app/domain/ledger/assets/depreciation-plan.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";
import { setting } from "../setting.ts";
import { openingJournals } from "./trial-balance.ts";

/** An asset with what the books hold of its wear at a date, in cents. */
export interface RegisteredAsset extends WearingAsset {
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly fiscalYear: number;
  readonly account: string;
  readonly inProgressAccount: string | null;
  readonly depreciationAccount: string | null;
  readonly expenseAccount: string | null;
  readonly unit: string;
  readonly unitLabel: string;
  readonly quantity: number;
  readonly acquiredOn: Day;
  readonly prorata: Prorata;
  readonly note: string;
  readonly commissioningEntry: bigint | null;
  readonly disposedOn: Day | null;
  readonly disposalId: string | null;
  readonly disposalEntry: bigint | null;
  readonly state: AssetState;
}

export interface AssetFilter {
  /** The state and the wear at this day. */
  readonly on: Day;
  readonly id?: string;
  /** Leaves out what left before this day. */
  readonly heldSince?: Day;
  /** Counts all that was ever posted, later periods too: what an act starts from. */
  readonly everPosted?: boolean;
}

/**
 * The register at a day, by code: assets acquired by then and not withdrawn from it. Wear counts the depreciation of the exercises that
 * end by the day, and of the one that holds it up to its period.
 */
export async function registeredAssets(db: Db, { on, id, heldSince, everPosted = false }: AssetFilter): Promise<RegisteredAsset[]> {
  const { rows } = await sql<Omit<RegisteredAsset, "state">>`
    select a.id, a.code, a.label, a.fiscal_year as "fiscalYear", a.account, a.in_progress_account as "inProgressAccount",
           a.depreciation_account as "depreciationAccount", a.expense_account as "expenseAccount", a.unit, coalesce(u.short_label, a.unit) as "unitLabel",
           a.quantity, a.acquired_on as "acquiredOn", a.commissioned_on as "commissionedOn", a.gross, a.residual, a.duration_months as "durationMonths",
           a.prorata, a.note, a.commissioning_entry as "commissioningEntry", x.disposed_on as "disposedOn", x.id as "disposalId", x.entry_id as "disposalEntry",
           coalesce((select sum(d.amount) from depreciation d join period p on p.fiscal_year = d.fiscal_year and p.period = d.period
                      where d.asset_id = a.id and d.live and (${everPosted} or p.last_day <= ${on}::date)), 0)::bigint as depreciated
      from fixed_asset a
      left join asset_disposal x on x.asset_id = a.id and x.live
      left join unit_version u on u.code = a.unit and u.superseded_at is null and u.valid @> ${on}::date
     where a.cancelled_at is null and a.acquired_on <= ${on}::date
       and ${id === undefined ? sql<SqlBool>`true` : sql<SqlBool>`a.id = ${id}::uuid`}
       and ${heldSince === undefined ? sql<SqlBool>`true` : sql<SqlBool>`coalesce(x.disposed_on, 'infinity') >= ${heldSince}::date`}
     order by a.code`.execute(db);
  return rows.map((row) => ({ ...row, state: stateOf(row, on) }));
}

/** One depreciation of an asset, in cents. */
export interface PostedDepreciation {
  readonly fiscalYear: number;
  readonly period: number;
  readonly amount: Quantity;
  readonly runId: string;
  readonly entryId: bigint;
  readonly entryName: string;
}

export async function depreciationsOf(db: Db, assetId: string): Promise<PostedDepreciation[]> {
  const { rows } = await sql<PostedDepreciation>`
    select d.fiscal_year as "fiscalYear", d.period, d.amount, d.run_id as "runId", r.entry_id as "entryId", e.journal || '-' || e.number as "entryName"
      from depreciation d join depreciation_run r on r.id = d.run_id join entry e on e.id = r.entry_id
     where d.asset_id = ${assetId}::uuid and d.live order by d.fiscal_year, d.period`.execute(db);
  return rows;
}

/** A line of the books that an asset is made of, or could be. */
export interface AssetLine {
  readonly fiscalYear: number;
  readonly entryId: bigint;
  readonly line: number;
  readonly entryName: string;
  readonly entryDate: Day;
  readonly account: string;
  readonly accountLabel: string;
  readonly unit: string | null;
  readonly label: string;
  readonly voucher: string | null;
  readonly amount: Quantity;
}

const assetLine = sql`
  l.fiscal_year as "fiscalYear", l.entry_id as "entryId", l.line, e.journal || '-' || e.number as "entryName", l.entry_date as "entryDate", l.account,
  coalesce(v.label, l.account) as "accountLabel", l.unit, l.label, l.voucher, l.debit as amount`;
const joined = sql`
  entry_line l
  join entry e on e.id = l.entry_id
  left join account_version v on v.book = l.book and v.code = l.account and v.superseded_at is null and v.valid @> l.entry_date`;

export async function sourcesOf(db: Db, assetId: string): Promise<AssetLine[]> {
  const { rows } = await sql<AssetLine>`
    select ${assetLine} from asset_source s
      join ${joined} on s.fiscal_year = l.fiscal_year and s.entry_id = l.entry_id and s.line = l.line
     where s.asset_id = ${assetId}::uuid and s.live order by l.entry_date, l.entry_id, l.line`.execute(db);
  return rows;
}

/**
 * « À immobiliser »: debits of 20, 21, 231 and 232 that no asset of the register holds. Openings, reversals, what was reversed, and what
 * the register posted itself are left out; an exercise is asked for, or one of its lines.
 */
export async function capitalisableLines(
  db: Db,
  { fiscalYear, at }: { fiscalYear: number; at?: { entryId: bigint; line: number } },
): Promise<AssetLine[]> {
  const opening = await openingJournals(db);
  const { rows } = await sql<AssetLine>`
    select ${assetLine} from ${joined}
     where l.fiscal_year = ${fiscalYear} and l.book = 'general' and l.debit > 0 and l.account ~ '^(20[1-9]|21[1-9]|23[12])'
       and coalesce(l.document, '') <> 'fixedAsset' and e.journal <> all(${opening}::text[]) and e.reverses is null
       and not exists (select from entry r where r.reverses = e.id)
       and not exists (select from asset_source s where s.fiscal_year = l.fiscal_year and s.entry_id = l.entry_id and s.line = l.line and s.live)
       and ${at === undefined ? sql<SqlBool>`true` : sql<SqlBool>`l.entry_id = ${at.entryId}::bigint and l.line = ${at.line}::int`}
     order by l.account collate "C", l.entry_date, l.entry_id, l.line`.execute(db);
  return rows;
}

/** The register beside the ledger, account by account, in cents; `gap` = ledger − register. */
export interface AssetTie {
  readonly account: string;
  readonly label: string;
  readonly ledger: Quantity;
  readonly register: Quantity;
  readonly gap: Quantity;
}

/**
 * « Registre = comptes 20, 21, 23 et 28 » at the end of an exercise. The ledger is read from its last opening entries on; where the years
 * are not carried over yet, the years before are added up. Accounts where both are nothing are left out.
 */
export async function assetTies(db: Db, { fiscalYear, lastDay }: { fiscalYear: number; lastDay: Day }): Promise<AssetTie[]> {
  const opening = await openingJournals(db);
  const { rows } = await sql<AssetTie>`
    with start as (
      select coalesce(max(fiscal_year) filter (where journal = any(${opening}::text[])), min(fiscal_year)) as year
        from entry where book = 'general' and fiscal_year <= ${fiscalYear}),
    ledger as (
      select b.account, sum(b.debit - b.credit)::bigint as amount from account_balance b, start
       where b.book = 'general' and b.fiscal_year between start.year and ${fiscalYear} and b.account ~ '^(20[1-9]|21[1-9]|23[12]|280|281)' group by b.account),
    held as (
      select a.*, coalesce((select sum(d.amount) from depreciation d join period p on p.fiscal_year = d.fiscal_year and p.period = d.period
                             where d.asset_id = a.id and d.live and p.last_day <= ${lastDay}::date), 0)::bigint as depreciated
        from fixed_asset a
       where a.cancelled_at is null and a.acquired_on <= ${lastDay}::date
         and not exists (select from asset_disposal x where x.asset_id = a.id and x.live and x.disposed_on <= ${lastDay}::date)),
    register as (
      select account, sum(amount)::bigint as amount from (
        select case when in_progress_account is not null and coalesce(commissioned_on, 'infinity') > ${lastDay}::date then in_progress_account else account end as account,
               gross as amount from held
        union all
        select depreciation_account, -depreciated from held where depreciated > 0) as part group by account)
    select coalesce(g.account, r.account) as account, coalesce(v.label, g.account, r.account) as label, coalesce(g.amount, 0) as ledger,
           coalesce(r.amount, 0) as register, coalesce(g.amount, 0) - coalesce(r.amount, 0) as gap
      from ledger g full join register r on r.account = g.account
      left join account_version v on v.book = 'general' and v.code = coalesce(g.account, r.account) and v.superseded_at is null and v.valid @> ${lastDay}::date
     where coalesce(g.amount, 0) <> 0 or coalesce(r.amount, 0) <> 0
     order by coalesce(g.account, r.account) collate "C"`.execute(db);
  return rows;
}

/** A depreciation run or the complement of a disposal, as the page lists them. */
export interface DepreciationRun {
  readonly id: string;
  readonly fiscalYear: number;
  readonly period: number;
  readonly kind: "run" | "disposal";
  readonly assetCount: number;
  readonly amount: Quantity;
  readonly entryId: bigint;
  readonly entryName: string;
  readonly author: string;
  readonly undone: boolean;
}

export async function depreciationRuns(db: Db, fiscalYear: number): Promise<DepreciationRun[]> {
  return await runs(db, sql`r.fiscal_year = ${fiscalYear}`);
}

export async function depreciationRun(db: Db, id: string): Promise<DepreciationRun | undefined> {
  return (await runs(db, sql`r.id = ${id}::uuid`))[0];
}

async function runs(db: Db, which: ReturnType<typeof sql>): Promise<DepreciationRun[]> {
  const { rows } = await sql<DepreciationRun>`
    select r.id, r.fiscal_year as "fiscalYear", r.period, r.kind, r.asset_count as "assetCount", r.amount, r.entry_id as "entryId",
           e.journal || '-' || e.number as "entryName", u.name as author, r.undone_at is not null as undone
      from depreciation_run r join entry e on e.id = r.entry_id join app_user u on u.id = r.author
     where ${which} order by r.created_at desc, r.id`.execute(db);
  return rows;
}

/** A line of the books, whether or not it may become an asset. */
export async function lineNamed(db: Db, { fiscalYear, entryId, line }: { fiscalYear: number; entryId: bigint; line: number }) {
  const { rows } = await sql<{ entryName: string; account: string; held: boolean }>`
    select e.journal || '-' || e.number as "entryName", l.account,
           exists (select from asset_source s where s.fiscal_year = l.fiscal_year and s.entry_id = l.entry_id and s.line = l.line and s.live) as held
      from entry_line l join entry e on e.id = l.entry_id
     where l.fiscal_year = ${fiscalYear} and l.entry_id = ${entryId}::bigint and l.line = ${line}::int and l.book = 'general'`.execute(db);
  return rows[0];
}

/** Whether a unit stands on a day, and whether its code is known at all. */
export async function unitStanding(db: Db, unit: string, on: Day): Promise<{ readonly known: boolean; readonly stands: boolean }> {
  const { rows } = await sql<{ known: boolean; stands: boolean }>`
    select exists (select from unit where code = ${unit}) as known,
           exists (select from unit_version where code = ${unit} and superseded_at is null and valid @> ${on}::date) as stands`.execute(db);
  return rows[0] ?? { known: false, stands: false };
}

/** How the first month counts unless one says otherwise: the setting `asset-prorata`, whole months by default. */
export async function assetProrata(db: Db): Promise<Prorata> {
  const stored = await setting(db, "asset-prorata");
  return typeof stored === "object" && stored !== null && "rule" in stored && stored.rule === "day" ? "day" : "month";
}
