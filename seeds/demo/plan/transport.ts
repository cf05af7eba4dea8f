import { type Quantity, sum } from "#app/domain/quantity.ts";
import { type Action, actions } from "#seeds/nomenclature/activities.ts";
import type { ByAction } from "../published.ts";

export interface Carried<Target> {
  readonly from: Action;
  readonly target: Target;
  readonly amount: Quantity;
}

/**
 * Gives every target its amount out of what the actions hold: each action serves its own targets first, then what is left of it serves
 * those that still lack, in order (credits move freely between the actions of a programme, LOLF art. 7). The sums must be equal.
 */
export function transport<Target extends { readonly action: Action; readonly amount: Quantity }>(
  sources: ByAction,
  targets: readonly Target[],
): Carried<Target>[] {
  const wanted = sum(targets.map(({ amount }) => amount));
  const held = sum(actions.map((action) => sources[action]));
  if (wanted !== held) throw new RangeError(`${held} is held, ${wanted} is wanted`);
  const left = { ...sources };
  const lacking = targets.map((target) => ({ target, amount: target.amount }));
  const carried: Carried<Target>[] = [];
  const serve = (from: Action, goal: (typeof lacking)[number]) => {
    const amount = left[from] < goal.amount ? left[from] : goal.amount;
    if (amount === 0n) return;
    left[from] -= amount;
    goal.amount -= amount;
    carried.push({ from, target: goal.target, amount });
  };
  for (const goal of lacking) serve(goal.target.action, goal);
  for (const goal of lacking) for (const from of actions) serve(from, goal);
  return carried;
}
