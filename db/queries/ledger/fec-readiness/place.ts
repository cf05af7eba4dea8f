/** Where a rule fails: an entry, or a code of the books; `result`: the result of the exercise, classes 6, 7 and 12 together. */
export type FecPlace =
  | { readonly kind: "entry"; readonly id: bigint; readonly name: string }
  | { readonly kind: "account" | "journal" | "party"; readonly name: string }
  | { readonly kind: "result" };

export interface FecFaultsFound {
  readonly faultCount: number;
  /** The first ones; none where the fault is of the whole. */
  readonly places: readonly FecPlace[];
}

/** How many places a check names. */
export const namedPlaces = 5;

export function found(places: readonly FecPlace[], faultCount: number = places.length): FecFaultsFound {
  return { faultCount, places: places.slice(0, namedPlaces) };
}
