import type { Obligation } from "../../forecast/request-state.ts";
import type { Quantity } from "../../quantity.ts";
import { type Candidate, type Ceiling, wholeUse } from "./problem.ts";

/** What each kind of request counts for, in points: the user's own say in a proposal. */
export interface Criteria {
  /** For each millionth of the tightest ceiling that it takes, or for the request as such, whatever its size. */
  readonly count: "size" | "request";
  readonly points: Readonly<Record<Obligation, number>>;
  /** What is left of the points from one rank to the next, in percent: 80 gives 80 % to rank 2, 64 % to rank 3. */
  readonly percentByRank: number;
  /** More (150) or less (50) for some, in percent; 100 unless said. */
  readonly percentByUnit: Readonly<Record<string, number>>;
  /** The same for what the user calls by a name of his own (« Sobriété ») and marks requests with. */
  readonly percentByTag: Readonly<Record<string, number>>;
}

/** What an obligatory request counts for is told, not bounded: where it must be granted, it is mandatory. */
export const usualCriteria: Criteria = {
  count: "size",
  points: { obligatory: 100, inescapable: 50, discretionary: 20 },
  percentByRank: 80,
  percentByUnit: {},
  percentByTag: {},
};

export interface Valued {
  readonly obligation: Obligation;
  /** Null: no rank, counted as rank 1. */
  readonly rank: number | null;
  readonly tags?: readonly string[];
}

/**
 * The worth of each part of a candidate, a whole number ≥ 0, rounded down: points × the size of a part. The size of a candidate is the largest share of a
 * ceiling that it takes, in millionths, so that a person and a euro are counted alike, by how scarce they are; a saving has none.
 */
export function worthOfPart(
  { obligation, rank, tags = [] }: Valued,
  candidate: Pick<Candidate, "uses" | "unit" | "parts">,
  ceilings: readonly Ceiling[],
  criteria: Criteria,
): bigint {
  const percents = [criteria.percentByUnit[candidate.unit] ?? 100, ...tags.map((tag) => criteria.percentByTag[tag] ?? 100)];
  const points = percents.reduce(
    (product, percent) => (product * percent) / 100,
    criteria.points[obligation] * rankShare(rank ?? 1, criteria.percentByRank),
  );
  const size = criteria.count === "request" ? million : sizeOf(candidate, ceilings);
  return (BigInt(Math.round(points * 100)) * size) / (100n * BigInt(candidate.parts));
}

const million = 1_000_000n;

function sizeOf(candidate: Pick<Candidate, "uses" | "unit">, ceilings: readonly Ceiling[]): Quantity {
  const shares = ceilings.flatMap(({ stock, units, limit }) => {
    const use = units === null || units.includes(candidate.unit) ? wholeUse(candidate, stock) : 0n;
    return use > 0n ? [limit > 0n ? (use * million) / limit : million] : [];
  });
  return shares.reduce((largest, share) => (share > largest ? share : largest), 0n);
}

function rankShare(rank: number, percent: number): number {
  return (percent / 100) ** (rank - 1);
}
