/** Which lines of an account to see: those in no complete group, those in any group, all. */
export const matchingStates = ["open", "matched", "all"] as const;
export type MatchingState = (typeof matchingStates)[number];
