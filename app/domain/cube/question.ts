import type { AsOf } from "../as-of.ts";
import type { CostSight } from "../forecast/staff/cost-sight.ts";
import type { Month } from "../month.ts";
import type { Quantity, Resource } from "../quantity.ts";
import { type Dimension, isKept } from "./dimension.ts";
import type { Measure } from "./measure.ts";

/** The codes that are kept of each dimension, years apart; an empty list keeps nothing. */
export type Cut = Readonly<Partial<Record<Exclude<Dimension, "year">, readonly string[]>>>;

export interface CubeQuestion<By extends Dimension = Dimension, Of extends Measure = Measure> {
  readonly measures: readonly Of[];
  readonly resources: readonly Resource[];
  readonly years: readonly number[];
  readonly by: readonly By[];
  readonly where?: Cut;
  /** Only the months up to this one; what is planned for a whole year counts from its first. */
  readonly upTo?: Month;
  readonly asOf?: AsOf | undefined;
  /** What becomes of the credits that the end of an exercise took away: put back where they stood, as the screens read, or left `lapsed`. */
  readonly lapse?: "putBack" | "asPosted";
  /** Whose plan is read with what personnel costs; everywhere unless said. The journal is read whole. */
  readonly sight?: CostSight;
}

/** One row of an answer: a code of each dimension that was asked for (null: none), a resource, an amount of each measure. */
export interface CubeRow<By extends Dimension = Dimension, Of extends Measure = Measure> {
  readonly at: Readonly<Record<By, string | null>>;
  readonly resource: Resource;
  readonly amounts: Readonly<Record<Of, Quantity>>;
}

/** The dimensions that a question touches. */
export function dimensionsOf({ by, where = {}, upTo }: Pick<CubeQuestion, "by" | "where" | "upTo">): Dimension[] {
  const cut = Object.keys(where) as Dimension[];
  return [...new Set<Dimension>([...by, ...cut, ...(upTo === undefined ? [] : (["month"] as const))])];
}

/** Whether the balances that are kept can answer; else the lines are read. */
export function isAnsweredByBalances(question: Pick<CubeQuestion, "by" | "where" | "upTo">): boolean {
  return dimensionsOf(question).every(isKept);
}
