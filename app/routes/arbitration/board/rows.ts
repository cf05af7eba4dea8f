import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { proposedFor } from "#app/domain/arbitration/decision.ts";
import { type Outcome, outcomeOf } from "#app/domain/arbitration/outcome.ts";
import type { RequestState } from "#app/domain/forecast/request-state.ts";
import { absolute, type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { StandingDecision } from "#db/queries/arbitration/decision.ts";
import type { Opinion, OpinionView } from "#db/queries/arbitration/opinion.ts";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";
import type { Reference } from "#db/queries/forecast/reference.ts";

/** A row of the board, for one measure of the campaign's year: a unit that sums its requests up, or one of them. */
export interface BoardRow {
  readonly key: string;
  readonly unit: string;
  readonly label: string;
  /** Null on the row of a unit. */
  readonly requestId: string | null;
  /** Of the unit, for both classes together. */
  readonly executed: Quantity | "not-applicable";
  readonly notified: Quantity | "not-applicable";
  readonly asked: Quantity;
  readonly view: OpinionView | null;
  readonly proposed: Quantity | "not-applicable" | "not-entered";
  readonly decided: Quantity | "not-entered";
  readonly outcome: Outcome | null;
  readonly state: RequestState | null;
  readonly version: number;
}

export interface BoardFigures {
  readonly requests: readonly ListedRequest[];
  readonly decisions: ReadonlyMap<string, StandingDecision>;
  readonly opinions: ReadonlyMap<string, Opinion>;
  readonly references: readonly Reference[];
  readonly measure: BudgetResource;
  readonly year: number;
}

/** Units by what they ask, the heaviest first, each followed by its requests in the same order. */
export function boardRows(figures: BoardFigures): BoardRow[] {
  const units = new Map<string, BoardRow[]>();
  for (const request of figures.requests) units.set(request.unit, [...(units.get(request.unit) ?? []), requestRow(request, figures)]);
  return [...units.values()]
    .map((rows) => {
      const label = figures.requests.find((request) => request.unit === rows[0]?.unit)?.unitLabel ?? "";
      return [unitRow(label, rows, figures), ...rows.sort(heavier)];
    })
    .sort(([left], [right]) => (left && right ? heavier(left, right) : 0))
    .flat();
}

function requestRow(request: ListedRequest, { decisions, opinions, measure, year }: BoardFigures): BoardRow {
  const of = (amounts: readonly PlannedAmount[]) =>
    sum(amounts.filter((own) => own.measure === measure && own.targetYear === year).map((own) => own.amount));
  const decision = decisions.get(request.id);
  const opinion = opinions.get(request.id);
  const asked = of(request.asked);
  return {
    ...{ key: request.id, unit: request.unit, label: `${request.number}. ${request.title}`, requestId: request.id, asked },
    executed: "not-applicable",
    notified: "not-applicable",
    view: opinion?.view ?? null,
    proposed: opinion ? of(request.asked.map((ask) => ({ ...ask, amount: proposedFor(opinion.amounts, ask) }))) : "not-entered",
    decided: decision ? of(decision.amounts.map(({ decided, ...key }) => ({ ...key, amount: decided }))) : "not-entered",
    outcome: decision ? outcomeOf(decision.verb, decision.amounts) : null,
    state: request.state,
    version: request.version,
  };
}

function unitRow(label: string, rows: readonly BoardRow[], { references, measure }: BoardFigures): BoardRow {
  const unit = rows[0]?.unit ?? "";
  const own = references.filter((reference) => reference.unit === unit && reference.measure === measure);
  const decided = rows.flatMap((row) => (row.decided === "not-entered" ? [] : [row.decided]));
  return {
    ...{ key: unit, unit, label, requestId: null, view: null, proposed: "not-applicable", outcome: null, state: null, version: 0 },
    executed: sum(own.map((reference) => reference.executed)),
    notified: sum(own.map((reference) => reference.notified)),
    asked: sum(rows.map((row) => row.asked)),
    decided: decided.length > 0 ? sum(decided) : "not-entered",
  };
}

function heavier(left: BoardRow, right: BoardRow): number {
  const [leftWeight, rightWeight] = [absolute(left.asked), absolute(right.asked)];
  if (leftWeight === rightWeight) return left.key < right.key ? -1 : 1;
  return leftWeight > rightWeight ? -1 : 1;
}
