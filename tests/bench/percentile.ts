/** The measure that `share` of them stay under: 0.5 the middle, 1 the worst; NaN of none. */
export function percentile(measures: readonly number[], share: number): number {
  const sorted = [...measures].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
