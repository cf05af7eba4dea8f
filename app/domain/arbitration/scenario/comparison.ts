import { absolute, type Quantity } from "../../quantity.ts";

/** One thing (a line, a unit, a class) in each of several scenarios, in their order. */
export interface ComparedAmounts {
  readonly amounts: readonly Quantity[];
}

/** Of two scenarios, the second less the first; of more, the largest less the smallest. */
export function gapBetween({ amounts }: ComparedAmounts): Quantity {
  const [first = 0n, ...others] = amounts;
  if (others.length === 1) return (others[0] ?? 0n) - first;
  return (
    amounts.reduce((most, one) => (one > most ? one : most), first) - amounts.reduce((least, one) => (one < least ? one : least), first)
  );
}

/** Do the scenarios give it the same everywhere? */
export function differs({ amounts }: ComparedAmounts): boolean {
  return amounts.some((amount) => amount !== amounts[0]);
}

/**
 * Puts each scenario's amounts side by side, by name; what a scenario does not have is nothing there. The largest gaps come first, then the order of names.
 */
export function sideBySide<Item>(scenarios: readonly ReadonlyMap<string, { readonly item: Item; readonly amount: Quantity }>[]) {
  const names = new Set(scenarios.flatMap((own) => [...own.keys()]));
  const rows = [...names].flatMap((name) => {
    const item = scenarios.find((own) => own.has(name))?.get(name)?.item;
    return item === undefined ? [] : [{ name, item, amounts: scenarios.map((own) => own.get(name)?.amount ?? 0n) }];
  });
  return rows.sort((left, right) => {
    const [one, other] = [absolute(gapBetween(left)), absolute(gapBetween(right))];
    if (one !== other) return one > other ? -1 : 1;
    return left.name < right.name ? -1 : 1;
  });
}
