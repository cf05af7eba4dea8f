import { type VerbForMany, verbsForMany } from "#app/domain/arbitration/decide-many.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { amountTyped } from "../board/amount-typed.ts";
import { type BoardRequest, type BoardUnit, total } from "../board/board.ts";

export const opinionViews = ["favourable", "reserved", "unfavourable"] as const;
export const requestKinds = ["baseline", "newMeasure", "saving"] as const;

/** Which requests are to be decided alike, and how, as the address says it. */
export interface BulkChoice {
  readonly verb: VerbForMany;
  readonly unit: string;
  readonly view: (typeof opinionViews)[number] | undefined;
  readonly kind: (typeof requestKinds)[number] | undefined;
  /** At most so much asked, as it is typed. */
  readonly below: string;
}

export function bulkChoiceIn(search: URLSearchParams): BulkChoice {
  const asked = (name: string) => search.get(name) ?? "";
  return {
    verb: verbsForMany.find((own) => own === asked("verb")) ?? "grant",
    unit: asked("of"),
    view: opinionViews.find((own) => own === asked("view")),
    kind: requestKinds.find((own) => own === asked("kind")),
    below: asked("below"),
  };
}

/** The requests that answer the choice, in the order of the board. */
export function chosen(
  units: readonly BoardUnit[],
  { unit, view, kind, below }: BulkChoice,
  measure: BudgetResource,
): { unit: BoardUnit; request: BoardRequest }[] {
  const most = amountTyped(below, measure);
  return units
    .filter(({ code }) => unit === "" || code === unit)
    .flatMap((own) => own.requests.map((request) => ({ unit: own, request })))
    .filter(({ request }) => view === undefined || request.view === view)
    .filter(({ request }) => kind === undefined || request.kind === kind)
    .filter(({ request }) => most === undefined || total(request.asked) <= most);
}
