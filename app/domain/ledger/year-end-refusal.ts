import type { CreditsYearEndRefusal } from "../execution/year-end/refusal.ts";
import type { AssetRefusal } from "./assets/asset-refusal.ts";
import type { CutOffRefusal } from "./cut-off/cut-off-refusal.ts";
import type { StatementRefusal } from "./statements/statement-refusal.ts";

/** What the end of a year refuses, beside what every entry does. */
export type YearEndRefusal = StatementRefusal | AssetRefusal | CutOffRefusal | CreditsYearEndRefusal;
