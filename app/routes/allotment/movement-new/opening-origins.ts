/** Whence a credit that is opened by hand may come; the other origins are those of other kinds. */
export const openingOrigins = [
  "initialBudget",
  "servicesVotes",
  "amendingBudget",
  "earmarkedFund",
  "assignedRevenue",
  "advanceDecree",
] as const;
export type OpeningOrigin = (typeof openingOrigins)[number];
