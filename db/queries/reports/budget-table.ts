import type { Day } from "#app/domain/month.ts";
import type { AeCp, BudgetTable } from "#app/domain/reports/budget-table.ts";
import type { Origin, SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";

/** What opens credits of the programme or takes them back, action by action; what is shared out afterwards goes from one to another. */
const openings = [
  "initialBudget",
  "servicesVotes",
  "amendingBudget",
  "carryOver",
  "earmarkedFund",
  "assignedRevenue",
  "virement",
  "transfer",
  "advanceDecree",
  "withdrawal",
  "cancellation",
] as const satisfies readonly Origin[];

/** The programme's year by action and group of titles, up to a day: three questions of the cube, over everything. */
export async function budgetTable(db: Db, year: number, asOf: Day): Promise<BudgetTable> {
  const question = { resources: ["AE", "CP"], years: [year], by: ["action", "spendingClass"], asOf: { on: asOf, known: false } } as const;
  const voted = await readCube(db, { ...question, measures: ["opened"], where: { movement: ["initialBudget"] } });
  const opened = await readCube(db, { ...question, measures: ["opened"], where: { movement: openings } });
  const used = await readCube(db, { ...question, measures: ["used"] });
  const labels = await actionLabels(db, asOf);
  const keys = [...new Set([...opened, ...used].map(({ at }) => `${at.action} ${at.spendingClass}`))].sort((one, other) =>
    placeOf(one) < placeOf(other) ? -1 : 1,
  );
  return {
    ...{ year, asOf },
    lines: keys.map((key) => {
      const [action = "", spendingClass = ""] = key.split(" ");
      const own = <Row extends (typeof voted | typeof used)[number]>(rows: readonly Row[]) =>
        rows.filter(({ at }) => at.action === action && at.spendingClass === spendingClass);
      const of = (amountOf: (resource: "AE" | "CP") => bigint): AeCp => ({ AE: amountOf("AE"), CP: amountOf("CP") });
      return {
        ...{ action, label: labels.get(action) ?? action, spendingClass: spendingClass as SpendingClass },
        voted: of((resource) => own(voted).find((row) => row.resource === resource)?.amounts.opened ?? 0n),
        opened: of((resource) => own(opened).find((row) => row.resource === resource)?.amounts.opened ?? 0n),
        used: of((resource) => own(used).find((row) => row.resource === resource)?.amounts.used ?? 0n),
      };
    }),
  };
}

/** By action, title 2 before the others: as the annexes do. */
function placeOf(key: string): string {
  return key.replace(" personnel", " 1").replace(" nonPersonnel", " 2");
}

async function actionLabels(db: Db, on: Day): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("activity_version")
    .select(["code", "label"])
    .where("superseded_at", "is", null)
    .where("level", "=", "action")
    .execute();
  return new Map(rows.map(({ code, label }) => [code, label]));
}
