import { type FlowPlace, fates, type MoneyFlow, placeKey } from "#app/domain/cube/flow.ts";
import type { Quantity } from "#app/domain/quantity.ts";

export interface OrderedPlace {
  readonly key: string;
  readonly place: FlowPlace;
  /** From 0, left to right; what becomes of the money is in the last one. */
  readonly column: number;
}

/** The places of some flows, column by column: the heaviest first, what says no code after them and what no credit covers last; what becomes of the money, the surest first. */
export function orderedPlaces(flows: readonly MoneyFlow[], columns: number): OrderedPlace[] {
  const found = new Map<string, OrderedPlace & { amount: Quantity }>();
  const add = (place: FlowPlace, column: number, amount: Quantity) => {
    const key = placeKey(place);
    found.set(key, { key, place, column, amount: amount + (found.get(key)?.amount ?? 0n) });
  };
  // Each column is where the flows of the one before lead: those of the first come from nowhere.
  const arrived = new Set(flows.map(({ to }) => placeKey(to)));
  const first = flows.filter(({ from }) => !arrived.has(placeKey(from)));
  for (const { from, amount } of first) add(from, 0, amount);
  let leaving = new Set(first.map(({ from }) => placeKey(from)));
  for (let column = 1; column <= columns; column += 1) {
    const own = flows.filter(({ from }) => leaving.has(placeKey(from)));
    for (const { to, amount } of own) add(to, column, amount);
    leaving = new Set(own.map(({ to }) => placeKey(to)));
  }
  return [...found.values()].sort((one, other) => one.column - other.column || rank(one.place) - rank(other.place) || bySize(one, other));
}

function rank(place: FlowPlace): number {
  if (place.kind === "fate") return fates.indexOf(place.fate);
  if (place.kind === "overrun") return fates.length;
  return place.kind === "above" ? 1 : 0;
}

function bySize(one: { readonly amount: Quantity }, other: { readonly amount: Quantity }): number {
  return one.amount === other.amount ? 0 : one.amount > other.amount ? -1 : 1;
}
