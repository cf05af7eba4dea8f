import type { PlannedState } from "#app/domain/execution/planned/expense.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { lockPlannedExpense, type PlannedRow, plannedExpenses } from "#db/queries/planned/expense.ts";

/** The planned expense that an act is about, locked, when it is one of this unit and year, in one of these states, and has not moved since it was seen. */
export async function standingExpense(
  db: Db,
  { id, unit, year, seenVersion }: { id: string; unit: string; year: number; seenVersion: number },
  states: readonly PlannedState[],
): Promise<Result<PlannedRow>> {
  const place = await lockPlannedExpense(db, id);
  const absent = { kind: "not-found", what: "plannedExpense", id } as const;
  if (!place || place.unit !== unit || place.year !== year) return refuse(absent);
  const [standing] = await plannedExpenses(db, { year, units: [unit], id });
  if (!standing) return refuse(absent);
  const { version, state } = standing;
  if (version !== seenVersion)
    return refuse({ kind: "stale", what: "plannedExpense", seen: BigInt(seenVersion), current: BigInt(version) });
  if (!states.includes(state)) return refuse({ kind: "wrong-state", what: "plannedExpense", state, expected: states });
  return accept(standing);
}
