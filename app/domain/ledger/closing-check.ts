import type { Quantity } from "../quantity.ts";

/** A point of the list before a closing, as far as it may stop it. */
export interface ClosingCheck {
  readonly name: string;
  readonly severity: "blocking" | "warning";
  /** Nothing to say when 0. */
  readonly count: number;
  readonly amount: Quantity | null;
}

/** What two persons agreed to go through, for an amount that both saw. */
export interface AgreedWaiver {
  readonly check: string;
  readonly amount: Quantity;
  /** Null: the second person has not agreed. */
  readonly approvedAt: Date | null;
}

/** Nothing goes through a blocking point that has something to say, but what two persons said of this very amount. */
export function isBlocking({ name, severity, count, amount }: ClosingCheck, waivers: readonly AgreedWaiver[]): boolean {
  if (severity !== "blocking" || count === 0) return false;
  return !waivers.some((waiver) => waiver.check === name && waiver.approvedAt !== null && waiver.amount === amount);
}
