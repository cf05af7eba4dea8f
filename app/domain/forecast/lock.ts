import type { StepLock } from "../campaign/calendar.ts";
import { type CampaignState, takesRequests } from "../campaign/campaign.ts";
import type { BudgetResource } from "../quantity.ts";
import type { SpendingClass } from "../stage.ts";
import { type CellKey, cellName } from "./cell.ts";
import { measuresOf } from "./measure.ts";
import type { RequestState } from "./request-state.ts";
import { isCost } from "./staff/cost-sight.ts";

/** Why a cell cannot be written by whoever looks at it. Each has one sentence, which also says who can unlock it. */
export type CellLock =
  | { readonly kind: "campaign"; readonly state: CampaignState }
  | { readonly kind: "right" }
  | StepLock
  | { readonly kind: "request"; readonly state: RequestState }
  | { readonly kind: "measure"; readonly measure: BudgetResource; readonly spendingClass: SpendingClass }
  /** The cell is the sum of quantities × prices: it changes where they do. */
  | { readonly kind: "detail"; readonly lines: number }
  | { readonly kind: "costs" }
  | { readonly kind: "staff" };

export interface LineStanding {
  readonly campaignState: CampaignState;
  readonly mayEdit: boolean;
  /** Whether this person sees what personnel costs here; what is not seen is not written either. */
  readonly seesCosts: boolean;
  /** Why the calendar of the campaign does not let this person write today. */
  readonly window?: StepLock | undefined;
  readonly requestState: RequestState;
  readonly spendingClass: SpendingClass;
  /** The cells that have a detail, by `cellName`, each with how many lines it has. */
  readonly details?: ReadonlyMap<string, number>;
  /** Its people and its costs are computed from the staff that its request asks for; days are planned by hand. */
  readonly fromStaff?: boolean;
}

/**
 * The first reason why: what is hidden from this person, which nothing else unlocks; then from the widest to the narrowest: the campaign, the
 * person's right, the calendar, the request's state, the line's nature, what is computed.
 */
export function lockOf(
  { campaignState, mayEdit, seesCosts, window, requestState, spendingClass, fromStaff = false }: LineStanding,
  measure: BudgetResource,
): CellLock | undefined {
  if (!seesCosts && isCost(measure, spendingClass)) return { kind: "costs" };
  if (!takesRequests(campaignState)) return { kind: "campaign", state: campaignState };
  if (!mayEdit) return { kind: "right" };
  if (window) return window;
  if (requestState !== "draft") return { kind: "request", state: requestState };
  if (!measuresOf[spendingClass].includes(measure)) return { kind: "measure", measure, spendingClass };
  return fromStaff && measure !== "DAY" ? { kind: "staff" } : undefined;
}

/** The same for one cell: what locks its line, else its own detail. */
export function cellLockOf(standing: LineStanding, key: CellKey): CellLock | undefined {
  const lock = lockOf(standing, key.measure);
  if (lock) return lock;
  const lines = standing.details?.get(cellName(key));
  return lines === undefined ? undefined : { kind: "detail", lines };
}

/** The cells that a spread leaves as they are: those that are held, and those that have a detail. */
export function cellsThatStay(
  { details }: Pick<LineStanding, "details">,
  held: ReadonlySet<string> | ReadonlyMap<string, unknown> | undefined,
): ReadonlySet<string> {
  return new Set([...(held?.keys() ?? []), ...(details?.keys() ?? [])]);
}
