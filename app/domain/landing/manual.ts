import type { Quantity } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import type { LandingRange } from "./follow-up.ts";
import { monthCount } from "./series.ts";

/** What a landing may be given by hand for. */
export const landedResources = ["CP", "AE", "ETPT"] as const;
export type LandedResource = (typeof landedResources)[number];

/** What is said to land: the own credits of a unit, in one group of titles and one resource of an exercise. */
export interface LandedPart {
  readonly year: number;
  readonly unit: string;
  readonly spendingClass: SpendingClass;
  readonly resource: LandedResource;
}

/** Where a unit says itself that its year lands; `months` of it were over, so that 12 − `months` is how far ahead it looked. */
export interface ManualLanding {
  /** Null: the one before is withdrawn, and what the methods say stands again. */
  readonly amount: Quantity | null;
  readonly months: number;
  readonly version: number;
}

/** `overtaken`: more was used since, so that no year can land there; `ended`: nothing is left to foresee. */
export type ManualStanding = "stands" | "overtaken" | "withdrawn" | "ended";

/** Whether a landing given by hand takes the place of what the methods say, when so much was used by the end of so many months. */
export function standingOf({ amount }: Pick<ManualLanding, "amount">, used: Quantity, months: number): ManualStanding {
  if (amount === null) return "withdrawn";
  if (months >= monthCount) return "ended";
  return amount < used ? "overtaken" : "stands";
}

/** The landing that counts where one is needed. What somebody says has no range: they say one end. */
export function landingInForce(
  model: LandingRange | undefined,
  manual: ManualLanding | undefined,
  used: Quantity,
  months: number,
): { readonly range: LandingRange | undefined; readonly byHand: boolean } {
  if (!manual || manual.amount === null || standingOf(manual, used, months) !== "stands") return { range: model, byHand: false };
  return { range: { low: manual.amount, likely: manual.amount, high: manual.amount }, byHand: true };
}
