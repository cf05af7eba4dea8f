import { sql } from "kysely";
import type { AssetDraft, DepreciationAccounts } from "#app/domain/ledger/assets/asset.ts";
import type { DisposalKind } from "#app/domain/ledger/assets/asset-entries.ts";
import type { Day } from "#app/domain/month.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../../client.ts";

/** Held until the end of the transaction by whoever changes the register: its acts are few, and each reads before it writes. */
export async function lockRegister(db: Db): Promise<void> {
  await sql`lock table fixed_asset in share row exclusive mode`.execute(db);
}

export interface NewAsset extends AssetDraft {
  readonly id: string;
  readonly code: string;
  readonly fiscalYear: number;
  readonly note: string;
  readonly accounts: DepreciationAccounts | null;
  readonly sources: readonly { readonly fiscalYear: number; readonly entryId: bigint; readonly line: number; readonly amount: Quantity }[];
}

export async function saveAssets(db: Db, assets: readonly NewAsset[], author: bigint): Promise<void> {
  if (assets.length === 0) return;
  const rows = assets.map(({ accounts, sources: _, ...asset }) => ({
    id: asset.id,
    code: asset.code,
    label: asset.label,
    fiscal_year: asset.fiscalYear,
    account: asset.account,
    in_progress_account: asset.inProgressAccount,
    depreciation_account: accounts?.depreciation ?? null,
    expense_account: accounts?.expense ?? null,
    unit: asset.unit,
    quantity: asset.quantity,
    acquired_on: asset.acquiredOn,
    commissioned_on: asset.inProgressAccount === null ? asset.commissionedOn : null,
    gross: asset.gross,
    residual: asset.residual,
    duration_months: asset.durationMonths,
    prorata: asset.prorata,
    note: asset.note,
    author,
    commissioning_entry: null,
    cancelled_at: null,
  }));
  await db.insertInto("fixed_asset").values(rows).execute();
  const sources = assets.flatMap(({ id, sources: own }) =>
    own.map(({ fiscalYear, entryId, line, amount }) => ({ asset_id: id, fiscal_year: fiscalYear, entry_id: entryId, line, amount })),
  );
  if (sources.length > 0) await db.insertInto("asset_source").values(sources).execute();
}

export async function saveCommissioning(db: Db, id: string, on: Day, entryId: bigint | null): Promise<void> {
  await db.updateTable("fixed_asset").set({ commissioned_on: on, commissioning_entry: entryId }).where("id", "=", id).execute();
}

/** Leaves the register: its lines may make another asset. */
export async function saveCancellation(db: Db, id: string): Promise<void> {
  await sql`update fixed_asset set cancelled_at = clock_timestamp() where id = ${id}::uuid`.execute(db);
  await db.updateTable("asset_source").set({ live: null }).where("asset_id", "=", id).execute();
}

export interface NewRun {
  readonly id: string;
  readonly fiscalYear: number;
  readonly period: number;
  readonly kind: "run" | "disposal";
  readonly entryId: bigint;
  readonly author: bigint;
  readonly amounts: readonly { readonly assetId: string; readonly amount: Quantity }[];
}

export async function saveRun(db: Db, { id, fiscalYear, period, kind, entryId, author, amounts }: NewRun): Promise<void> {
  const amount = amounts.reduce((total, own) => total + own.amount, 0n);
  const run = { id, fiscal_year: fiscalYear, period, kind, asset_count: amounts.length, amount, entry_id: entryId, author };
  await db
    .insertInto("depreciation_run")
    .values({ ...run, undone_at: null, undone_by: null, undo_entry: null })
    .execute();
  const rows = amounts.map((own) => ({ asset_id: own.assetId, fiscal_year: fiscalYear, period, run_id: id, amount: own.amount }));
  await db.insertInto("depreciation").values(rows).execute();
}

export async function saveUndoneRun(db: Db, id: string, { author, undoEntry }: { author: bigint; undoEntry: bigint }): Promise<void> {
  await sql`update depreciation_run set undone_at = clock_timestamp(), undone_by = ${author}::bigint, undo_entry = ${undoEntry}::bigint
             where id = ${id}::uuid`.execute(db);
  await db.updateTable("depreciation").set({ live: null }).where("run_id", "=", id).execute();
}

/** A depreciation of one of these assets that is later than a run, or an asset of it that has left since: what must be undone first. */
export async function laterThanRun(db: Db, id: string): Promise<{ code: string; fiscalYear: number; period: number } | undefined> {
  const { rows } = await sql<{ code: string; fiscalYear: number; period: number }>`
    select a.code, l.fiscal_year as "fiscalYear", l.period
      from depreciation d
      join depreciation l on l.asset_id = d.asset_id and l.live and (l.fiscal_year, l.period) > (d.fiscal_year, d.period)
      join fixed_asset a on a.id = d.asset_id
     where d.run_id = ${id}::uuid and d.live order by l.fiscal_year desc, l.period desc, a.code limit 1`.execute(db);
  return rows[0];
}

export async function disposedOfRun(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select a.code from depreciation d join asset_disposal x on x.asset_id = d.asset_id and x.live join fixed_asset a on a.id = d.asset_id
     where d.run_id = ${id}::uuid and d.live order by a.code limit 1`.execute(db);
  return rows[0]?.code;
}

export interface NewDisposal {
  readonly id: string;
  readonly assetId: string;
  readonly disposedOn: Day;
  readonly kind: DisposalKind;
  readonly proceeds: Quantity;
  readonly netBookValue: Quantity;
  readonly reason: string;
  readonly entryId: bigint;
  readonly runId: string | null;
  readonly author: bigint;
}

export async function saveDisposal(db: Db, disposal: NewDisposal): Promise<void> {
  const { id, assetId, disposedOn, kind, proceeds, netBookValue, reason, entryId, runId, author } = disposal;
  const row = { id, asset_id: assetId, disposed_on: disposedOn, kind, proceeds, net_book_value: netBookValue, reason, entry_id: entryId };
  await db
    .insertInto("asset_disposal")
    .values({ ...row, run_id: runId, author, undo_entry: null })
    .execute();
}

export async function liveDisposal(db: Db, assetId: string) {
  return await db
    .selectFrom("asset_disposal")
    .select([
      "id",
      "entry_id as entryId",
      "run_id as runId",
      "disposed_on as disposedOn",
      "kind",
      "proceeds",
      "net_book_value as netBookValue",
      "reason",
    ])
    .where("asset_id", "=", assetId)
    .where("live", "=", true)
    .executeTakeFirst();
}

export async function saveUndoneDisposal(db: Db, id: string, undoEntry: bigint): Promise<void> {
  await db.updateTable("asset_disposal").set({ live: null, undo_entry: undoEntry }).where("id", "=", id).execute();
}
