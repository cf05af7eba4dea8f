import { type SqlBool, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { LandedPart, LandedResource, ManualLanding } from "#app/domain/landing/manual.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../client.ts";
import { endOf } from "./as-of.ts";
import { readCube } from "./cube/cube.ts";

interface StandingOf {
  readonly year: number;
  readonly resource: LandedResource;
  /** Only what was said when no more months of the year were over. */
  readonly months: number;
  readonly units?: readonly string[] | undefined;
  readonly asOf?: AsOf | undefined;
}

/** The last landing that was given by hand for each « unit class » of a year, a withdrawal included; of a past day, the last of that day. */
export async function manualLandings(db: Db, { year, resource, months, units, asOf }: StandingOf): Promise<Map<string, ManualLanding>> {
  const rows = await db
    .selectFrom("manual_landing as l")
    .distinctOn(["l.unit", "l.spending_class"])
    .select(["l.unit", "l.spending_class as spendingClass", "l.amount", "l.months", "l.version"])
    .where("l.fiscal_year", "=", year)
    .where("l.resource", "=", resource)
    .where("l.months", "<=", months)
    .where(units ? sql<SqlBool>`l.unit = any(${[...units]}::text[])` : sql<SqlBool>`true`)
    .where(asOf ? sql<SqlBool>`l.at < ${endOf(asOf.on)}` : sql<SqlBool>`true`)
    .orderBy("l.unit")
    .orderBy("l.spending_class")
    .orderBy("l.version", "desc")
    .execute();
  return new Map(rows.map(({ unit, spendingClass, ...landing }) => [landedKey(unit, spendingClass), landing]));
}

export function landedKey(unit: string, spendingClass: SpendingClass): string {
  return `${unit} ${spendingClass}`;
}

/** One version as it was said: by whom, when, why. */
export interface ManualLandingVersion extends ManualLanding {
  readonly spendingClass: SpendingClass;
  readonly used: Quantity;
  readonly reason: string;
  readonly author: string;
  readonly at: Date;
}

/** Every version of a unit's landing in one resource, the latest first. */
export async function manualLandingVersions(
  db: Db,
  { year, unit, resource }: Pick<LandedPart, "year" | "unit" | "resource">,
  asOf?: AsOf,
): Promise<ManualLandingVersion[]> {
  return await db
    .selectFrom("manual_landing as l")
    .innerJoin("app_user as u", "u.id", "l.author")
    .select(["l.spending_class as spendingClass", "l.amount", "l.used", "l.months", "l.version", "l.reason", "u.name as author", "l.at"])
    .where("l.fiscal_year", "=", year)
    .where("l.unit", "=", unit)
    .where("l.resource", "=", resource)
    .where(asOf ? sql<SqlBool>`l.at < ${endOf(asOf.on)}` : sql<SqlBool>`true`)
    .orderBy("l.at", "desc")
    .orderBy("l.version", "desc")
    .execute();
}

/** The last version of one part. */
export async function lastManualLanding(db: Db, { year, unit, spendingClass, resource }: LandedPart): Promise<ManualLanding | undefined> {
  return await db
    .selectFrom("manual_landing")
    .select(["amount", "months", "version"])
    .where("fiscal_year", "=", year)
    .where("unit", "=", unit)
    .where("spending_class", "=", spendingClass)
    .where("resource", "=", resource)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

export async function insertManualLanding(
  db: Db,
  { year, unit, spendingClass, resource }: LandedPart,
  said: ManualLanding & { readonly used: Quantity; readonly reason: string; readonly author: bigint },
): Promise<void> {
  await db
    .insertInto("manual_landing")
    .values({ fiscal_year: year, unit, spending_class: spendingClass, resource, ...said })
    .execute();
}

/** What a part used so far, whatever the month: AE committed, CP paid, staff consumed. */
export async function usedOfPart(db: Db, { year, unit, spendingClass, resource }: LandedPart): Promise<Quantity> {
  const where = { unit: [unit], spendingClass: [spendingClass] };
  const rows = await readCube(db, { measures: ["used"], resources: [resource], years: [year], by: [], where });
  return rows[0]?.amounts.used ?? 0n;
}
