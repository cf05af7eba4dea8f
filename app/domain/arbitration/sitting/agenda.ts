import { absolute, type Quantity, sum } from "../../quantity.ts";
import { accept, type Result, refuse } from "../../result.ts";
import type { PlannedAmount } from "../amount.ts";
import type { ItemState } from "./sitting.ts";

/** A point of an agenda: all that a unit asks, or one request; `minutes` is what it may take. */
export interface AgendaPoint {
  readonly unit: string;
  readonly requestId: string | null;
  readonly minutes: number;
}
export interface AgendaEntry extends AgendaPoint {
  readonly id: string;
  readonly state: ItemState;
}

export interface WeighedRequest {
  readonly id: string;
  readonly unit: string;
  readonly asked: readonly PlannedAmount[];
}

export const usualMinutes = 5;

/**
 * What a sitting should deal with: what is not decided yet, the heaviest first, by unit or request by request. The weight is what is asked in CP in
 * the year, whatever its sign; where that is equal, in AE, then the code.
 */
export function proposedAgenda(
  undecided: readonly WeighedRequest[],
  { by, year, minutes }: { readonly by: "unit" | "request"; readonly year: number; readonly minutes: number },
): AgendaPoint[] {
  const weights = new Map<string, { readonly unit: string; readonly requestId: string | null; cp: Quantity; ae: Quantity }>();
  for (const { id, unit, asked } of undecided) {
    const key = by === "unit" ? unit : id;
    const point = weights.get(key) ?? { unit, requestId: by === "unit" ? null : id, cp: 0n, ae: 0n };
    point.cp += weight(asked, "CP", year);
    point.ae += weight(asked, "AE", year);
    weights.set(key, point);
  }
  const heavier = (left: Quantity, right: Quantity) => (left === right ? 0 : left > right ? -1 : 1);
  return [...weights]
    .sort(([leftKey, left], [rightKey, right]) => heavier(left.cp, right.cp) || heavier(left.ae, right.ae) || (leftKey < rightKey ? -1 : 1))
    .map(([, { unit, requestId }]) => ({ unit, requestId, minutes }));
}

/** One change of an agenda. */
export type AgendaChange =
  | { readonly kind: "add"; readonly point: AgendaPoint; readonly id: string }
  | { readonly kind: "move"; readonly item: string; readonly to: "up" | "down" }
  | { readonly kind: "minutes"; readonly item: string; readonly minutes: number }
  | { readonly kind: "remove"; readonly item: string };

/**
 * The agenda after a change; at the edge a move changes nothing. Refused: a point that is not there (`not-found`), one that is there already
 * (`already-exists`), removing one that is on the screen or was dealt with (`wrong-state`).
 */
export function rearranged(agenda: readonly AgendaEntry[], change: AgendaChange): Result<AgendaEntry[]> {
  if (change.kind === "add") {
    const { unit, requestId } = change.point;
    if (agenda.some((own) => own.unit === unit && own.requestId === requestId)) {
      return refuse({ kind: "already-exists", what: "agendaItem", id: requestId ?? unit });
    }
    return accept([...agenda, { ...change.point, id: change.id, state: "waiting" }]);
  }
  const place = agenda.findIndex(({ id }) => id === change.item);
  const found = agenda[place];
  if (!found) return refuse({ kind: "not-found", what: "agendaItem", id: change.item });
  if (change.kind === "minutes") return accept(agenda.map((own) => (own === found ? { ...own, minutes: change.minutes } : own)));
  const others = agenda.filter((own) => own !== found);
  if (change.kind === "move") return accept(others.toSpliced(Math.max(0, place + (change.to === "up" ? -1 : 1)), 0, found));
  if (found.state !== "waiting") return refuse({ kind: "wrong-state", what: "agendaItem", state: found.state, expected: ["waiting"] });
  return accept(others);
}

function weight(asked: readonly PlannedAmount[], measure: "AE" | "CP", year: number): Quantity {
  return absolute(sum(asked.filter((own) => own.measure === measure && own.targetYear === year).map(({ amount }) => amount)));
}
