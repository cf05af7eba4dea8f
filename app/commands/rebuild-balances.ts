import { accept, type Result } from "#app/domain/result.ts";
import { rewriteBalances } from "#db/balance-rebuild.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Writes anew every maintained balance that is not the sum of its lines, while nobody posts. A drift is a defect or an intrusion: the
 * audit keeps what each balance was and became. Lines are never touched.
 */
export async function rebuildBalances(context: CommandContext): Promise<Result<{ rows: number }>> {
  return await runCommand(context, { name: "rebuild-balances", capability: "ledger.close" }, {}, async (db, touch) => {
    const rewritten = await rewriteBalances(db);
    for (const { table, changes } of rewritten) if (changes.length > 0) touch({ kind: "balance", id: table, detail: { changes } });
    return accept({ rows: rewritten.reduce((total, { changes }) => total + changes.length, 0) });
  });
}
