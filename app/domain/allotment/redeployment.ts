import type { BudgetResource, Quantity } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import type { MovementLine } from "./movement.ts";

/** Of one unit, class and resource: what it may spend of in all, and what it has taken of it, in the smallest unit. */
export interface UnitRoom {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly released: Quantity;
  readonly taken: Quantity;
}

/** The same before and after a redeployment. */
export interface RoomChange extends UnitRoom {
  readonly releasedAfter: Quantity;
  readonly availableAfter: Quantity;
  /** By how much the unit would be short; zero when it is not. */
  readonly missing: Quantity;
}

/**
 * What a redeployment changes for each unit, class and resource that it touches, those that give first. Rooms that are not known (a unit out of the
 * reader's sight) are left out: nobody reads there what they may not.
 */
export function roomChanges(
  lines: readonly MovementLine[],
  rooms: readonly UnitRoom[],
  classOf: (nature: string) => SpendingClass | undefined,
): RoomChange[] {
  const moves = lines.flatMap(({ resource, amount, from, to }) => [
    { unit: from.unit, spendingClass: classOf(from.nature), resource, amount: -amount },
    { unit: to.unit, spendingClass: classOf(to.nature), resource, amount },
  ]);
  const changes = rooms.flatMap((room): RoomChange[] => {
    const own = moves.filter(
      (move) => move.unit === room.unit && move.spendingClass === room.spendingClass && move.resource === room.resource,
    );
    if (own.length === 0) return [];
    const releasedAfter = own.reduce((sum, { amount }) => sum + amount, room.released);
    const availableAfter = releasedAfter - room.taken;
    return [{ ...room, releasedAfter, availableAfter, missing: availableAfter < 0n ? -availableAfter : 0n }];
  });
  return changes.toSorted((left, right) => Number(left.releasedAfter > left.released) - Number(right.releasedAfter > right.released));
}
