import { currentYear, type ExecutedYear, executedYears, outstandingYear } from "./calendar.ts";
import { expenseChain, type PlannedCommitment, type TravelRefund, travelRefunds } from "./chain.ts";
import { yearCredits } from "./credits.ts";
import { movementsOf, outstandingMovements, type PlannedMovement } from "./movements.ts";
import { needsOf, type YearNeeds } from "./needs.ts";
import { type MonthlyLine, payrollOf, staffAllotments, staffingOf } from "./personnel.ts";
import { type DemoStaff, demoStaff, staffingOfPeople } from "./staff.ts";
import { staffMovements } from "./staff-movements.ts";
import { gathered } from "./targets.ts";

/** All that happens in a year, as amounts: nothing here is written anywhere, and the same comes out at each run. */
export interface YearPlan {
  readonly year: number;
  /** In the order of their days. */
  readonly movements: readonly PlannedMovement[];
  /** January first. */
  readonly payroll: readonly (readonly MonthlyLine[])[];
  readonly staffing: readonly (readonly MonthlyLine[])[];
  readonly travel: readonly TravelRefund[];
}
export interface DemoPlan {
  readonly outstanding: YearPlan;
  readonly years: readonly YearPlan[];
  readonly commitments: readonly PlannedCommitment[];
  /** The people of the year under way, with those of the year before who have left. */
  readonly staff: DemoStaff;
}

export function demoPlan(): DemoPlan {
  const needs = new Map<ExecutedYear, YearNeeds>(executedYears.map((year) => [year, needsOf(year, yearCredits(year).consumed)]));
  const commitments = expenseChain(new Map([...needs].map(([year, { expenses }]) => [year, expenses])));
  const before = gathered(
    commitments.filter(({ year }) => year === outstandingYear).map(({ place, amount }) => ({ ...place, amount })),
    ({ amount }) => amount,
  );
  const staff = demoStaff(staffAllotments(currentYear, needs.get(currentYear)?.personnel ?? []));
  return {
    staff,
    outstanding: {
      year: outstandingYear,
      movements: outstandingMovements(outstandingYear, { T2: [], HT2_AE: before, HT2_CP: [] }),
      payroll: [],
      staffing: [],
      travel: [],
    },
    years: [...needs].map(([year, own]) => yearPlan(year, own, staff)),
    commitments,
  };
}

function yearPlan(year: ExecutedYear, needs: YearNeeds, people: DemoStaff): YearPlan {
  const staff = staffAllotments(year, needs.personnel);
  return {
    year,
    movements: [...movementsOf(yearCredits(year), needs), ...staffMovements(year, staff)].sort((left, right) =>
      left.on < right.on ? -1 : left.on > right.on ? 1 : 0,
    ),
    payroll: payrollOf(year, needs.personnel),
    staffing: year === currentYear ? staffingOfPeople(people) : staffingOf(staff),
    travel: travelRefunds(year, needs.expenses),
  };
}
