import { termFault } from "#app/domain/ledger/reopening.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { reopeningTerm, saveReopeningTerm as save } from "#db/queries/ledger/reopening-term.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface ReopeningTermInput {
  /** From 1 to 720. */
  readonly termHours: number;
}

/** How long reopenings last from now on unless their request says otherwise. One that was asked keeps its term; no lock changes. */
export async function saveReopeningTerm(context: CommandContext, input: ReopeningTermInput): Promise<Result<ReopeningTermInput>> {
  return await runCommand(context, { name: "save-reopening-term", capability: "ledger.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.arrange");
    if (!whole.ok) return whole;
    const fault = termFault(input.termHours);
    if (fault) return refuse(fault);
    const before = { termHours: await reopeningTerm(db) };
    await save(db, input.termHours);
    touch({ kind: "setting", id: "reopening", detail: { before, after: input } });
    return accept(input);
  });
}
