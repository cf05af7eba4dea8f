import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { insertPlannedVersions } from "#db/queries/planned/expense.ts";
import { insertMatch, lockFreeCommitment, undoMatch } from "#db/queries/planned/match.ts";
import { standingExpense } from "./planned-expense.ts";
import { type CommandContext, runCommand } from "./run.ts";
import type { PlannedChange } from "./save-planned-expenses.ts";

export type MatchInput = PlannedChange & {
  readonly commitmentId: string;
  readonly line: number;
  /** true: a part of the expense came, the rest is still to come; false: this is what it came to, nothing more is expected. */
  readonly keepRest: boolean;
};
export interface MatchedExpense {
  readonly matchId: string;
  readonly amount: bigint;
  readonly version: number;
}

/**
 * Says that a line of a commitment is this planned expense, or a part of it: from then on its euros are counted in the commitment alone. What is
 * matched is the lesser of what is still planned and of what is free on the line.
 */
export async function matchPlannedExpense(context: CommandContext, input: MatchInput): Promise<Result<MatchedExpense>> {
  const declaration = { name: "match-planned-expense", capability: "execution.plan", unit: input.unit } as const;
  return await runCommand<MatchedExpense>(context, declaration, input, async (db, touch) => {
    const standing = await standingExpense(db, input, ["planned"]);
    if (!standing.ok) return standing;
    const commitment = await lockFreeCommitment(db, input);
    if (!commitment) return refuse({ kind: "not-found", what: "commitmentLine", id: input.commitmentId });
    const { amount: planned, matched, version } = standing.value;
    const open = planned - matched;
    const amount = open < commitment.free ? open : commitment.free;
    if (amount <= 0n) return refuse({ kind: "nothing-to-match", number: commitment.number });
    const matchId = randomUUID();
    const { id, commitmentId, line } = input;
    await insertMatch(db, { id: matchId, expenseId: id, commitmentId, line, amount, author: context.actor.id });
    const state = input.keepRest && amount < open ? "planned" : "matched";
    await insertPlannedVersions(db, [{ id, version: version + 1, act: "match", state, author: context.actor.id, expense: standing.value }]);
    touch({ kind: "planned-expense", id, unit: input.unit, detail: { commitment: commitment.number, line, amount, state } });
    return accept({ matchId, amount, version: version + 1 });
  });
}

/** Undoes a match: what it took of the expense is planned again. */
export async function unmatchPlannedExpense(
  context: CommandContext,
  input: PlannedChange & { readonly matchId: string },
): Promise<Result<{ version: number }>> {
  const declaration = { name: "unmatch-planned-expense", capability: "execution.plan", unit: input.unit } as const;
  return await runCommand<{ version: number }>(context, declaration, input, async (db, touch) => {
    const standing = await standingExpense(db, input, ["planned", "matched"]);
    if (!standing.ok) return standing;
    const { id, matchId } = input;
    if (!(await undoMatch(db, { id: matchId, expenseId: id, by: context.actor.id })))
      return refuse({ kind: "not-found", what: "plannedMatch", id: matchId });
    const version = standing.value.version + 1;
    await insertPlannedVersions(db, [{ id, version, act: "unmatch", state: "planned", author: context.actor.id, expense: standing.value }]);
    touch({ kind: "planned-expense", id, unit: input.unit, detail: { unmatched: matchId } });
    return accept({ version });
  });
}
