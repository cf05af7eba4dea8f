import { type SqlBool, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import type { Db } from "../../client.ts";
import { endOf } from "../as-of.ts";

/** What a unit tells of its year: empty when it took its words back. */
export interface Narrative {
  readonly unit: string;
  readonly version: number;
  readonly narrative: string;
  readonly author: string;
  readonly at: Date;
}

/** The last words of each of these units; of a past day, the last of that day. */
export async function narrativesOf(
  db: Db,
  { year, units, asOf }: { readonly year: number; readonly units: readonly string[]; readonly asOf?: AsOf | undefined },
): Promise<Map<string, Narrative>> {
  const rows = await db
    .selectFrom("unit_review as r")
    .innerJoin("app_user as u", "u.id", "r.author")
    .distinctOn("r.unit")
    .select(["r.unit", "r.version", "r.narrative", "u.name as author", "r.at"])
    .where("r.fiscal_year", "=", year)
    .where(sql<SqlBool>`r.unit = any(${[...units]}::text[])`)
    .where(asOf ? sql<SqlBool>`r.at < ${endOf(asOf.on)}` : sql<SqlBool>`true`)
    .orderBy("r.unit")
    .orderBy("r.version", "desc")
    .execute();
  return new Map(rows.map((row) => [row.unit, row]));
}

export async function insertNarrative(
  db: Db,
  {
    year,
    ...said
  }: { readonly year: number; readonly unit: string; readonly version: number; readonly narrative: string; readonly author: bigint },
): Promise<void> {
  await db
    .insertInto("unit_review")
    .values({ fiscal_year: year, ...said })
    .execute();
}
