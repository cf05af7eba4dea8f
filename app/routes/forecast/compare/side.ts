/** What an address says for the sheet as it stands. */
export const now = "now";

/** One side of a comparison: a version, or the sheet as it stands (null). */
export interface Side {
  readonly id: string;
  readonly name: string | null;
  readonly revision: bigint;
  readonly author: string | null;
  readonly frozenAt: Date | null;
}
