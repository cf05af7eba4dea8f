/** The bins of a gap to profile, from far below to far above: what is within ± 3 points is in its corridor. */
export const heatBins = ["under-3", "under-2", "under-1", "level", "over-1", "over-2", "over-3"] as const;
export type HeatBin = (typeof heatBins)[number];

/** Where the bins of one side begin, in tenths of a point: beyond 3, from 8, from 15. */
const [corridor, far, farthest] = [30n, 80n, 150n];

/** The bin of a gap in tenths of a point, + above the profile. */
export function heatBinOf(tenths: bigint): HeatBin {
  const size = tenths < 0n ? -tenths : tenths;
  if (size <= corridor) return "level";
  const depth = size < far ? 1 : size < farthest ? 2 : 3;
  return `${tenths < 0n ? "under" : "over"}-${depth}`;
}
