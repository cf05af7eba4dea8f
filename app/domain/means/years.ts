import { yearOf } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
import type { Replacement } from "./equipment.ts";
import { type LeaseSchedule, leaseYears } from "./lease-schedule.ts";

/** What places and machines take of a year; cents. */
export interface MeansYear {
  readonly year: number;
  readonly leasesAe: Quantity;
  readonly rent: Quantity;
  readonly charges: Quantity;
  readonly equipmentAe: Quantity;
  readonly equipmentCp: Quantity;
  readonly ae: Quantity;
  readonly cp: Quantity;
}

/** Each year from one to another, both included, those without anything too. */
export function meansYears(
  schedules: readonly Pick<LeaseSchedule, "commitments" | "payments">[],
  replaced: readonly Pick<Replacement, "month" | "paid" | "amount">[],
  from: number,
  to: number,
): MeansYear[] {
  const leased = schedules.flatMap(leaseYears);
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const year = from + index;
    const own = leased.filter((each) => each.year === year);
    const of = (key: "ae" | "rent" | "charges") => sum(own.map((each) => each[key]));
    const bought = (key: "month" | "paid") => sum(replaced.filter((each) => yearOf(each[key]) === year).map(({ amount }) => amount));
    const [leasesAe, rent, charges, equipmentAe, equipmentCp] = [of("ae"), of("rent"), of("charges"), bought("month"), bought("paid")];
    return { year, leasesAe, rent, charges, equipmentAe, equipmentCp, ae: leasesAe + equipmentAe, cp: rent + charges + equipmentCp };
  });
}
