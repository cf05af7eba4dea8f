/** How far the best there is may be above a proposal, in millionths of it; 0 when it is the best. */
export function gapOf({ worth, bound }: { readonly worth: bigint; readonly bound: bigint }): number {
  return bound <= worth ? 0 : Number(((bound - worth) * 1_000_000n + bound - 1n) / bound);
}
