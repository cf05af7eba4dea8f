import { type ReserveRates, usualReserveRates } from "#app/domain/allotment/reserve.ts";
import type { Db } from "../client.ts";
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
