import { type SqlBool, sql } from "kysely";
import type { AsOf } from "#app/domain/as-of.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { ReviewedPart, ReviewedResource, ToldCause } from "#app/domain/review/cause.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { endOf } from "../as-of.ts";

/** What was told of a gap, in one of its versions: by whom, when, and how large the gap was then. */
export interface Explanation {
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly version: number;
  readonly gap: Quantity;
  readonly author: string;
  readonly at: Date;
  readonly causes: readonly ToldCause[];
}

interface Told {
  readonly year: number;
  readonly resource: ReviewedResource;
  readonly units: readonly string[];
  readonly asOf?: AsOf | undefined;
}

/** The last version of each « unit class »; of a past day, the last of that day. */
export async function explanationsOf(db: Db, told: Told): Promise<Map<string, Explanation>> {
  const versions = await explanationVersions(db, told);
  const found = new Map<string, Explanation>();
  for (const version of versions) {
    const key = `${version.unit} ${version.spendingClass}`;
    if (!found.has(key)) found.set(key, version);
  }
  return found;
}

/** Every version, the latest first. */
export async function explanationVersions(db: Db, { year, resource, units, asOf }: Told): Promise<Explanation[]> {
  const heads = await db
    .selectFrom("variance_explanation as e")
    .innerJoin("app_user as u", "u.id", "e.author")
    .select(["e.id", "e.unit", "e.spending_class as spendingClass", "e.version", "e.gap", "u.name as author", "e.at"])
    .where("e.fiscal_year", "=", year)
    .where("e.resource", "=", resource)
    .where(sql<SqlBool>`e.unit = any(${[...units]}::text[])`)
    .where(asOf ? sql<SqlBool>`e.at < ${endOf(asOf.on)}` : sql<SqlBool>`true`)
    .orderBy("e.version", "desc")
    .orderBy("e.unit")
    .execute();
  const causes = await db
    .selectFrom("variance_cause")
    .select(["explanation_id", "cause", "amount", "note"])
    .where(sql<SqlBool>`explanation_id = any(${heads.map(({ id }) => id)}::uuid[])`)
    .orderBy("cause")
    .execute();
  const byHead = grouped(causes, ({ explanation_id }) => explanation_id);
  return heads.map(({ id, ...head }) => ({
    ...head,
    causes: (byHead.get(id) ?? []).map(({ cause, amount, note }) => ({ cause, amount, note })),
  }));
}

/** The version that a part has come to; 0: nothing was told. */
export async function explanationVersion(db: Db, { year, unit, spendingClass, resource }: ReviewedPart): Promise<number> {
  const row = await db
    .selectFrom("variance_explanation")
    .select(({ fn }) => fn.max("version").as("version"))
    .where("fiscal_year", "=", year)
    .where("unit", "=", unit)
    .where("spending_class", "=", spendingClass)
    .where("resource", "=", resource)
    .executeTakeFirst();
  return row?.version ?? 0;
}

export async function insertExplanation(
  db: Db,
  { year, unit, spendingClass, resource }: ReviewedPart,
  said: {
    readonly id: string;
    readonly version: number;
    readonly gap: Quantity;
    readonly told: Quantity;
    readonly author: bigint;
    readonly causes: readonly ToldCause[];
  },
): Promise<void> {
  const { causes, ...head } = said;
  await db
    .insertInto("variance_explanation")
    .values({ ...head, fiscal_year: year, unit, spending_class: spendingClass, resource })
    .execute();
  if (causes.length === 0) return;
  await db
    .insertInto("variance_cause")
    .values(causes.map((cause) => ({ ...cause, explanation_id: said.id })))
    .execute();
}
