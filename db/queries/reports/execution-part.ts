import type { Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";
import { type BudgetRow, type BudgetStage, type BudgetTable, budgetRows } from "#app/domain/reports/budget-table.ts";
import { amount, line, rate, rateOf, table, text, whole, word } from "#app/domain/reports/compose.ts";
import type { ReportCell, ReportRow, ReportTable } from "#app/domain/reports/report.ts";
import { readCube } from "../cube/cube.ts";
import { codesOf, type ReportFrame } from "./frame.ts";

/** The rows of the programme's table, with the cells that a document asks of each. */
function budgetReportRows(budget: BudgetTable, cellsOf: (row: BudgetRow) => readonly ReportCell[]): ReportRow[] {
  const level = { line: "line", action: "part", class: "part", whole: "whole" } as const;
  return budgetRows(budget).map((row) => ({
    key: [row.kind, row.action, row.spendingClass].filter((each) => each !== null).join(" "),
    level: level[row.kind],
    cells: [row.action === null ? null : `${row.action} ${row.label}`, row.spendingClass ?? "allTitles", ...cellsOf(row)],
  }));
}

const pairs = (stages: readonly BudgetStage[]) =>
  stages.flatMap((stage) => (["AE", "CP"] as const).map((resource) => [stage, resource] as const));

/** Opened and used, action by action and title by title; how far the CP are. */
export function executedByAction(budget: BudgetTable): ReportTable {
  const shown = pairs(["opened", "used"]);
  return table(
    "byAction",
    [text("action"), word("titles"), ...shown.map(([stage, resource]) => amount(stage, resource)), rate],
    budgetReportRows(budget, (row) => [...shown.map(([stage, resource]) => row[stage][resource]), rateOf(row.used.CP, row.opened.CP)]),
  );
}

/** Voted and opened, action by action and title by title. */
export function votedByActionTable(budget: BudgetTable): ReportTable {
  const shown = pairs(["voted", "opened"]);
  return table(
    "votedByAction",
    [text("action"), word("titles"), ...shown.map(([stage, resource]) => amount(stage, resource))],
    budgetReportRows(budget, (row) => shown.map(([stage, resource]) => row[stage][resource])),
  );
}

/** What units hold and use of their credits, by unit and groups of titles. */
export interface UnitCredits {
  readonly unit: string;
  readonly titles: string;
  readonly of: (measure: "notified" | "toRelease" | "released" | "used", resource: "AE" | "CP") => Quantity;
}

export async function unitCredits({ db, year, asOf, units }: ReportFrame): Promise<UnitCredits[]> {
  const rows = await readCube(db, {
    ...{ measures: ["notified", "toRelease", "released", "used"], resources: ["AE", "CP"], years: [year] },
    ...{ by: ["unit", "spendingClass"], where: { unit: codesOf(units) }, asOf: { on: asOf, known: false } },
  });
  return units.flatMap(({ code }) =>
    (["personnel", "nonPersonnel"] as const).flatMap((titles): UnitCredits[] => {
      const own = rows.filter(({ at }) => at.unit === code && at.spendingClass === titles);
      if (own.length === 0) return [];
      const of: UnitCredits["of"] = (measure, resource) => own.find((row) => row.resource === resource)?.amounts[measure] ?? 0n;
      return [{ unit: code, titles, of }];
    }),
  );
}

/** Each unit in all its titles: notified and used, and how far it is. */
export function executedByUnit({ units }: ReportFrame, credits: readonly UnitCredits[]): ReportTable {
  const shown = (["notified", "used"] as const).flatMap((measure) =>
    (["AE", "CP"] as const).map((resource) => [measure, resource] as const),
  );
  const cells = (own: readonly UnitCredits[]): ReportCell[] => {
    const added = shown.map(([measure, resource]) => sum(own.map(({ of }) => of(measure, resource))));
    return [...added, rateOf(added[3] ?? 0n, added[1] ?? 0n)];
  };
  const rows = units.flatMap(({ code, label }) => {
    const own = credits.filter(({ unit }) => unit === code);
    return own.length === 0 ? [] : [line(code, [label, ...cells(own)])];
  });
  return table(
    "byUnit",
    [text("unit"), ...shown.map(([measure, resource]) => amount(measure, resource)), rate],
    [...rows, whole([null, ...cells(credits)])],
  );
}

/** Each unit, title 2 and the others: what it was notified, what is at its disposal and what still is to be. */
export function creditsByUnit({ units }: ReportFrame, credits: readonly UnitCredits[]): ReportTable {
  const shown = (["notified", "released", "toRelease"] as const).flatMap((measure) =>
    (["AE", "CP"] as const).map((resource) => [measure, resource] as const),
  );
  const cells = (own: readonly UnitCredits[]) => shown.map(([measure, resource]) => sum(own.map(({ of }) => of(measure, resource))));
  const label = new Map(units.map((unit) => [unit.code, unit.label]));
  return table(
    "creditsByUnit",
    [text("unit"), word("titles"), ...shown.map(([measure, resource]) => amount(measure, resource))],
    [
      ...credits.map((own) => line(`${own.unit} ${own.titles}`, [label.get(own.unit) ?? own.unit, own.titles, ...cells([own])])),
      whole([null, "allTitles", ...cells(credits)]),
    ],
  );
}
