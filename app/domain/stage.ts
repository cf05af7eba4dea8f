/** The stages of a credit: the accounts of the budget book (`domain.md` R1–R16, LOLF). Debit = arrives, credit = leaves. */
export const stages = [
  "voted",
  "reserve",
  "unallocated",
  "notified",
  "allotted",
  "earmarked",
  "committed",
  "requested",
  "consumed",
  "lapsed",
  "overrun",
] as const;
export type Stage = (typeof stages)[number];

/** LOLF art. 7: title 2 (personnel) is a ceiling of its own; every other title is non-personnel. */
export type SpendingClass = "personnel" | "nonPersonnel";
export const spendingClasses = ["personnel", "nonPersonnel"] as const satisfies readonly SpendingClass[];

/** Where a voted credit comes from. */
export type Origin =
  | "initialBudget"
  | "servicesVotes"
  | "amendingBudget"
  | "carryOver"
  | "earmarkedFund"
  | "assignedRevenue"
  | "virement"
  | "transfer"
  | "advanceDecree"
  | "withdrawal"
  | "cancellation";

export type MovementKind =
  | "opening"
  | "cancellation"
  | "virement"
  | "transfer"
  | "freeze"
  | "extraFreeze"
  | "release"
  | "notification"
  | "allotment"
  | "withdrawal"
  | "redeployment"
  | "earmark"
  | "overrunClearing"
  | "lapse"
  | "carryOver";

/** `voted` and `overrun` are sources: their balance is credit − debit; every other stage holds debit − credit. */
export function isSource(stage: Stage): boolean {
  return stage === "voted" || stage === "overrun";
}
