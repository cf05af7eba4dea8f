import type { Cents } from "../../money.ts";

/** How an organisation matches; the chief accountant sets it. */
export interface MatchingSettings {
  /** Prefixes of the accounts that are matched: third parties, unless said. */
  readonly accounts: readonly string[];
  /** Days between two lines that only their amount joins. */
  readonly windowDays: number;
  /** The largest difference of settlement that may be written off with a matching; cents, 0 for none. */
  readonly threshold: Cents;
  /** Where such a difference goes when it is a cost, and when it is a gain. */
  readonly loss: string;
  readonly gain: string;
  /** Days from the voucher to the day on which it falls due. */
  readonly termDays: number;
}

/** Class 4; 90 days; one euro; 658 and 758; 30 days (the term of payment of the State: décret n° 2013-269, art. 1). */
export const defaultMatchingSettings: MatchingSettings = {
  accounts: ["4"],
  windowDays: 90,
  threshold: 100n,
  loss: "658",
  gain: "758",
  termDays: 30,
};

/** Is this account matched? */
export function isMatchable(account: string, { accounts }: Pick<MatchingSettings, "accounts">): boolean {
  return accounts.some((prefix) => account.startsWith(prefix));
}
