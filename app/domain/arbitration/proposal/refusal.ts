import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { Rule } from "./conflict.ts";

/** Why a setting, a set of criteria or a proposal is not kept, or nothing can be proposed. */
export type ProposalRefusal =
  | { readonly kind: "proposal-step-zero" }
  /** The step does not cut the request into equal parts; the nearest that do, in hundredths of a percent. */
  | { readonly kind: "proposal-step-uneven"; readonly share: number; readonly below: number; readonly above: number }
  | { readonly kind: "proposal-step-too-small"; readonly most: number }
  | { readonly kind: "proposal-step-above-asked"; readonly resource: BudgetResource; readonly step: Quantity; readonly asked: Quantity }
  | { readonly kind: "proposal-minimum-without-step" }
  | {
      readonly kind: "proposal-minimum-above-asked";
      readonly resource: BudgetResource;
      readonly minimum: Quantity;
      readonly asked: Quantity;
    }
  | { readonly kind: "proposal-exclusive-and-linked"; readonly unit: string; readonly number: number; readonly title: string }
  | { readonly kind: "proposal-tied-to-itself" }
  | { readonly kind: "proposal-request-unknown"; readonly text: string }
  | { readonly kind: "proposal-saving-whole" }
  | {
      readonly kind: "proposal-floor-above-asked";
      readonly unit: string;
      readonly resource: BudgetResource;
      readonly year: number;
      readonly floor: Quantity;
      readonly asked: Quantity;
    }
  | { readonly kind: "proposal-worthless" }
  | { readonly kind: "proposal-nothing-asked" }
  | { readonly kind: "proposal-without-envelope"; readonly year: number }
  | { readonly kind: "proposal-conflict"; readonly rules: readonly Rule[] }
  | { readonly kind: "proposal-undecided"; readonly seconds: number }
  | { readonly kind: "proposal-outdated"; readonly number: number; readonly requests: number };
