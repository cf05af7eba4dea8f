import { randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { ExpenseClaim, SupportKey } from "#app/domain/works/allocation.ts";
import { checkCodes } from "#db/queries/forecast/codes.ts";
import { lockNamed } from "#db/queries/named-lock.ts";
import { deleteExpense, insertExpense, isExpenseKnown, saveSupportKey, shareGiven, statedExpenses } from "#db/queries/works/expenses.ts";
import { lockOperation } from "#db/queries/works/operations.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { faultOfPhase } from "./save-operation.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface AttachedExpense extends Omit<ExpenseClaim, "operation"> {
  /** Of the operation. */
  readonly to: string;
  readonly fromYear: number;
  readonly lastYear: number | null;
}

/**
 * An operation takes expense of the ledger by a key, wholly or in part. Keys give expense of the whole institute away: whoever arranges the
 * workload plan for all of it attaches them. Refused: what is unknown, and more than others left of the key in one of the years.
 */
export async function attachExpense(context: CommandContext, input: AttachedExpense): Promise<Result<{ expenseId: string }>> {
  return await runCommand(context, { name: "attach-expense", capability: "workload.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "workload.arrange");
    if (!whole.ok) return whole;
    const { to, ...claim } = input;
    const own = await lockOperation(db, to);
    if (!own) return refuse({ kind: "not-found", what: "statisticalOperation", id: to });
    if (claim.lastYear !== null && claim.lastYear < claim.fromYear)
      return refuse({ kind: "operation-out-of-order", first: String(claim.fromYear), last: String(claim.lastYear) });
    if (claim.share < 1 || claim.share > 1000) return refuse({ kind: "expense-given-twice", ...claim, left: 1000 });
    const fault = await faultOfPhase(db, own.id, claim.phase);
    if (fault) return refuse(fault);
    if (!(await isExpenseKnown(db, claim))) return refuse({ kind: "not-found", what: claim.key, id: claim.code });
    if (claim.unit !== null) {
      const known = await checkCodes(db, "unit", [claim.unit], context.today);
      if (!known.ok) return known;
    }
    await lockNamed(db, "expense of operations", [`${claim.key} ${claim.code} ${claim.unit ?? ""}`]);
    const left = 1000 - (await shareGiven(db, claim));
    if (claim.share > left) return refuse({ kind: "expense-given-twice", ...claim, left });
    const expenseId = randomUUID();
    await insertExpense(db, { ...claim, id: expenseId, operation: own.id });
    touch({ kind: "statisticalOperation", id: to, unit: own.unit, detail: { act: "attach-expense", ...claim } });
    return accept({ expenseId });
  });
}

/** What a key gave goes back to what is not allocated. */
export async function detachExpense(
  context: CommandContext,
  input: { readonly to: string; readonly expenseId: string },
): Promise<Result<null>> {
  return await runCommand(context, { name: "detach-expense", capability: "workload.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "workload.arrange");
    if (!whole.ok) return whole;
    const own = await lockOperation(db, input.to);
    if (!own) return refuse({ kind: "not-found", what: "statisticalOperation", id: input.to });
    const stated = await statedExpenses(db, own.id);
    if (!stated.some(({ id }) => id === input.expenseId)) return refuse({ kind: "not-found", what: "workExpense", id: "" });
    await deleteExpense(db, own.id, input.expenseId);
    touch({ kind: "statisticalOperation", id: input.to, unit: own.unit, detail: { act: "detach-expense", ...input } });
    return accept(null);
  });
}

/** Says which expense is support and by what it is shared over operations. */
export async function setSupportKey(context: CommandContext, input: SupportKey): Promise<Result<null>> {
  return await runCommand(context, { name: "set-support-key", capability: "workload.arrange" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "workload.arrange");
    if (!whole.ok) return whole;
    const known = await checkCodes(db, "activity", input.activities, context.today);
    if (!known.ok) return known;
    await saveSupportKey(db, { ...input, activities: [...new Set(input.activities)].sort() });
    touch({ kind: "setting", id: "supportKey", detail: { ...input } });
    return accept(null);
  });
}
