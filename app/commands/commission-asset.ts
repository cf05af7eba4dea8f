import { randomUUID } from "node:crypto";
import { requireState } from "#app/domain/ledger/assets/asset.ts";
import { commissioningEntry } from "#app/domain/ledger/assets/asset-entries.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { postEntries } from "#db/posting.ts";
import { lockRegister, saveCommissioning } from "#db/queries/ledger/asset-changes.ts";
import { registeredAssets } from "#db/queries/ledger/assets.ts";
import { exerciseOn } from "#db/queries/ledger/exercise.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface CommissioningInput {
  readonly assetId: string;
  readonly on: Day;
}

/** Puts an asset into service: its depreciation begins, and what stood on 23 moves to 20 or 21. */
export async function commissionAsset(
  context: CommandContext,
  input: CommissioningInput,
): Promise<Result<{ readonly entryId: bigint | null }>> {
  const { assetId, on } = input;
  return await runCommand(context, { name: "commission-asset", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    await lockRegister(db);
    if (!(await exerciseOn(db, on))) return refuse({ kind: "unknown-year", date: on });
    const [asset] = await registeredAssets(db, { on: "2099-12-31", id: assetId, everPosted: true });
    if (!asset) return refuse({ kind: "not-found", what: "fixedAsset", id: assetId });
    const refusal = requireState(asset, ["inProgress"]);
    if (refusal) return refuse(refusal);
    if (on < asset.acquiredOn) return refuse({ kind: "dates-out-of-order", earlier: asset.acquiredOn, later: on });
    const { inProgressAccount, gross, code } = asset;
    const event = { eventId: randomUUID(), on, label: `Mise en service ${code}` };
    const drafts = inProgressAccount === null ? [] : [commissioningEntry(event, asset, inProgressAccount, gross)];
    const posted = await postEntries(db, drafts, await postingOptions(db, context));
    if (!posted.ok) return posted;
    const entryId = posted.value[0]?.id ?? null;
    await saveCommissioning(db, assetId, on, entryId);
    touch({ kind: "fixedAsset", id: assetId, detail: { code, on, entryId } });
    return accept({ entryId });
  });
}
