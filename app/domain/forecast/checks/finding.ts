import type { BudgetResource, Quantity } from "../../quantity.ts";
import type { SpendingClass } from "../../stage.ts";
import type { CellAddress } from "../cell-address.ts";
import type { PlannedCell } from "../request.ts";
import type { RequestKind } from "../request-state.ts";
import type { SchedulePart } from "../schedule.ts";
import type { CheckLevel, CheckName, CheckSettings } from "./settings.ts";

export interface CheckedLine {
  readonly id: string;
  readonly label: string;
  readonly nature: string;
  readonly activity: string;
  readonly spendingClass: SpendingClass;
  readonly cells: readonly PlannedCell[];
  /** When its commitments are paid, where that was written. */
  readonly schedule?: readonly SchedulePart[];
}
export interface CheckedRequest {
  readonly id: string;
  readonly number: number;
  readonly kind: RequestKind;
  readonly justification: string;
  readonly lines: readonly CheckedLine[];
}

/** What requests are looked at with; smallest units. */
export interface CheckWorld {
  /** The campaign's year. */
  readonly year: number;
  readonly settings: CheckSettings;
  /** Executed N-1 of a nature, activity and measure; null when it is not known. */
  executed(line: Pick<CheckedLine, "nature" | "activity">, measure: BudgetResource): Quantity | null;
  /** « Reste à payer » of the unit's commitments of a nature, as known today. */
  outstanding(nature: string): Quantity;
  /** What the campaign tells the unit to aim at for a nature, given what was executed; null when it says nothing. */
  guidance(nature: string, measure: BudgetResource, executed: Quantity | null): Quantity | null;
}

interface FindingBase {
  readonly requestId: string;
  readonly requestNumber: number;
  /** Undefined: the request as a whole. */
  readonly cell: CellAddress | undefined;
  readonly line: string;
  readonly measure: BudgetResource;
}

/** What a check found: its numbers, in the smallest unit of the measure. */
export type FoundFault = FindingBase &
  (
    | { readonly check: "justification-missing"; readonly asked: Quantity; readonly executed: Quantity }
    | {
        readonly check: "payments-above-means";
        readonly payments: Quantity;
        readonly authorisations: Quantity;
        readonly outstanding: Quantity;
      }
    /** `commitment`: AE of a year and what its schedule pays on it; `column`: what a schedule pays in a year and the CP asked. */
    | {
        readonly check: "schedule-differs";
        readonly authorisations: Quantity;
        readonly payments: Quantity;
        readonly against: "amounts" | "commitment" | "column";
      }
    | { readonly check: "staff-without-days"; readonly staff: Quantity }
    | { readonly check: "guidance-exceeded"; readonly asked: Quantity; readonly guidance: Quantity }
    | {
        readonly check: "unit-suspicious";
        readonly amount: Quantity;
        readonly usual: Quantity;
        readonly against: "executed" | "neighbours";
      }
  );
export type Finding = FoundFault & { readonly level: Exclude<CheckLevel, "off"> };

/** What a finding is of: the same as long as its place and its numbers are; what a person confirmed is confirmed by this name. */
export function findingName(finding: Finding): string {
  const { level: _, line: _line, requestNumber: _number, cell, ...rest } = finding;
  const place = cell ? `${cell.lineId} ${cell.measure} ${cell.targetYear} ${cell.month}` : "";
  return `${place} ${Object.entries(rest)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ")}`.trim();
}

export type Check = (requests: readonly CheckedRequest[], world: CheckWorld) => FoundFault[];
export type Checks = Readonly<Record<CheckName, Check>>;
