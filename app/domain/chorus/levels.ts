import type { ControlLevel, Covered } from "../execution/overrun.ts";
import { atLeastZero, least, type Quantity } from "../quantity.ts";

/** What stands at a control level before an extract is posted. */
export interface LevelState extends ControlLevel {
  readonly available: Quantity;
  readonly overrun: Quantity;
}

/**
 * The credits that the facts of an extract take, level by level, in the order in which they post. A fact takes what is available, and the rest
 * comes from « dépassement » (decision 0032); what a correction gives back clears the « dépassement » first, and only then is available again.
 */
export class CreditLevels {
  readonly #levels = new Map<string, { available: Quantity; overrun: Quantity }>();

  constructor(states: readonly LevelState[]) {
    for (const state of states) this.#levels.set(nameOf(state), { available: state.available, overrun: state.overrun });
  }

  /** `amount` > 0 takes, < 0 gives back; the two parts add up to it. */
  take(level: ControlLevel, amount: Quantity): Covered {
    const name = nameOf(level);
    const state = this.#levels.get(name) ?? { available: 0n, overrun: 0n };
    const fromAllotted = amount >= 0n ? least(amount, atLeastZero(state.available)) : -(-amount - least(-amount, state.overrun));
    const covered = { fromAllotted, fromOverrun: amount - fromAllotted };
    this.#levels.set(name, { available: state.available - covered.fromAllotted, overrun: state.overrun + covered.fromOverrun });
    return covered;
  }
}

function nameOf({ unit, spendingClass, resource }: ControlLevel): string {
  return `${unit}\u0000${spendingClass}\u0000${resource}`;
}
