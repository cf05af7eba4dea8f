import type { Quantity } from "../quantity.ts";
import type { LandedResource } from "./manual.ts";

/** Why a landing that somebody gives is not kept. */
export type LandingRefusal =
  /** Less than what is already paid, committed or consumed. */
  | {
      readonly kind: "landing-below-used";
      readonly unit: string;
      readonly resource: LandedResource;
      readonly amount: Quantity;
      readonly used: Quantity;
    }
  /** Nothing of the year is left to foresee. */
  | { readonly kind: "landing-year-over"; readonly year: number }
  | { readonly kind: "no-manual-landing"; readonly unit: string; readonly resource: LandedResource };
