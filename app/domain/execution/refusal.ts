import type { Day } from "../month.ts";
import type { Quantity } from "../quantity.ts";

/** Why an act of the expense chain, a contract, an operation or a title of revenue is not kept. */
export type ExpenseRefusal =
  | { readonly kind: "party-closed"; readonly party: string }
  | { readonly kind: "contract-of-another-party"; readonly contract: string; readonly party: string }
  | { readonly kind: "contract-not-in-force"; readonly contract: string; readonly from: Day; readonly until: Day; readonly on: Day }
  | {
      readonly kind: "contract-exceeded";
      readonly contract: string;
      readonly maximum: Quantity;
      readonly used: Quantity;
      readonly asked: Quantity;
    }
  | { readonly kind: "contract-below-used"; readonly contract: string; readonly maximum: Quantity; readonly used: Quantity }
  | { readonly kind: "not-an-investment"; readonly nature: string }
  | { readonly kind: "operation-elsewhere"; readonly operation: string; readonly place: string }
  | { readonly kind: "operation-exceeded"; readonly operation: string; readonly asked: Quantity; readonly left: Quantity }
  | { readonly kind: "document-taken-back"; readonly document: string; readonly by: string }
  | { readonly kind: "fact-of-import"; readonly name: string }
  | { readonly kind: "revenue-rested-upon"; readonly number: string; readonly rests: "payOver" | "acts"; readonly amount: Quantity }
  | { readonly kind: "revenue-credits-taken"; readonly number: string; readonly asked: Quantity; readonly left: Quantity }
  | { readonly kind: "due-before-invoice"; readonly invoiced: Day; readonly due: Day }
  | {
      readonly kind: "above-revenue";
      readonly act: "cash" | "reduction" | "payOver";
      readonly asked: Quantity;
      readonly limit: Quantity;
    };
