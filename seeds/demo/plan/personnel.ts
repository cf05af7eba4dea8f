import { type Quantity, spread, unitsPerWhole } from "#app/domain/quantity.ts";
import type { Action } from "#seeds/nomenclature/activities.ts";
import { type StaffCategory, staffCategories, staffCeilings } from "../published.ts";
import type { ExecutedYear } from "./calendar.ts";
import { hazard } from "./hazard.ts";
import type { Need } from "./needs.ts";
import { personnelPlaces } from "./places.ts";

/** One line of a month: payroll in cents on a category of title 2, or staff in hundredths of a person-month. */
export interface MonthlyLine {
  readonly unit: string;
  readonly activity: string;
  readonly nature: string;
  readonly amount: Quantity;
}

/** Percentages of title 2 by category, and thousandths of the year by month (« fictif »). Benefits are paid each quarter. */
const categories = [
  { nature: "21", share: 62n, months: [80n, 80n, 82n, 82n, 82n, 82n, 84n, 82n, 82n, 84n, 84n, 96n] },
  { nature: "22", share: 36n, months: [80n, 80n, 82n, 82n, 82n, 82n, 84n, 82n, 82n, 84n, 84n, 96n] },
  { nature: "23", share: 2n, months: [0n, 0n, 1n, 0n, 0n, 1n, 0n, 0n, 1n, 0n, 0n, 1n] },
] as const;

/** How far the months of a unit are from those of all, in thousandths of a year either way. */
const ownMonth = 4;

/** The payroll of each month, January first: over the year each place is paid exactly what it needs. */
export function payrollOf(year: number, needs: readonly Need[]): MonthlyLine[][] {
  const months: MonthlyLine[][] = Array.from({ length: 12 }, () => []);
  for (const { unit, activity, ae } of needs) {
    const parts = spread(
      ae,
      categories.map(({ share }) => share),
    );
    for (const [index, category] of categories.entries()) {
      const weights = category.months.map((weight, month) => {
        return weight < BigInt(ownMonth) ? weight : weight + BigInt(hazard(`payroll ${unit} ${year} ${month}`, -ownMonth, ownMonth));
      });
      spread(parts[index] ?? 0n, weights).forEach((amount, month) => {
        if (amount > 0n) months[month]?.push({ unit, activity, nature: category.nature, amount });
      });
    }
  }
  return months;
}

/** The ceilings of a year in ETPT, by category: published for 2022 and 2023, then each year a hundredth of C becomes A (« fictif »). */
export function ceilingsOf(year: ExecutedYear): Readonly<Record<StaffCategory, bigint>> {
  if (year === 2022 || year === 2023) return staffCeilings[year];
  const before = ceilingsOf(year === 2026 ? 2025 : year === 2025 ? 2024 : 2023);
  const moved = before.C / 100n;
  return { ...before, A: before.A + moved, C: before.C - moved };
}

export const natureOfCategory: Readonly<Record<StaffCategory, string>> = { "A+": "21-1024", A: "21-1025", B: "21-1026", C: "21-1027" };

/** Staff ceilings shared over the units by their weight in title 2, on the first activity of each. */
export interface StaffAllotment extends MonthlyLine {
  readonly action: Action;
}

export function staffAllotments(year: ExecutedYear, needs: readonly Need[]): StaffAllotment[] {
  const paid = new Map<string, Quantity>();
  for (const { unit, ae } of needs) paid.set(unit, (paid.get(unit) ?? 0n) + ae);
  const units = [...paid.keys()];
  const ceilings = ceilingsOf(year);
  return staffCategories.flatMap((category) => {
    const parts = spread(
      ceilings[category] * unitsPerWhole.ETPT,
      units.map((unit) => paid.get(unit) ?? 0n),
    );
    return units.map((unit, index) => ({ ...mainActivityOf(unit), nature: natureOfCategory[category], amount: parts[index] ?? 0n }));
  });
}

/** Thousandths of the ceiling that are staffed (« fictif »): recruitment takes time. */
const staffed = 986n;

/** The staff of each month, January first. */
export function staffingOf(allotments: readonly StaffAllotment[]): MonthlyLine[][] {
  const months: MonthlyLine[][] = Array.from({ length: 12 }, () => []);
  for (const { unit, activity, nature, amount } of allotments) {
    spread(
      (amount * staffed) / 1000n,
      Array.from({ length: 12 }, () => 1n),
    ).forEach((part, month) => {
      if (part > 0n) months[month]?.push({ unit, activity, nature, amount: part });
    });
  }
  return months;
}

function mainActivityOf(unit: string): { unit: string; activity: string; action: Action } {
  const place = personnelPlaces.find((candidate) => candidate.unit === unit);
  if (!place) throw new Error(`${unit} has no staff`);
  return { unit, activity: place.activity, action: place.action };
}
