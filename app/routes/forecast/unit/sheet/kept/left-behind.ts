import type { TypedEdit } from "#app/commands/write-cells.ts";
import type { CellEdit, PlacedCell } from "#app/domain/forecast/edit.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Faulty } from "../lines.ts";
import type { SheetState, WrittenHow } from "../state.ts";
import { waitingEdits } from "../state.ts";

/** What was sent under an idempotency key and has no answer yet. */
export interface Parcel {
  readonly key: string;
  readonly kind: WrittenHow;
  readonly edits: readonly TypedEdit[];
}

/** All that a page alone knows of a sheet: what was sent without an answer, what waits, what is contested, what is wrong. */
export interface LeftBehind {
  /** In the order in which they go. */
  readonly parcels: readonly Parcel[];
  readonly waiting: readonly TypedEdit[];
  readonly contested: readonly LeftContest[];
  readonly faults: readonly (Faulty & { readonly lineId: string; readonly column: string })[];
}

export interface LeftContest extends PlacedCell {
  readonly mine: Quantity | null;
  readonly author: string;
  readonly at: string;
}

/** Undefined: the server knows all of it. */
export function leftIn(state: SheetState, parcels: readonly Parcel[]): LeftBehind | undefined {
  const waiting = waitingEdits(state);
  const contested = state.lines.flatMap(({ line, cells }) =>
    [...cells.values()].flatMap(({ contested, measure, targetYear, month }): LeftContest[] =>
      contested ? [{ lineId: line.id, measure, targetYear, month, ...contested }] : [],
    ),
  );
  const faults = state.lines.flatMap(({ line, faults }) => [...faults].map(([column, fault]) => ({ ...fault, lineId: line.id, column })));
  if (parcels.length + waiting.length + contested.length + faults.length === 0) return undefined;
  return { parcels, waiting, contested, faults };
}

/** How many cells the server has not answered for. */
export function countLeft({ parcels, waiting }: Pick<LeftBehind, "parcels" | "waiting">): number {
  return waiting.length + parcels.reduce((count, { edits }) => count + edits.length, 0);
}

/** What has no line here any more, and can be sent nowhere. */
export function strays({ lines }: SheetState, { waiting, parcels }: LeftBehind): CellEdit[] {
  const known = new Set(lines.map(({ line }) => line.id));
  return [...parcels.flatMap(({ edits }) => edits), ...waiting].filter(({ lineId }) => !known.has(lineId));
}
