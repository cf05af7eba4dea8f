import { type MappingChange, reviseMapping } from "#app/domain/ledger/statements/mapping-change.ts";
import { isDay } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { arrangementOn, closedUntil, datedRules, lockMapping, saveMapping } from "#db/queries/ledger/statements.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface StatementMappingInput extends MappingChange {
  readonly reason: string;
}

/**
 * Sends the accounts of a prefix to another line of the statements from a day on. The exercises closed before keep theirs. Refused as
 * `reviseMapping` says, after a missing reason.
 */
export async function reviseStatementMapping(
  context: CommandContext,
  input: StatementMappingInput,
): Promise<Result<{ readonly rules: number }>> {
  const declaration = { name: "revise-statement-mapping", capability: "ledger.arrange" } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const { reason, ...change } = input;
    if (reason.trim() === "") return refuse({ kind: "reason-required" });
    await lockMapping(db);
    const lines = isDay(change.from) ? (await arrangementOn(db, change.from, "fr")).lines : [];
    const revised = reviseMapping(change, { rules: await datedRules(db), lines, closedUntil: await closedUntil(db) });
    if (!revised.ok) return revised;
    await saveMapping(db, revised.value, { author: context.actor.id, reason: reason.trim() });
    touch({ kind: "statementMapping", id: change.prefix, detail: { ...input } });
    return accept({ rules: revised.value.added.length });
  });
}
