import type { Dimension } from "#app/domain/cube/dimension.ts";
import type { Measure } from "#app/domain/cube/measure.ts";
import type { CubeQuestion, Cut } from "#app/domain/cube/question.ts";
import type { CostSight } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Month } from "#app/domain/month.ts";
import type { CubeKey } from "#app/domain/trace/trace-key.ts";

/** A figure that is traced, over the units that its reader sees. */
export interface TracedFigure {
  readonly key: CubeKey;
  /** Those of its scope. */
  readonly units: readonly string[];
  /** Whose plan is read with what personnel costs. */
  readonly sight: CostSight;
  /** Else a figure that says more of personnel than its year in a unit leaves personnel out. */
  readonly seesPersonnel: boolean;
}

interface Asked {
  /** Other months than the figure's. */
  readonly upTo?: Month | undefined;
  /** Document by document: what personnel costs is then left out for who does not see it. */
  readonly isDetailed?: boolean;
}

/** What is asked of the cube for measures of the figure. */
export function questionOf<Of extends Measure, By extends Dimension>(
  { key, units, sight, seesPersonnel }: TracedFigure,
  measures: readonly Of[],
  by: readonly By[],
  { upTo = key.upTo, isDetailed = key.document !== undefined }: Asked = {},
): CubeQuestion<By, Of> {
  const { resource, year, cut = {}, asOf } = key;
  const codes = Object.entries(cut).map(([dimension, code]) => [dimension, [code]] as const);
  // Who reads the general book reads it whole: its lines that name no unit are of everything that they see.
  const isWhole = resource === "EUR" && key.scope.kind === "all";
  const where: Cut = { ...Object.fromEntries(codes), ...(isWhole ? {} : { unit: units }) };
  const tells = (dimension: string) => dimension !== "unit" && dimension !== "spendingClass";
  const saysMore = isDetailed || [...by, ...Object.keys(cut)].some(tells);
  const withoutPersonnel = !seesPersonnel && saysMore && (resource === "AE" || resource === "CP");
  return {
    ...{ measures, resources: [resource], years: [year], by, sight },
    where: withoutPersonnel ? { ...where, spendingClass: cut.spendingClass === "personnel" ? [] : ["nonPersonnel"] } : where,
    ...(upTo === undefined ? {} : { upTo }),
    ...(asOf ? { asOf } : {}),
  };
}
