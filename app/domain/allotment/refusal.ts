import type { Day } from "../month.ts";
import type { BudgetResource, Quantity } from "../quantity.ts";
import type { MovementKind, SpendingClass } from "../stage.ts";
import type { Cap } from "./caps.ts";

export type NotificationRefusal =
  /** Its number is that of its movement. */
  | { readonly kind: "already-notified"; readonly number: string; readonly on: Day; readonly by: string }
  | { readonly kind: "already-acknowledged"; readonly unit: string; readonly by: string; readonly at: string };

export type MovementRefusal =
  | {
      readonly kind: "cap-exceeded";
      readonly cap: Cap;
      /** Null: the programme whole. */
      readonly spendingClass: SpendingClass | null;
      readonly resource: BudgetResource;
      readonly article: string;
      readonly used: Quantity;
      readonly ceiling: Quantity;
      readonly asked: Quantity;
    }
  /** A virement or a transfer into title 2 must say that it comes from title 2 (LOLF art. 12 IV). */
  | { readonly kind: "counterpart-required"; readonly movement: MovementKind; readonly article: string }
  | { readonly kind: "counterpart-forbidden"; readonly movement: MovementKind; readonly article: string }
  | { readonly kind: "origin-required" }
  | { readonly kind: "act-required"; readonly movement: MovementKind; readonly article: string }
  | { readonly kind: "controller-act-required"; readonly article: string }
  | { readonly kind: "controller-act-refused"; readonly by: string; readonly article: string }
  | { readonly kind: "controller-act-useless" }
  | { readonly kind: "movement-not-reversible"; readonly number: string; readonly movement: MovementKind }
  | { readonly kind: "movement-already-reversed"; readonly number: string; readonly by: string }
  | { readonly kind: "reserve-as-set"; readonly year: number };
