import type { Quantity } from "#app/domain/quantity.ts";
import type { CeilingBridge } from "#app/domain/workforce/ceiling.ts";
import { type Convention, conventions } from "#app/domain/workforce/span.ts";
import type { Db } from "../../client.ts";
import { saveSetting, setting } from "../setting.ts";

const settingName = "staffConvention";

/** How presence becomes ETPT in an exercise: what was set for it or for the last one before; by whole months unless said. */
export async function conventionOf(db: Db, year: number): Promise<Convention> {
  const said = Object.entries(await conventionsSet(db)).filter(([from]) => Number(from) <= year);
  return said.toSorted(([left], [right]) => Number(right) - Number(left))[0]?.[1] ?? "month";
}

/** From which exercise on each was set. */
export async function conventionsSet(db: Db): Promise<Readonly<Record<string, Convention>>> {
  const stored = await setting(db, settingName);
  if (typeof stored !== "object" || stored === null) return {};
  const known = Object.entries(stored).filter((own): own is [string, Convention] => conventions.some((each) => each === own[1]));
  return Object.fromEntries(known);
}

export async function saveConvention(db: Db, fromYear: number, convention: Convention): Promise<void> {
  await saveSetting(db, settingName, { ...(await conventionsSet(db)), [fromYear]: convention });
}

/** A category of employment, and the nature of title 2 whose ceiling bears its people. */
export interface StaffCategory {
  readonly code: string;
  readonly label: string;
  readonly nature: string;
  readonly rank: number;
}

/** In the order in which lists show them. */
export async function staffCategories(db: Db): Promise<StaffCategory[]> {
  return await db.selectFrom("staff_category").select(["code", "label", "nature", "rank"]).orderBy("rank").execute();
}

/** Words a category anew, or adds one after the others; its nature may change, its code never does. */
export async function saveStaffCategory(db: Db, { code, label, nature }: Omit<StaffCategory, "rank">): Promise<void> {
  await db
    .insertInto("staff_category")
    .values(({ selectFrom, fn, val }) => ({
      ...{ code, label, nature },
      rank: selectFrom("staff_category").select(({ eb }) => eb(fn.coalesce(fn.max("rank"), val(0)), "+", 1).as("rank")),
    }))
    .onConflict((conflict) => conflict.column("code").doUpdateSet({ label, nature }))
    .execute();
}

/** « Passage du plafond » of an exercise, by nature of employment. */
export interface KeptBridge extends CeilingBridge {
  readonly nature: string;
}

export async function ceilingBridges(db: Db, year: number): Promise<KeptBridge[]> {
  return await db
    .selectFrom("ceiling_bridge")
    .select(["nature", "previous", "perimeter", "transfers", "technical", "full_year_effect as fullYearEffect", "impact"])
    .where("fiscal_year", "=", year)
    .orderBy("nature")
    .execute();
}

export async function saveCeilingBridge(
  db: Db,
  { year, nature, author, ...bridge }: KeptBridge & { readonly year: number; readonly author: bigint },
): Promise<void> {
  const { fullYearEffect, ...same } = bridge;
  const rows: Record<string, Quantity> = { ...same, full_year_effect: fullYearEffect };
  const values = { previous: 0n, perimeter: 0n, transfers: 0n, technical: 0n, full_year_effect: 0n, impact: 0n, ...rows };
  await db
    .insertInto("ceiling_bridge")
    .values({ ...values, fiscal_year: year, nature, author })
    .onConflict((conflict) => conflict.columns(["fiscal_year", "nature"]).doUpdateSet({ ...values, author, at: new Date() }))
    .execute();
}
