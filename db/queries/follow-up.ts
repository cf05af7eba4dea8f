import { type Followed, type FollowedPart, followed, type LandingRange, landingRanges } from "#app/domain/landing/follow-up.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import type { Db } from "../client.ts";
import { readCube } from "./cube/cube.ts";
import { landingHistories, pastYears } from "./landing.ts";

/** What units used of a resource in a year, month by month, against their past years, and where they land. */
export interface FollowUp {
  /** Each unit that was notified something, or used something. */
  readonly units: ReadonlyMap<string, Followed>;
  /** These units together. */
  readonly of: (units: readonly string[]) => Followed;
}

/**
 * The follow-up of a year of which so many months are over. Every unit is read, for the errors of all tell the range of each; what is given is of `units` alone.
 */
export async function followUp(
  db: Db,
  {
    year,
    resource,
    months,
    units,
  }: { readonly year: number; readonly resource: BudgetResource; readonly months: number; readonly units: readonly string[] },
): Promise<FollowUp> {
  const years = Array.from({ length: pastYears + 1 }, (_, back) => year - pastYears + back);
  const groups = (await landingHistories(db, { years, resources: [resource] })).map(({ spendingClass, units: histories }) => ({
    spendingClass,
    histories,
  }));
  const notified = await notifiedIn(db, years, resource);
  const parts = groups.map(({ spendingClass, histories }) => {
    const own = new Map(
      [...histories].map(([unit, history]): [string, FollowedPart] => {
        return [unit, { history, notified: notified.get(`${unit} ${spendingClass}`) ?? new Map() }];
      }),
    );
    return { own, landings: landingRanges(own, year, months) };
  });
  const of = (some: readonly string[]): Followed => {
    const pick = <Value>(from: (part: (typeof parts)[number]) => ReadonlyMap<string, Value>): Value[] =>
      parts.flatMap((part) => some.flatMap((unit) => from(part).get(unit) ?? []));
    return followed(
      pick<FollowedPart>(({ own }) => own),
      pick<LandingRange>(({ landings }) => landings),
      year,
      months,
    );
  };
  const stands = (found: Followed) => found.notified !== 0n || found.months.some(({ used }) => used !== null && used !== 0n);
  return { of, units: new Map(units.map((unit) => [unit, of([unit])] as const).filter(([, found]) => stands(found))) };
}

async function notifiedIn(db: Db, years: readonly number[], resource: BudgetResource): Promise<Map<string, Map<number, Quantity>>> {
  const rows = await readCube(db, { measures: ["notified"], resources: [resource], years, by: ["year", "unit", "spendingClass"] });
  const found = new Map<string, Map<number, Quantity>>();
  for (const { at, amounts } of rows) {
    const key = `${at.unit} ${at.spendingClass}`;
    found.set(key, (found.get(key) ?? new Map<number, Quantity>()).set(Number(at.year), amounts.notified));
  }
  return found;
}
