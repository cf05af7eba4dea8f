/** Why people of a unit are away beyond their usual leave: told as totals, of nobody in particular. */
export const awayKinds = ["training", "union", "other"] as const;
export type AwayKind = (typeof awayKinds)[number];
