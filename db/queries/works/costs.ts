import type { Quantity } from "#app/domain/quantity.ts";
import { sum } from "#app/domain/quantity.ts";
import { type Allocation, allocate } from "#app/domain/works/allocation.ts";
import { type DayRate, dayRates, daysOfStaff, personDays } from "#app/domain/works/day-rate.ts";
import type { Db } from "../../client.ts";
import { costTable } from "../forecast/cost-table.ts";
import { workloadSettings } from "../workload/settings.ts";
import { allSpentDays, claimsOf, expensesOf, operationDays, staffUsed, supportKey } from "./expenses.ts";

/** The costs of all operations in a year, with what they were found from. */
export interface YearCosts extends Allocation {
  readonly year: number;
  readonly rates: ReadonlyMap<string, DayRate>;
  /** Days that one person gives in the year, in hundredths. */
  readonly personDays: Quantity;
  /** Days of everybody: ETPT used × days of a person, or the time that was recorded where it is more. */
  readonly allDays: Quantity;
}

/** What each operation costs in a year: the ledger, shared out (decision 0177). */
export async function yearCosts(db: Db, year: number): Promise<YearCosts> {
  const { availability } = await workloadSettings(db);
  const days = personDays(year, availability);
  const staff = await staffUsed(db, year);
  const rates = dayRates(staff, await costTable(db), year, days);
  const present = daysOfStaff(sum(staff.map((own) => own.staff)), days);
  const spent = await allSpentDays(db, year);
  const allDays = present > spent ? present : spent;
  const found = allocate({
    expenses: await expensesOf(db, year),
    claims: await claimsOf(db, year),
    days: await operationDays(db, year),
    rates,
    support: await supportKey(db),
    allDays,
  });
  return { ...found, year, rates, personDays: days, allDays };
}
