import type { MovementLine } from "#app/domain/allotment/movement.ts";
import { unitsPerWhole } from "#app/domain/quantity.ts";
import { programme } from "#seeds/nomenclature/activities.ts";
import { rootUnit } from "#seeds/nomenclature/units.ts";
import { staffCategories } from "../published.ts";
import { dayIn, type ExecutedYear } from "./calendar.ts";
import type { PlannedMovement } from "./movements.ts";
import { ceilingsOf, natureOfCategory, type StaffAllotment } from "./personnel.ts";
import * as words from "./words.ts";

/** The staffing ceiling of the year, by category on the programme, then given to the units and put at their disposal whole. */
export function staffMovements(year: ExecutedYear, staff: readonly StaffAllotment[]): PlannedMovement[] {
  const ceilings = ceilingsOf(year);
  const on = dayIn(year, 1, 2);
  const reason = words.staffCeiling(year);
  const opened = staffCategories.map((category) => ({
    ...rootOf(natureOfCategory[category]),
    resource: "ETPT" as const,
    amount: ceilings[category] * unitsPerWhole.ETPT,
  }));
  const given = staff.filter(({ amount }) => amount > 0n);
  return [
    { kind: "opening", on, origin: "initialBudget", reason, lines: opened },
    { kind: "notification", on, reason, lines: given.map((own) => line(own, { stage: "unallocated", ...rootOf(own.nature) }, "notified")) },
    { kind: "allotment", on, reason, lines: given.map((own) => line(own, { stage: "notified", ...placeOf(own) }, "allotted")) },
  ];
}

function line(own: StaffAllotment, from: MovementLine["from"], stage: "notified" | "allotted"): MovementLine {
  return { resource: "ETPT", amount: own.amount, from, to: { stage, ...placeOf(own) } };
}

function placeOf({ unit, nature, activity }: StaffAllotment) {
  return { unit, nature, activity };
}

function rootOf(nature: string) {
  return { unit: rootUnit, nature, activity: programme };
}
