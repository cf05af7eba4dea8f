import type { Outcome } from "#app/domain/arbitration/outcome.ts";
import type { DecisionVerb } from "#app/domain/arbitration/verb.ts";
import type { RequestKind, RequestState } from "#app/domain/forecast/request-state.ts";
import { absolute, atLeastZero, least, type Quantity, sum } from "#app/domain/quantity.ts";
import type { SpendingClass } from "#app/domain/stage.ts";

/** What is asked or decided in the measure that the board shows, by class: each has an envelope of its own. */
export type ByClass = Readonly<Record<SpendingClass, Quantity>>;

export const noAmount: ByClass = { personnel: 0n, nonPersonnel: 0n };

/** What stands on a request in the scenario. */
export interface BoardDecision {
  readonly number: number;
  readonly verb: DecisionVerb;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly condition: string | null;
  /** Who looks at the board took it, and may take it back. */
  readonly mine: boolean;
}

/** Why nobody, or not this person, decides a request here. */
export type Obstacle = "author" | "notYet" | "forbidden" | "closed";

export interface BoardRequest {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly kind: RequestKind;
  readonly version: number;
  readonly state: RequestState;
  readonly asked: ByClass;
  readonly view: "favourable" | "reserved" | "unfavourable" | null;
  readonly sentence: string | null;
  /** What the opinion proposes; null without an opinion. */
  readonly proposed: ByClass | null;
  readonly decided: ByClass | null;
  readonly decision: BoardDecision | null;
  readonly obstacle: Obstacle | null;
}

/** A unit with what it had: the reference of what it asks. */
export interface BoardUnit {
  readonly code: string;
  readonly label: string;
  readonly executed: Quantity;
  readonly notified: ByClass;
  readonly landing: Quantity;
  /** How much of what it was notified it executed, the oldest year first; years without anything are left out. */
  readonly uses: readonly { readonly year: number; readonly executed: Quantity; readonly notified: Quantity }[];
  readonly requests: readonly BoardRequest[];
}

/** An envelope of the measure: null when none is set. What is decided and pending is counted over the whole campaign. */
export interface BoardEnvelope {
  readonly spendingClass: SpendingClass;
  readonly envelope: Quantity | null;
  readonly asked: Quantity;
  readonly decided: Quantity;
  readonly pending: Quantity;
}

export function total(amounts: ByClass): Quantity {
  return amounts.personnel + amounts.nonPersonnel;
}

export function plus(left: ByClass, right: ByClass): ByClass {
  return { personnel: left.personnel + right.personnel, nonPersonnel: left.nonPersonnel + right.nonPersonnel };
}

export function minus(left: ByClass, right: ByClass): ByClass {
  return { personnel: left.personnel - right.personnel, nonPersonnel: left.nonPersonnel - right.nonPersonnel };
}

export function totalled(amounts: readonly ByClass[]): ByClass {
  return amounts.reduce(plus, noAmount);
}

/**
 * What a verb yields in the measure shown, before the server has said so; null when the amounts are typed, or proposed by nobody. Exact but for
 * « Plafonner », which on personnel looks at the other measure too.
 */
export function foreseen(verb: DecisionVerb, request: BoardRequest, unit: BoardUnit): ByClass | null {
  switch (verb) {
    case "grant":
    case "grantConditionally":
      return request.asked;
    case "propose":
      return request.proposed;
    case "capAtNotified":
      return cappedAt(request, unit);
    case "defer":
    case "refuse":
      return noAmount;
    case "other":
      return null;
  }
}

/** At most what is left of what the unit was notified once its other requests are decided. */
function cappedAt({ id, asked }: BoardRequest, { notified, requests }: BoardUnit): ByClass {
  const others = totalled(requests.flatMap((own) => (own.id !== id && own.decided ? [own.decided] : [])));
  const room = minus(notified, others);
  const capped = (spendingClass: SpendingClass) => least(asked[spendingClass], atLeastZero(room[spendingClass]));
  return { personnel: capped("personnel"), nonPersonnel: capped("nonPersonnel") };
}

/** A typed total shared out over the classes asked, as the server does it but for the last cent. */
export function sharedOut(amount: Quantity, { asked }: BoardRequest): ByClass {
  const whole = total(asked);
  if (whole === 0n) return noAmount;
  const personnel = (amount * asked.personnel) / whole;
  return { personnel, nonPersonnel: amount - personnel };
}

/** What a request would get if everything that waits were decided as it is proposed, else as it is asked. */
export function asIfDecided({ decided, proposed, asked }: BoardRequest): ByClass {
  return decided ?? proposed ?? asked;
}

/** By what they ask, the heaviest first. */
export function heavier(left: { key: string; weight: Quantity }, right: { key: string; weight: Quantity }): number {
  const [leftWeight, rightWeight] = [absolute(left.weight), absolute(right.weight)];
  if (leftWeight === rightWeight) return left.key < right.key ? -1 : 1;
  return leftWeight > rightWeight ? -1 : 1;
}

/** What the whole of the requests shown asks, gets and waits for. */
export function sumOf(units: readonly BoardUnit[], of: (request: BoardRequest) => ByClass | null): Quantity {
  return sum(units.flatMap(({ requests }) => requests.map((request) => total(of(request) ?? noAmount))));
}
