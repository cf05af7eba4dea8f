import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import { proposedFor } from "#app/domain/arbitration/decision.ts";
import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { transitions } from "#app/domain/forecast/transition.ts";
import { type BudgetResource, type Quantity, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";
import type { UnitYear } from "#db/queries/arbitration/board.ts";
import type { StandingDecision } from "#db/queries/arbitration/decision.ts";
import type { Opinion } from "#db/queries/arbitration/opinion.ts";
import type { ListedRequest } from "#db/queries/forecast/reading.ts";
import { type BoardRequest, type BoardUnit, type ByClass, heavier, type Obstacle, total, totalled } from "./board.ts";

export interface BoardFigures {
  readonly requests: readonly ListedRequest[];
  readonly decisions: ReadonlyMap<string, StandingDecision>;
  readonly opinions: ReadonlyMap<string, Opinion>;
  /** What the proposal on the board, else the opinion, gives each request. */
  readonly proposed: ReadonlyMap<string, readonly PlannedAmount[]>;
  readonly years: readonly UnitYear[];
  readonly landings: ReadonlyMap<string, Quantity>;
  readonly measure: BudgetResource;
  readonly year: number;
  /** Who looks, what they had a hand in, where they decide, and whose costs they see. */
  readonly reader: {
    readonly id: bigint;
    readonly touched: ReadonlySet<string>;
    readonly decides: (unit: string) => boolean;
    readonly seesCosts: (unit: string) => boolean;
  };
  /** The scenario shown may still be decided in. */
  readonly open: boolean;
}

/** Units by what they ask, the heaviest first, their requests in the same order. */
export function boardUnits(figures: BoardFigures): BoardUnit[] {
  const units = new Map<string, { label: string; requests: BoardRequest[] }>();
  for (const request of figures.requests) {
    const own = units.get(request.unit) ?? { label: request.unitLabel, requests: [] };
    own.requests.push(boardRequest(request, figures));
    units.set(request.unit, own);
  }
  const weights = new Map([...units].map(([code, { requests }]) => [code, total(totalled(requests.map(({ asked }) => asked)))]));
  return [...units]
    .map(([code, { label, requests }]) => ({
      ...{ code, label, landing: figures.landings.get(code) ?? 0n },
      ...historyOf(code, figures),
      requests: requests.sort((left, right) => heavier(weightOf(left), weightOf(right))),
    }))
    .sort((left, right) =>
      heavier({ key: left.code, weight: weights.get(left.code) ?? 0n }, { key: right.code, weight: weights.get(right.code) ?? 0n }),
    );
}

function weightOf({ id, asked }: BoardRequest) {
  return { key: id, weight: total(asked) };
}

/** Executed N-1, notified N, and how the years before N were used. */
function historyOf(code: string, { years, year }: BoardFigures): Pick<BoardUnit, "executed" | "notified" | "uses"> {
  const own = years.filter(({ unit }) => unit === code);
  const of = (asked: number, key: "executed" | "notified") => sum(own.filter((row) => row.year === asked).map((row) => row[key]));
  const notified = (spendingClass: SpendingClass) =>
    sum(own.filter((row) => row.year === year - 1 && row.spendingClass === spendingClass).map((row) => row.notified));
  return {
    executed: of(year - 2, "executed"),
    notified: { personnel: notified("personnel"), nonPersonnel: notified("nonPersonnel") },
    uses: [year - 4, year - 3, year - 2]
      .map((past) => ({ year: past, executed: of(past, "executed"), notified: of(past, "notified") }))
      .filter((past) => past.notified > 0n),
  };
}

function boardRequest(request: ListedRequest, { decisions, opinions, proposed, measure, year, reader, open }: BoardFigures): BoardRequest {
  const { id, number, title, kind, state, version, unit, asked } = request;
  const shown = (spendingClass: SpendingClass) => reader.seesCosts(unit) || !isCost(measure, spendingClass);
  const of = (
    amounts: readonly { spendingClass: SpendingClass; measure: BudgetResource; targetYear: number; amount: Quantity }[],
  ): ByClass => {
    const here = (spendingClass: SpendingClass) =>
      shown(spendingClass)
        ? sum(
            amounts
              .filter((own) => own.spendingClass === spendingClass && own.measure === measure && own.targetYear === year)
              .map((own) => own.amount),
          )
        : 0n;
    return { personnel: here("personnel"), nonPersonnel: here("nonPersonnel") };
  };
  const decision = decisions.get(id);
  const opinion = opinions.get(id);
  const given = proposed.get(id);
  return {
    ...{ id, number, title, kind, state, version, asked: of(asked) },
    ...{ view: opinion?.view ?? null, sentence: opinion?.sentence ?? null },
    proposed: given ? of(asked.map((ask) => ({ ...ask, amount: proposedFor(given, ask) }))) : null,
    decided: decision ? of(decision.amounts.map(({ decided, ...key }) => ({ ...key, amount: decided }))) : null,
    decision: decision
      ? {
          ...{ number: decision.number, verb: decision.verb, reason: decision.reason, condition: decision.condition },
          ...{ outcome: outcomeOf(decision.verb, decision.amounts), mine: decision.own && decision.decidedBy === reader.id },
        }
      : null,
    obstacle: obstacleOf(request, { open, touched: reader.touched.has(id), decides: reader.decides(unit) }),
  };
}

function obstacleOf(
  { state }: ListedRequest,
  { open, touched, decides }: { open: boolean; touched: boolean; decides: boolean },
): Obstacle | null {
  if (!decides) return "forbidden";
  if (!open) return "closed";
  if (touched) return "author";
  return transitions.decide.from.includes(state) ? null : "notYet";
}
