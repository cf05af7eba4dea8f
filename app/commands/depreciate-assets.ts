import { randomUUID } from "node:crypto";
import { dueThrough } from "#app/domain/ledger/assets/asset.ts";
import { type DueDepreciation, depreciationEntry } from "#app/domain/ledger/assets/asset-entries.ts";
import { monthOf } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type PostedEntry, postEntries } from "#db/posting.ts";
import { lockRegister, saveRun } from "#db/queries/ledger/asset-changes.ts";
import { type RegisteredAsset, registeredAssets } from "#db/queries/ledger/assets.ts";
import { type PeriodState, periodsOfYear } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface DepreciationInput {
  readonly fiscalYear: number;
  /** The period that bears it; the complementary one takes the year whole. */
  readonly period: number;
}

export interface DepreciationPosted {
  readonly runId: string;
  readonly entry: PostedEntry;
  readonly assetCount: number;
  readonly amount: Quantity;
}

/**
 * Posts what the plans of the assets in service require at the end of a period, less what is posted: one entry in IM, one occurrence for
 * each asset and period, for ever. Months that were skipped are caught up. Refused when nothing is due (`nothing-to-depreciate`).
 */
export async function depreciateAssets(context: CommandContext, input: DepreciationInput): Promise<Result<DepreciationPosted>> {
  const { fiscalYear, period } = input;
  return await runCommand(context, { name: "depreciate-assets", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    await lockRegister(db);
    const at = (await periodsOfYear(db, fiscalYear)).find((candidate) => candidate.period === period);
    if (!at) return refuse({ kind: "not-found", what: "period", id: `${fiscalYear}-${period}` });
    const due = await dueDepreciation(db, at);
    if (due.length === 0) return refuse({ kind: "nothing-to-depreciate", year: fiscalYear, period });
    const event = { eventId: randomUUID(), on: at.lastDay, complementary: at.complementary, label: labelOf(at) };
    const posted = await postEntries(db, [depreciationEntry(event, due)], await postingOptions(db, context));
    if (!posted.ok) return posted;
    const [entry] = posted.value;
    if (!entry) throw new Error("one entry was posted, and none came back");
    const runId = randomUUID();
    const amounts = due.map(({ asset, amount }) => ({ assetId: asset.id, amount }));
    await saveRun(db, { id: runId, fiscalYear, period, kind: "run", entryId: entry.id, author: context.actor.id, amounts });
    const amount = sum(due.map((own) => own.amount));
    touch({ kind: "depreciationRun", id: runId, detail: { fiscalYear, period, assets: due.length, amount } });
    return accept({ runId, entry, assetCount: due.length, amount });
  });
}

/** What a run at the end of this period would post, asset by asset: the preview is the run. */
export async function dueDepreciation(
  db: Db,
  { lastDay }: Pick<PeriodState, "lastDay">,
): Promise<(DueDepreciation & { readonly asset: RegisteredAsset })[]> {
  const assets = await registeredAssets(db, { on: lastDay, everPosted: true });
  return assets.flatMap((asset) => {
    const { depreciationAccount, expenseAccount, disposalId } = asset;
    if (disposalId !== null || depreciationAccount === null || expenseAccount === null) return [];
    const amount = dueThrough(asset, monthOf(lastDay));
    return amount > 0n ? [{ asset, depreciation: depreciationAccount, expense: expenseAccount, amount }] : [];
  });
}

function labelOf({ lastDay, complementary }: PeriodState): string {
  const month = `${lastDay.slice(5, 7)}/${lastDay.slice(0, 4)}`;
  return complementary ? `Dotations aux amortissements ${lastDay.slice(0, 4)}` : `Dotations aux amortissements ${month}`;
}
