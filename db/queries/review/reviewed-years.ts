import type { AsOf } from "#app/domain/as-of.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import { type ReviewedYear, reviewedMeasures, reviewedMoves } from "#app/domain/review/bridge.ts";
import type { ReviewedResource, VarianceCause } from "#app/domain/review/cause.ts";
import { type SpendingClass, spendingClasses } from "#app/domain/stage.ts";
import type { Db } from "../../client.ts";
import { readCube } from "../cube/cube.ts";
import { explanationsOf } from "./explanation.ts";

export interface ReviewQuestion {
  readonly year: number;
  readonly resource: ReviewedResource;
  readonly units: readonly string[];
  /** Whose plan is read with what personnel costs. */
  readonly sight: CostSight;
  readonly asOf?: AsOf | undefined;
}

/** A unit's year in one group of titles, by « unit class ». */
export type ReviewedYears = ReadonlyMap<string, ReviewedYear>;

export function reviewedKey(unit: string, spendingClass: SpendingClass): string {
  return `${unit} ${spendingClass}`;
}

/** What the year was for each of these units, in each group of titles where something stands or was told: three questions of the cube, and the causes. */
export async function reviewedYears(db: Db, { year, resource, units, sight, asOf }: ReviewQuestion): Promise<ReviewedYears> {
  const question = { resources: [resource], years: [year], sight, asOf } as const;
  const where = { unit: units };
  const stands = await readCube(db, { ...question, measures: reviewedMeasures, by: ["unit", "spendingClass"], where });
  const moved = await readCube(db, {
    ...{ ...question, measures: ["notified"], by: ["unit", "spendingClass", "movement"] },
    where: { ...where, movement: reviewedMoves },
  });
  const told = await explanationsOf(db, { year, resource, units, asOf });
  const found = new Map<string, Mutable>();
  const at = (unit: string | null, spendingClass: string | null) => {
    const key = `${unit} ${spendingClass}`;
    const own = found.get(key) ?? { ...nothing, told: {} };
    found.set(key, own);
    return own;
  };
  for (const row of stands) Object.assign(at(row.at.unit, row.at.spendingClass), row.amounts);
  for (const { at: place, amounts } of moved) {
    const kind = reviewedMoves.find((each) => each === place.movement);
    if (kind) at(place.unit, place.spendingClass)[kind] += amounts.notified;
  }
  for (const { unit, spendingClass, causes } of told.values()) {
    for (const { cause, amount } of causes) at(unit, spendingClass).told[cause] = amount;
  }
  return found;
}

/** The years of some of them, in some groups of titles. */
export function yearsOf(
  years: ReviewedYears,
  units: readonly string[],
  classes: readonly SpendingClass[] = spendingClasses,
): ReviewedYear[] {
  return units.flatMap((unit) => classes.flatMap((spendingClass) => years.get(reviewedKey(unit, spendingClass)) ?? []));
}

type Mutable = { -readonly [Each in Exclude<keyof ReviewedYear, "told">]: Quantity } & { told: Partial<Record<VarianceCause, Quantity>> };
const nothing = Object.fromEntries([...reviewedMeasures, ...reviewedMoves].map((each) => [each, 0n])) as Omit<Mutable, "told">;
