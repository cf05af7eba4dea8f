import { accept, type Result, refuse } from "#app/domain/result.ts";
import { lockRegister, saveCancellation } from "#db/queries/ledger/asset-changes.ts";
import { registeredAssets } from "#db/queries/ledger/assets.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface WithdrawalInput {
  readonly assetId: string;
  readonly reason: string;
}

/** Takes back what was entered in the register by mistake, while no entry of it exists: its lines may then make another asset. */
export async function withdrawAsset(context: CommandContext, input: WithdrawalInput): Promise<Result<{ readonly code: string }>> {
  const { assetId, reason } = input;
  return await runCommand(context, { name: "withdraw-asset", capability: "ledger.post" }, input, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.post");
    if (!allowed.ok) return allowed;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockRegister(db);
    const [asset] = await registeredAssets(db, { on: "2099-12-31", id: assetId, everPosted: true });
    if (!asset) return refuse({ kind: "not-found", what: "fixedAsset", id: assetId });
    if (asset.depreciated > 0n || asset.commissioningEntry !== null || asset.disposalId !== null) {
      return refuse({ kind: "wrong-state", what: "fixedAsset", state: asset.state, expected: ["draft"] });
    }
    await saveCancellation(db, assetId);
    touch({ kind: "fixedAsset", id: assetId, detail: { code: asset.code, reason } });
    return accept({ code: asset.code });
  });
}
