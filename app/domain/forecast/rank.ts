import { accept, type Result, refuse } from "../result.ts";
import type { RequestState } from "./request-state.ts";

/** A new measure among those of its unit. */
export interface RankedMeasure {
  readonly id: string;
  readonly number: number;
  readonly rank: number | null;
  readonly state: RequestState;
}

/** The most wanted first; those without a rank come last, in the order of their numbers. */
export function byRank<Measure extends Pick<RankedMeasure, "rank" | "number">>(measures: readonly Measure[]): Measure[] {
  return measures.toSorted(
    (left, right) => (left.rank ?? Number.POSITIVE_INFINITY) - (right.rank ?? Number.POSITIVE_INFINITY) || left.number - right.number,
  );
}

/**
 * The ranks that change when a measure goes one place up or down: it takes its neighbour's place, and its neighbour takes its. One that has no rank
 * takes the last when it goes up. Refused: no neighbour on that side; either of the two is handed in, for what was handed in keeps its rank.
 */
export function movedRanks(measures: readonly RankedMeasure[], id: string, direction: "up" | "down"): Result<ReadonlyMap<string, number>> {
  const ordered = byRank(measures);
  const place = ordered.findIndex((own) => own.id === id);
  const own = ordered[place];
  if (!own) return refuse({ kind: "not-found", what: "request", id });
  const other = ordered[direction === "up" ? place - 1 : place + 1];
  const last = Math.max(0, ...ordered.map(({ rank }) => rank ?? 0));
  const alone = own.rank === null && direction === "up" && (!other || other.rank === null);
  const fixed = [own, ...(other && !alone ? [other] : [])].find(({ state }) => state !== "draft");
  if (fixed) return refuse({ kind: "wrong-state", what: "request", state: fixed.state, expected: ["draft"] });
  if (alone) return accept(new Map([[own.id, last + 1]]));
  if (!other) return refuse({ kind: "rank-not-moved", why: direction === "up" ? "first" : "last" });
  const [upper, lower] = direction === "up" ? [other, own] : [own, other];
  if (upper.rank === null) return refuse({ kind: "rank-not-moved", why: "unranked" });
  return accept(
    new Map([
      [lower.id, upper.rank],
      [upper.id, lower.rank ?? last + 1],
    ]),
  );
}
