import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";
import type { FactPlace } from "./facts.ts";

/** How one thing of Chorus stands here: what the last extract said of it, and where it is counted. */
export interface ItemState {
  readonly place: FactPlace;
  readonly label: string;
  readonly party: string | null;
  readonly on: Day;
  readonly settledOn: Day | null;
  /** The day itself of a payment of the complementary period: `settledOn` is then the last one of the exercise that pays it. */
  readonly complementaryOn: Day | null;
  readonly amount: Quantity;
  /** Paid, of a request; paid before the exercise that first saw it, of a commitment; consumed as Chorus says it, of a credit. */
  readonly settled: Quantity;
  /** What the request certified itself, of the service that nobody had certified before it. */
  readonly certified: Quantity;
  /** The key of the commitment that a request is of. */
  readonly commitment: string | null;
  /** Of the codes and words beside the amounts: another one is worth writing down, and posts nothing. */
  readonly said: string;
}

/** One that an earlier extract brought, with the line of the commitment that it became. */
export interface KnownItem extends ItemState {
  readonly documentId: string | null;
  readonly line: number | null;
  /** Whether the last extract of the same origin had it. */
  readonly current: boolean;
}

/** What an extract makes of one thing; `row` is null for what no row names: a commitment that a request cites and that nobody brought. */
export interface ItemChange {
  readonly key: string;
  readonly row: number | null;
  readonly before: KnownItem | null;
  readonly after: ItemState;
}

export function samePlace(left: FactPlace, right: FactPlace): boolean {
  return (
    left.unit === right.unit &&
    left.nature === right.nature &&
    left.activity === right.activity &&
    left.beneficiaryUnit === right.beneficiaryUnit
  );
}

/** Whether there is nothing to write: neither an amount, nor a place, nor a word. */
export function sameState(left: ItemState, right: ItemState): boolean {
  return (
    left.amount === right.amount &&
    left.settled === right.settled &&
    left.certified === right.certified &&
    left.on === right.on &&
    left.settledOn === right.settledOn &&
    left.complementaryOn === right.complementaryOn &&
    left.commitment === right.commitment &&
    left.said === right.said &&
    samePlace(left.place, right.place)
  );
}

/** Nothing is left of it: an import that was undone, or a thing that Chorus emptied. */
export function isNothing({ amount, settled }: ItemState): boolean {
  return amount === 0n && settled === 0n;
}
