import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { SpendingClass } from "../../stage.ts";
import type { SittingState } from "./sitting.ts";

/** An envelope that what is decided exceeds. */
export interface Overrun {
  readonly spendingClass: SpendingClass;
  readonly resource: BudgetResource;
  readonly envelope: Quantity;
  readonly decided: Quantity;
  /** What the envelope bounds, by name; absent: the whole campaign. */
  readonly place?: string;
}

export type SittingRefusal =
  /** What is asked of a sitting asks another state of it; « sealed » above all. */
  | { kind: "sitting-not-open"; number: number; state: SittingState }
  /** Another sitting of the campaign is open. */
  | { kind: "sitting-under-way"; number: number; title: string }
  | { kind: "not-on-agenda"; request: number; sitting: number }
  | { kind: "agenda-empty"; number: number }
  /** Opening, deciding and going on are for the chair and the secretaries; sealing is for the chair. */
  | { kind: "not-in-the-chair"; chair: string; act: "write" | "seal" }
  /** Sealed while what is decided does not fit: every envelope that it exceeds, in the campaign's year. */
  | { kind: "sealed-over-ceiling"; exceeded: readonly Overrun[] }
  /** A decision of sealed minutes is not taken back: it is corrected by another that cites it. */
  | { kind: "decision-sealed"; number: number; minutes: number };
