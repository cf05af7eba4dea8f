import { type BudgetResource, type Quantity, sum } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import type { Cap, CapScope, CapState } from "./caps.ts";

/** The caps on what an exercise may take over of the one before, by class and resource (LOLF art. 15 II); AE of the other titles have no share. */
export const carryOverCaps: readonly (CapScope & { readonly cap: Cap })[] = (["personnel", "nonPersonnel"] as const).flatMap(
  (spendingClass) =>
    (["AE", "CP"] as const).flatMap((resource) => {
      const share = spendingClass === "personnel" ? "carryOverPersonnel" : "carryOverOther";
      const bounded = spendingClass === "personnel" || resource === "CP";
      return [
        ...(bounded ? [{ cap: share, spendingClass, resource } as const] : []),
        { cap: "carryOverAvailable", spendingClass, resource } as const,
      ];
    }),
);

/** What of a class and resource may still be carried over, in cents, and the cap that says so: the one that leaves least. */
export interface CarryOverRoom {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly cap: Cap;
  readonly ceiling: Quantity;
  readonly room: Quantity;
}

export function carryOverRooms(states: readonly CapState[]): CarryOverRoom[] {
  const keys = [...new Set(states.map(({ spendingClass, resource }) => `${spendingClass} ${resource}`))];
  return keys.flatMap((key) => {
    const own = states.flatMap(({ spendingClass, ...state }) =>
      spendingClass !== null && `${spendingClass} ${state.resource}` === key ? [{ ...state, spendingClass }] : [],
    );
    const rooms = own.map(({ cap, ceiling, used, spendingClass, resource }): CarryOverRoom => {
      return { spendingClass, resource, cap, ceiling, room: used < ceiling ? ceiling - used : 0n };
    });
    const [first, ...others] = rooms;
    return first ? [others.reduce((least, one) => (one.room < least.room ? one : least), first)] : [];
  });
}

/** Of AE or CP, in cents: what the next exercise took over; while it took nothing of either, what it still may. */
export function carriedOrCarriable(
  resource: "AE" | "CP",
  rooms: readonly CarryOverRoom[],
  carried: readonly { readonly resource: BudgetResource; readonly amount: Quantity }[],
): Quantity {
  const isCarried = carried.some(({ amount }) => amount > 0n);
  const of = isCarried ? carried : rooms.map(({ resource: own, room }) => ({ resource: own, amount: room }));
  return sum(of.filter((own) => own.resource === resource).map(({ amount }) => amount));
}
