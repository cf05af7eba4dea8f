import type { Day } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";

/** Cents of each resource. */
export interface AeCp {
  readonly AE: Quantity;
  readonly CP: Quantity;
}
export const budgetStages = ["voted", "opened", "used"] as const;
export type BudgetStage = (typeof budgetStages)[number];

/** One action of the programme in one group of titles: what the finance act voted, all that was opened, and what was used of it. */
export interface BudgetLine extends Readonly<Record<BudgetStage, AeCp>> {
  readonly action: string;
  readonly label: string;
  readonly spendingClass: SpendingClass;
}

/** The table of a programme as the annexes of finance acts give it (« justification au premier euro »), action by action. */
export interface BudgetTable {
  readonly year: number;
  /** The last day that it tells. */
  readonly asOf: Day;
  readonly lines: readonly BudgetLine[];
}

/** A row of the table as it is shown: a line, an action in all its titles, titles in all actions, or everything. */
export interface BudgetRow extends Readonly<Record<BudgetStage, AeCp>> {
  readonly kind: "line" | "action" | "class" | "whole";
  readonly action: string | null;
  readonly label: string | null;
  readonly spendingClass: SpendingClass | null;
}

/** The lines with what they add up to: after each action, then title 2, the other titles and the programme. */
export function budgetRows({ lines }: Pick<BudgetTable, "lines">): BudgetRow[] {
  const actions = [...new Set(lines.map(({ action }) => action))];
  const classes = [...new Set(lines.map(({ spendingClass }) => spendingClass))].sort().reverse();
  return [
    ...actions.flatMap((action): BudgetRow[] => {
      const own = lines.filter((line) => line.action === action);
      const label = own[0]?.label ?? null;
      return [
        ...own.map((line): BudgetRow => ({ ...line, kind: "line" })),
        { ...added(own), kind: "action", action, label, spendingClass: null },
      ];
    }),
    ...classes.map((spendingClass): BudgetRow => {
      const own = lines.filter((line) => line.spendingClass === spendingClass);
      return { ...added(own), kind: "class", action: null, label: null, spendingClass };
    }),
    { ...added(lines), kind: "whole", action: null, label: null, spendingClass: null },
  ];
}

function added(lines: readonly BudgetLine[]): Readonly<Record<BudgetStage, AeCp>> {
  const of = (stage: BudgetStage): AeCp => ({
    AE: sum(lines.map((line) => line[stage].AE)),
    CP: sum(lines.map((line) => line[stage].CP)),
  });
  return { voted: of("voted"), opened: of("opened"), used: of("used") };
}

/** Everything that the table says, always written the same way: what an issued document keeps, and what its digest is made of. */
export function budgetContent({ year, asOf, lines }: BudgetTable): string {
  const amounts = ({ AE, CP }: AeCp) => [String(AE), String(CP)];
  const written = [...lines]
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map((line) => [line.action, line.label, line.spendingClass, ...budgetStages.map((stage) => amounts(line[stage]))]);
  return JSON.stringify({ kind: "budget", year, asOf, lines: written });
}

/** The table that a content says; written by `budgetContent` alone. */
export function budgetOf(content: string): BudgetTable {
  const { year, asOf, lines } = JSON.parse(content) as { year: number; asOf: Day; lines: readonly Written[] };
  const amounts = ([AE, CP]: readonly [string, string]): AeCp => ({ AE: BigInt(AE), CP: BigInt(CP) });
  return {
    ...{ year, asOf },
    lines: lines.map(([action, label, spendingClass, voted, opened, used]) => ({
      ...{ action, label, spendingClass },
      ...{ voted: amounts(voted), opened: amounts(opened), used: amounts(used) },
    })),
  };
}

/** How many lines of a table say otherwise in another of the same year, or are in one of them alone. */
export function movedLines(then: Pick<BudgetTable, "lines">, now: Pick<BudgetTable, "lines">): number {
  const said = ({ lines }: Pick<BudgetTable, "lines">) =>
    new Map(lines.map((line) => [keyOf(line), budgetStages.map((stage) => `${line[stage].AE} ${line[stage].CP}`).join(" ")]));
  const [before, after] = [said(then), said(now)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).length;
}

type Pair = readonly [string, string];
type Written = readonly [action: string, label: string, spendingClass: SpendingClass, voted: Pair, opened: Pair, used: Pair];

function keyOf({ action, spendingClass }: BudgetLine): string {
  return `${action} ${spendingClass}`;
}
