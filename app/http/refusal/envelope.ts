import type { EnvelopeRefusal } from "#app/domain/arbitration/envelope-tree.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Speech } from "../speech.ts";
import type { Rows } from "./row.ts";

interface Named {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly year: number;
}

/** Ceilings that contradict each other: both are named, with their numbers. */
export const envelopeRows: Rows<EnvelopeRefusal["kind"]> = {
  "envelope-above-parent": {
    status: 409,
    values: ({ child, childAmount, parent, parentAmount, ...named }, say) => ({
      ...{ ...nameOf(named, say), child: place(child, say), parent: place(parent, say) },
      ...amounts(named, say, { childAmount, parentAmount, excess: childAmount - parentAmount }),
    }),
  },
  "envelope-floors-above-parent": {
    status: 409,
    values: ({ children, floors, parent, parentAmount, ...named }, say) => ({
      ...{ ...nameOf(named, say), children: say.list(children), parent: place(parent, say) },
      ...amounts(named, say, { floors, parentAmount }),
    }),
  },
  "envelope-floor-above-ceiling": {
    status: 422,
    values: ({ place: where, floor, ceiling, ...named }, say) => ({
      ...{ ...nameOf(named, say), place: place(where, say) },
      ...amounts(named, say, { floor, ceiling }),
    }),
  },
  "envelope-authorisations-differ": {
    status: 422,
    values: ({ place: where, year, ae, cp }, say) => ({
      ...{ place: place(where, say), year: String(year) },
      ...{ ae: say.quantity("AE", ae), cp: say.quantity("CP", cp) },
    }),
  },
  "envelope-reaches-nothing": { status: 422, values: ({ place: where }) => ({ place: where }) },
  "envelope-basis-unknown": { status: 409, values: ({ basis, year }) => ({ basis, year: String(year) }) },
};

function nameOf({ spendingClass, resource, year }: Named, say: Speech) {
  return { spendingClass: say.word("spendingClass", spendingClass), resource: say.word("resource", resource), year: String(year) };
}

function amounts<Key extends string>({ resource }: Named, say: Speech, quantities: Readonly<Record<Key, Quantity>>): Record<Key, string> {
  const said = Object.entries<Quantity>(quantities).map(([key, quantity]) => [key, say.quantity(resource, quantity)]);
  return Object.fromEntries(said) as Record<Key, string>;
}

/** The whole campaign has no name of its own. */
function place(label: string, say: Speech): string {
  return label === "" ? say.word("what", "wholeCampaign") : label;
}
