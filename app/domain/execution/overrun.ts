import { type BudgetResource, least, type Quantity } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";

/** The level at which credits are limitative: one `allotted` position. */
export interface ControlLevel {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
}

/** Part of a recorded fact: what available credit covers, and what comes from « dépassement ». The two add up to the fact. */
export interface Covered {
  readonly fromAllotted: Quantity;
  readonly fromOverrun: Quantity;
}

/**
 * A fact is never refused for lack of credit (`docs/decisions/0032`): each one, in the order given, takes what is left at its control
 * level, and the rest comes from `overrun`. `amount` > 0; an unknown level holds nothing.
 */
export function coverFacts(
  facts: readonly (ControlLevel & { readonly amount: Quantity })[],
  available: readonly (ControlLevel & { readonly amount: Quantity })[],
): Covered[] {
  const left = new Map(available.map((level) => [keyOf(level), level.amount]));
  return facts.map((fact) => {
    const key = keyOf(fact);
    const held = left.get(key) ?? 0n;
    const fromAllotted = fact.amount < held ? fact.amount : held;
    left.set(key, held - fromAllotted);
    return { fromAllotted, fromOverrun: fact.amount - fromAllotted };
  });
}

function keyOf({ unit, spendingClass, resource }: ControlLevel): string {
  return [unit, spendingClass, resource].join("\u0000");
}

/**
 * What a document gives back, of which `uncovered` came from « dépassement »: that part goes back there first, as far as the overrun still stands
 * (`standing`: a redeployment may have cleared it since), and the rest is available again. Cents; the two add up to what is given back.
 */
export function giveBack(amount: Quantity, uncovered: Quantity, standing: Quantity): Covered {
  const fromOverrun = least(least(amount, uncovered), standing);
  return { fromAllotted: amount - fromOverrun, fromOverrun };
}

/**
 * The same for what was taken together: each part, in the order given, goes back to « dépassement » as far as it came from there and the overrun of its
 * level still stands, and is available again for the rest.
 */
export function giveBackAll(
  parts: readonly (ControlLevel & { readonly amount: Quantity; readonly uncovered: Quantity })[],
  standing: readonly (ControlLevel & { readonly amount: Quantity })[],
): Covered[] {
  const left = new Map(standing.map((level) => [keyOf(level), level.amount]));
  return parts.map((part) => {
    const key = keyOf(part);
    const given = giveBack(part.amount, part.uncovered, left.get(key) ?? 0n);
    left.set(key, (left.get(key) ?? 0n) - given.fromOverrun);
    return given;
  });
}
