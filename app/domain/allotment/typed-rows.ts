import type { BudgetResource, Quantity } from "../quantity.ts";
import type { SpendingClass, Stage } from "../stage.ts";
import { type MovementLine, movementRules, type Place } from "./movement.ts";
import type { KindByHand } from "./movement-state.ts";

/** From which stage to which: « unallocated-reserve » in an address. */
export interface MovementPath {
  readonly from: Stage;
  readonly to: Stage;
}

/** The paths of a kind that a person may choose. */
export function pathsOf(kind: KindByHand): MovementPath[] {
  return movementRules[kind].paths.map(([from, to]) => ({ from, to }));
}

export function pathText({ from, to }: MovementPath): string {
  return `${from}-${to}`;
}

/** The path that a text says, of those of the kind; the kind's first where it says none. */
export function pathFrom(kind: KindByHand, text: string | null): MovementPath {
  const paths = pathsOf(kind);
  return paths.find((path) => pathText(path) === text) ?? paths[0] ?? { from: "unallocated", to: "notified" };
}

const programmeStages: ReadonlySet<Stage> = new Set(["voted", "unallocated"]);

/** Whether a path stays with the programme's own credits: there is then no unit to choose. */
export function isOfProgramme({ from, to }: MovementPath): boolean {
  return (
    [from, to].every((stage) => programmeStages.has(stage) || stage === "reserve") && [from, to].some((stage) => programmeStages.has(stage))
  );
}

/** What was typed for one place; on title 2 one amount stands for AE and CP. Empty amounts are undefined. */
export interface TypedRow {
  readonly nature: string;
  readonly activity: string;
  readonly ae?: Quantity | undefined;
  readonly cp?: Quantity | undefined;
  readonly staff?: Quantity | undefined;
}

/**
 * The lines that typed rows mean, in their order: AE, CP, then staff. What is empty or zero makes none; on title 2 the AE and the CP are one amount
 * (LOLF art. 8). `placesOf` says where each side of a row stands.
 */
export function linesOfRows(
  rows: readonly TypedRow[],
  path: MovementPath,
  {
    classOf,
    placesOf,
  }: {
    readonly classOf: (nature: string) => SpendingClass | undefined;
    readonly placesOf: (row: TypedRow) => { readonly from: Place; readonly to: Place };
  },
): MovementLine[] {
  return rows.flatMap((row) => {
    const { from, to } = placesOf(row);
    const sides = { from: { stage: path.from, ...from }, to: { stage: path.to, ...to } };
    const whole = row.ae ?? row.cp;
    const [ae, cp] = classOf(row.nature) === "personnel" ? [whole, whole] : [row.ae, row.cp];
    const amounts: readonly (readonly [BudgetResource, Quantity | undefined])[] = [
      ["AE", ae],
      ["CP", cp],
      ["ETPT", row.staff],
    ];
    return amounts.flatMap(([resource, amount]) => (amount === undefined || amount === 0n ? [] : [{ resource, amount, ...sides }]));
  });
}
