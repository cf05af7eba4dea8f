import type { Db } from "#db/client.ts";
import { insertPlannedVersions, lockPlannedExpense, plannedExpenses } from "#db/queries/planned/expense.ts";
import { matchesBeyond, undoMatch } from "#db/queries/planned/match.ts";
import type { Touched } from "./run.ts";

/**
 * Planned expenses whose commitment has gone, or has no room for them any more, are to come again: the latest match of each line is undone first.
 * Returns how many were.
 */
export async function unmatchBeyond(
  db: Db,
  author: bigint,
  lines: readonly { readonly documentId: string; readonly line: number }[],
  touch: (touched: Touched) => void,
): Promise<number> {
  let unmatched = 0;
  for (const { matchId, expenseId: id, year, unit } of await matchesBeyond(db, lines)) {
    await lockPlannedExpense(db, id);
    // Somebody may have undone it meanwhile.
    if (!(await undoMatch(db, { id: matchId, expenseId: id, by: author }))) continue;
    const [expense] = await plannedExpenses(db, { year, units: [unit], id });
    if (!expense) continue;
    // What was given up meanwhile stays so.
    const state = expense.state === "givenUp" ? "givenUp" : "planned";
    await insertPlannedVersions(db, [{ id, version: expense.version + 1, act: "unmatch", state, author, expense }]);
    touch({ kind: "planned-expense", id, unit, detail: { unmatched: matchId } });
    unmatched += 1;
  }
  return unmatched;
}
