import { accept, type Result, refuse } from "#app/domain/result.ts";
import { releaseStop } from "#db/queries/ledger/proof.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface ChainRelease {
  readonly stopId: bigint;
  readonly reason: string;
}

/** Lets postings into a chain whose proof failed, before it is sound again: the chief accountant's decision, kept with its reason. */
export async function releaseChain(context: CommandContext, input: ChainRelease): Promise<Result<{ fiscalYear: number; journal: string }>> {
  const { actor } = context;
  return await runCommand(context, { name: "release-chain", capability: "ledger.close" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.close");
    if (!whole.ok) return whole;
    if (input.reason.trim() === "") return refuse({ kind: "reason-required" });
    const released = await releaseStop(db, { id: input.stopId, actor: actor.id, reason: input.reason.trim() });
    if (!released) return refuse({ kind: "not-found", what: "chainStop", id: input.stopId.toString() });
    touch({ kind: "chainStop", id: input.stopId.toString(), detail: { ...released, reason: input.reason } });
    return accept(released);
  });
}
