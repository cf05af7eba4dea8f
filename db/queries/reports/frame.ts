import { sql } from "kysely";
import type { Month } from "#app/domain/month.ts";
import { addMonths, type Day, monthOfYear } from "#app/domain/month.ts";
import type { Db } from "../../client.ts";
import type { ExerciseDays } from "../execution-reference.ts";

/** A unit as documents name it. */
export interface NamedUnit {
  readonly code: string;
  readonly label: string;
}

/** What every document of an exercise is composed from. */
export interface ReportFrame {
  readonly db: Db;
  readonly year: number;
  readonly today: Day;
  /** The last day that it tells: today, or the end of its year. */
  readonly asOf: Day;
  readonly firstDay: Day;
  /** Whole months of the year that are over. */
  readonly months: number;
  /** Every unit that the document is about, in the order of their codes. */
  readonly units: readonly NamedUnit[];
}

export function asOfDay({ lastDay }: ExerciseDays, today: Day): Day {
  return today < lastDay ? today : lastDay;
}

/** The units of a day, by code: all of them, or one and those below it. */
export async function unitsOn(db: Db, on: Day, top: string | null): Promise<NamedUnit[]> {
  const { rows } = await sql<NamedUnit>`
    with recursive own as (
      select code, short_label as label from unit_version
       where superseded_at is null and valid @> ${on}::date and ${top === null ? sql`parent is null` : sql`code = ${top}`}
      union
      select v.code, v.short_label from unit_version v join own on own.code = v.parent
       where v.superseded_at is null and v.valid @> ${on}::date)
    select code, label from own order by code`.execute(db);
  return rows;
}

export function codesOf(units: readonly NamedUnit[]): string[] {
  return units.map(({ code }) => code);
}

export function monthsIn(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => addMonths(monthOfYear(year, 1), index));
}
