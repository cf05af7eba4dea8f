import { randomUUID } from "node:crypto";
import { checkPlannedExpense, type PlannedExpense } from "#app/domain/execution/planned/expense.ts";
import { mostPastedRows } from "#app/domain/execution/planned/pasted-rows.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { insertPlannedExpenses, insertPlannedVersions, isPlanLine, type PlannedRow } from "#db/queries/planned/expense.ts";
import { standingExpense } from "./planned-expense.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface PlannedExpensesInput {
  readonly year: number;
  readonly unit: string;
  readonly expenses: readonly PlannedExpense[];
}

/** Adds what a unit intends to buy in an exercise: all or none. */
export async function addPlannedExpenses(context: CommandContext, input: PlannedExpensesInput): Promise<Result<{ ids: string[] }>> {
  const { year, unit, expenses } = input;
  return await runCommand<{ ids: string[] }>(
    context,
    { name: "add-planned-expenses", capability: "execution.plan", unit },
    input,
    async (db, touch) => {
      if (expenses.length === 0) return refuse({ kind: "wrong-form", fields: { object: "required" } });
      if (expenses.length > mostPastedRows) return refuse({ kind: "too-many-planned-rows", count: expenses.length, limit: mostPastedRows });
      const kept: PlannedExpense[] = [];
      for (const expense of expenses) {
        const checked = await checkedExpense(db, tidied(expense), { year, unit });
        if (!checked.ok) return checked;
        kept.push(checked.value);
      }
      const ids = kept.map(() => randomUUID());
      await insertPlannedExpenses(db, { year, unit, ids });
      const author = context.actor.id;
      await insertPlannedVersions(
        db,
        kept.map((expense, index) => ({
          id: ids[index] ?? "",
          version: 1,
          act: "add" as const,
          state: "planned" as const,
          author,
          expense,
        })),
      );
      touch({ kind: "planned-expense", id: ids[0] ?? "", unit, detail: { year, count: ids.length } });
      return accept({ ids });
    },
  );
}

export interface PlannedChange {
  readonly year: number;
  readonly unit: string;
  readonly id: string;
  /** The version that the writer saw. */
  readonly seenVersion: number;
}

/** Says a planned expense anew; only one that is still planned, and never below what commitments took of it. */
export async function changePlannedExpense(
  context: CommandContext,
  input: PlannedChange & { readonly expense: PlannedExpense },
): Promise<Result<{ version: number }>> {
  const declaration = { name: "change-planned-expense", capability: "execution.plan", unit: input.unit } as const;
  return await runCommand<{ version: number }>(context, declaration, input, async (db, touch) => {
    const standing = await standingExpense(db, input, ["planned"]);
    if (!standing.ok) return standing;
    const { matched, version } = standing.value;
    const checked = await checkedExpense(db, tidied(input.expense), { ...input, matched, before: standing.value });
    if (!checked.ok) return checked;
    const next = { id: input.id, version: version + 1, act: "change" as const, state: "planned" as const };
    await insertPlannedVersions(db, [{ ...next, author: context.actor.id, expense: checked.value }]);
    touch({
      kind: "planned-expense",
      id: input.id,
      unit: input.unit,
      detail: { before: said(standing.value), after: said(checked.value) },
    });
    return accept({ version: version + 1 });
  });
}

/** Gives an expense up, or plans it again. What commitments took of it stays matched. */
export async function givePlannedExpenseUp(
  context: CommandContext,
  input: PlannedChange & { readonly resume: boolean },
): Promise<Result<{ version: number }>> {
  const declaration = { name: "give-planned-expense-up", capability: "execution.plan", unit: input.unit } as const;
  return await runCommand<{ version: number }>(context, declaration, input, async (db, touch) => {
    const standing = await standingExpense(db, input, [input.resume ? "givenUp" : "planned"]);
    if (!standing.ok) return standing;
    const { version } = standing.value;
    const act = input.resume ? "resume" : "giveUp";
    const state = input.resume ? "planned" : "givenUp";
    await insertPlannedVersions(db, [
      { id: input.id, version: version + 1, act, state, author: context.actor.id, expense: standing.value },
    ]);
    touch({ kind: "planned-expense", id: input.id, unit: input.unit, detail: { act } });
    return accept({ version: version + 1 });
  });
}

async function checkedExpense(
  db: Db,
  expense: PlannedExpense,
  { year, unit, matched = 0n, before }: { year: number; unit: string; matched?: bigint; before?: PlannedRow },
): Promise<Result<PlannedExpense>> {
  const checked = checkPlannedExpense(expense, year, matched);
  if (!checked.ok) return checked;
  const { lineId } = checked.value;
  if (lineId === null || lineId === before?.lineId || (await isPlanLine(db, lineId, { unit, year }))) return checked;
  return refuse({ kind: "not-found", what: "line", id: lineId });
}

function tidied({ object, amount, month, payments, supplier, lineId }: PlannedExpense): PlannedExpense {
  return { object: object.trim(), amount, month, payments, supplier: supplier.trim(), lineId };
}

function said({ object, amount, month, payments, supplier, lineId }: PlannedExpense): Readonly<Record<string, unknown>> {
  return { object, amount, month, payments, supplier, lineId };
}
