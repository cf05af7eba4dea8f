import type { LandedResource } from "../landing/manual.ts";
import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";

/**
 * What an alert is about: one cause for each unit and resource, whatever the number of months, pages and rules that show it. `question`: somebody
 * asked for an explanation where nothing is out of line.
 */
export const alertCauses = ["overuse", "underuse", "uncertified", "unpaid", "question"] as const;
export type AlertCause = (typeof alertCauses)[number];

/** What shows a cause, the strongest first: an alert says the strongest that stands. */
export const signsOf = {
  overuse: ["overrun", "exhaustion", "aboveProfile"],
  underuse: ["shortLanding", "dormant", "belowProfile"],
  uncertified: ["uncertified"],
  unpaid: ["unpaid"],
  question: ["question"],
} as const satisfies Record<AlertCause, readonly string[]>;
export type AlertSign = (typeof signsOf)[AlertCause][number];

/** `serious`: certain, or far beyond; `watch`: to be looked at. */
export type AlertLevel = "watch" | "serious";

export interface AlertKey {
  readonly unit: string;
  readonly cause: AlertCause;
  readonly resource: LandedResource;
}

/** How a cause stands on a day. */
export interface Finding extends AlertKey {
  readonly sign: AlertSign;
  readonly level: AlertLevel;
  /** How large, so as to tell whether it grows: tenths of a point of what was notified, or a number of documents. */
  readonly size: number;
  /** From which size on there is a cause at all. */
  readonly limit: number;
  /** The gap itself, in the smallest unit of the resource. */
  readonly amount: Quantity;
  /** When credits run out, or since when the oldest document waits. */
  readonly day: Day | null;
  /** How many months of the year were over. */
  readonly months: number;
}

export const alertStates = ["open", "answered", "snoozed", "closed"] as const;
export type AlertState = (typeof alertStates)[number];

/** An alert as it is kept. */
export interface StandingAlert extends Finding {
  readonly state: AlertState;
  /** How it was when somebody answered or put it aside: it comes back only if it grows beyond. */
  readonly reference: { readonly sign: AlertSign; readonly size: number } | null;
  readonly snoozedUntil: Day | null;
  /** Somebody waits for an explanation. */
  readonly asked: boolean;
}

export function rankOf({ cause, sign }: Pick<Finding, "cause" | "sign">): number {
  return (signsOf[cause] as readonly AlertSign[]).indexOf(sign);
}

/** Whether sizes are numbers of documents: the others are tenths of a point. */
export function isCounted(cause: AlertCause): boolean {
  return cause === "uncertified" || cause === "unpaid";
}
