import type { Day } from "../../month.ts";
import type { Quantity } from "../../quantity.ts";

/** What the register of fixed assets refuses. */
export type AssetRefusal =
  | { kind: "not-an-asset-account"; account: string }
  | { kind: "account-without-depreciation"; account: string }
  | { kind: "residual-above-gross"; residual: Quantity; gross: Quantity }
  | { kind: "line-not-capitalisable"; entry: string; account: string }
  | { kind: "line-already-capitalised"; entry: string }
  | { kind: "nothing-to-depreciate"; year: number; period: number }
  | { kind: "depreciated-beyond"; asset: string; on: Day }
  | { kind: "later-depreciation"; asset: string; year: number; period: number }
  | { kind: "proceeds-without-sale"; proceeds: Quantity };
