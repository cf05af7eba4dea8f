import { sql } from "kysely";
import { type ReserveHeld, type ReserveRates, usualReserveRates } from "#app/domain/allotment/reserve.ts";
import type { Db } from "../client.ts";
import { capBases } from "./allotment-caps.ts";
import { saveSetting, setting } from "./setting.ts";

const name = (year: number) => `reserveRates${year}`;

/** The rates of the precautionary reserve of a year; those of recent practice until somebody sets them. */
export async function reserveRatesOf(db: Db, year: number): Promise<{ readonly rates: Required<ReserveRates>; readonly isSet: boolean }> {
  const kept = await setting(db, name(year));
  if (typeof kept !== "object" || kept === null) return { rates: usualReserveRates, isSet: false };
  const { personnel, nonPersonnel } = kept as Required<ReserveRates>;
  return { rates: { personnel: Number(personnel), nonPersonnel: Number(nonPersonnel) }, isSet: true };
}

export async function saveReserveRates(db: Db, year: number, rates: Required<ReserveRates>): Promise<void> {
  await saveSetting(db, name(year), rates);
}

/** What the finance acts of a year opened and what is in reserve, at the programme and in its units, by class and resource. */
export async function reserveHeld(db: Db, year: number): Promise<ReserveHeld[]> {
  const held = await db
    .selectFrom("stage_position")
    .where("fiscal_year", "=", year)
    .where("stage", "=", "reserve")
    .groupBy(["spending_class", "resource"])
    .select(["spending_class as spendingClass", "resource", sql<bigint>`sum(amount)::bigint`.as("amount")])
    .execute();
  return (await capBases(db, year)).flatMap(({ spendingClass, resource, acts }) => {
    if (resource !== "AE" && resource !== "CP") return [];
    const own = held.find((row) => row.spendingClass === spendingClass && row.resource === resource);
    return [{ spendingClass, resource, opened: acts, held: own?.amount ?? 0n }];
  });
}
