import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { FactPlace } from "./facts.ts";
import { type ItemChange, type ItemState, isNothing, samePlace } from "./item.ts";
import type { ExtractKind } from "./kind.ts";

/**
 * What a change does to the books. `committed`: AE of the year · `withdrawn`: AE of an earlier year given up · `requested`: CP that a request
 * takes · `paid`: of a request of this exercise · `paidLater`: of one of an earlier exercise, which takes CP of this one · `refunded`: without
 * commitment, AE and CP alike · `certified`, `owed`: the general book's own · `payroll`, `staffing`, `opened`.
 */
export type MoveKind =
  | "committed"
  | "withdrawn"
  | "requested"
  | "paid"
  | "paidLater"
  | "refunded"
  | "certified"
  | "owed"
  | "payroll"
  | "staffing"
  | "opened";

/** A signed amount on its way to the books: above zero it takes, below zero it gives back. */
export interface Move {
  readonly kind: MoveKind;
  /** The day of the fact; a correction is of the day up to which the extract speaks. */
  readonly on: Day;
  readonly place: FactPlace;
  readonly party: string | null;
  readonly amount: Quantity;
  /** Paid after the last day of the exercise and still of it: in its closing period. */
  readonly isComplementary: boolean;
  /** Whether it takes back what an earlier extract had brought. */
  readonly takesBack: boolean;
  /** Rank of the change that it is of. */
  readonly change: number;
}

export interface MoveScene {
  readonly kind: ExtractKind;
  readonly asOf: Day;
  /** Of the exercise whose books are written. */
  readonly firstDay: Day;
  /** Rank of the first of the changes; 0 unless said. */
  readonly from?: number;
}

/**
 * The moves of the changes of an extract. Something new is of its own days; a correction is of the extract's. A thing that changes its place
 * leaves the old one whole and comes to the new one whole.
 */
export function movesOf(changes: readonly ItemChange[], scene: MoveScene): Move[] {
  const moves: Move[] = [];
  for (const [index, { before: known, after }] of changes.entries()) {
    const change = (scene.from ?? 0) + index;
    // What was emptied comes as if it were new.
    const before = known && !isNothing(known) ? known : null;
    const add: Add = (kind, state, on, amount, isComplementary = false) => {
      const takesBack = before !== null && amount < 0n;
      if (amount !== 0n) moves.push({ kind, on, place: state.place, party: state.party, amount, isComplementary, takesBack, change });
    };
    if (before && !samePlace(before.place, after.place)) {
      steps(before, null, scene, (kind, state, _, amount) => add(kind, state, scene.asOf, amount));
      steps(null, after, scene, (kind, state, _, amount) => add(kind, state, scene.asOf, amount));
    } else steps(before, after, scene, add);
  }
  return moves;
}

type Add = (kind: MoveKind, state: ItemState, on: Day, amount: Quantity, isComplementary?: boolean) => void;

/** From one state to another at the same place; from nothing, or to nothing. */
function steps(before: ItemState | null, after: ItemState | null, scene: MoveScene, add: Add): void {
  const state = after ?? before;
  if (!state) return;
  const amount = (after?.amount ?? 0n) - (before?.amount ?? 0n);
  const settled = (after?.settled ?? 0n) - (before?.settled ?? 0n);
  const certified = (after?.certified ?? 0n) - (before?.certified ?? 0n);
  const on = before ? scene.asOf : state.on;
  switch (scene.kind) {
    case "commitments":
      committed(before, after, amount, on, scene, add);
      break;
    case "payments":
      requested(
        state,
        { amount, settled, certified, on, corrects: before !== null && (amount !== 0n || before.settled !== 0n) },
        scene,
        add,
      );
      break;
    case "payroll":
      add("payroll", state, on, amount);
      break;
    case "staffing":
      add("staffing", state, on, amount);
      break;
    case "opening":
      add("opened", state, scene.firstDay, amount);
      break;
    case "credits":
    case "balance":
      break;
  }
}

/** A commitment of an earlier exercise took its AE then: only what is added takes more, and what is withdrawn lapses (GBCP art. 160). */
function committed(
  before: ItemState | null,
  after: ItemState | null,
  amount: Quantity,
  on: Day,
  { firstDay, asOf }: MoveScene,
  add: Add,
): void {
  const state = after ?? before;
  if (!state) return;
  if (state.on >= firstDay) add("committed", state, on, amount);
  else if (!before || !after) return;
  else if (amount > 0n) add("committed", after, asOf, amount);
  else add("withdrawn", after, asOf, -amount);
}

interface Requested {
  readonly amount: Quantity;
  readonly settled: Quantity;
  readonly certified: Quantity;
  readonly on: Day;
  readonly corrects: boolean;
}

function requested(
  state: ItemState,
  { amount, settled, certified, on, corrects }: Requested,
  { firstDay, asOf }: MoveScene,
  add: Add,
): void {
  const { settledOn, complementaryOn } = state;
  // Paid on its own day, never before it was asked for; what corrects is of the extract's day.
  const paidOn = corrects || settledOn === null ? asOf : settledOn < on ? on : settledOn;
  const inExercise = settled !== 0n && (settledOn === null || settledOn >= firstDay);
  const isComplementary = complementaryOn !== null && paidOn === settledOn;
  if (state.commitment === null) {
    if (inExercise) add("refunded", state, paidOn, settled, isComplementary);
    return;
  }
  if (state.on >= firstDay) {
    add("requested", state, on, amount);
    add("certified", state, on, certified);
    add("owed", state, on, amount);
  }
  if (inExercise) add(state.on >= firstDay ? "paid" : "paidLater", state, paidOn, settled, isComplementary);
}
