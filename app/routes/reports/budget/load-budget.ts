import { digestOf } from "#app/commands/issue-report.ts";
import { budgetContent } from "#app/domain/reports/budget-table.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { budgetTable } from "#db/queries/reports/budget-table.ts";

/** The table as it stands today, or at the end of its year, with the digest of what it says; undefined: no such exercise. */
export async function loadBudget({ db, year, today }: LoaderScene) {
  const days = await exercise(db, year);
  if (!days) return undefined;
  const table = await budgetTable(db, year, today < days.lastDay ? today : days.lastDay);
  return { table, running: today < days.lastDay, sha256: digestOf(budgetContent(table)) };
}
