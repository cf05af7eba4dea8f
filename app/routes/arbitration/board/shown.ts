import type { Quantity } from "#app/domain/quantity.ts";
import {
  asIfDecided,
  type BoardEnvelope,
  type BoardRequest,
  type BoardUnit,
  type ByClass,
  minus,
  noAmount,
  plus,
  sumOf,
  total,
  totalled,
} from "./board.ts";

/** What a page has changed of a request since the server wrote it. */
export type Change = Pick<BoardRequest, "decided" | "decision" | "state">;
export type Changes = ReadonlyMap<string, Change>;

/** The units as they stand with what was changed; those that did not change stay the very same. */
export function unitsWith(units: readonly BoardUnit[], changes: Changes): readonly BoardUnit[] {
  if (changes.size === 0) return units;
  return units.map((unit) => {
    if (!unit.requests.some(({ id }) => changes.has(id))) return unit;
    return { ...unit, requests: unit.requests.map((request) => withChange(request, changes.get(request.id))) };
  });
}

function withChange(request: BoardRequest, change: Change | undefined): BoardRequest {
  return change === undefined ? request : { ...request, ...change };
}

/** The envelopes with what was changed since, and what waits counted as it would be decided. */
export interface ShownEnvelope extends BoardEnvelope {
  /** Of what waits: what it would take if it were decided as proposed; null unless that is asked for. */
  readonly asIf: Quantity | null;
}

export function envelopesWith(
  envelopes: readonly BoardEnvelope[],
  { before, now, asIf }: { before: readonly BoardUnit[]; now: readonly BoardUnit[]; asIf: boolean },
): ShownEnvelope[] {
  const decided = minus(sums(now, decidedOf), sums(before, decidedOf));
  const pending = minus(sums(now, pendingOf), sums(before, pendingOf));
  const proposed = sums(now, (request) => (request.decided ? noAmount : minus(asIfDecided(request), request.asked)));
  return envelopes.map((own) => {
    const waits = own.pending + pending[own.spendingClass];
    return {
      ...{ ...own, decided: own.decided + decided[own.spendingClass], pending: waits },
      asIf: asIf ? waits + proposed[own.spendingClass] : null,
    };
  });
}

const decidedOf = ({ decided }: BoardRequest) => decided ?? noAmount;
const pendingOf = ({ decided, asked }: BoardRequest) => (decided ? noAmount : asked);

function sums(units: readonly BoardUnit[], of: (request: BoardRequest) => ByClass): ByClass {
  return units.reduce((sum, { requests }) => plus(sum, totalled(requests.map(of))), noAmount);
}

/** How what is decided fits an envelope; below 0 it runs over. */
export function leftOf({ envelope, decided, pending, asIf }: ShownEnvelope): Quantity {
  return (envelope ?? 0n) - decided - (asIf ?? pending);
}

/** A step of the waterfall: from the reference to what is asked, from there to what is decided. */
export interface WaterfallStep {
  readonly key:
    | "reference"
    | "baseline"
    | "newMeasures"
    | "savings"
    | "asked"
    | "refused"
    | "deferred"
    | "reduced"
    | "added"
    | "waiting"
    | "decided";
  readonly kind: "total" | "step";
  /** Where the mark starts and ends, in the smallest unit. */
  readonly from: Quantity;
  readonly to: Quantity;
}

/** Reference → asked → decided; steps of nothing are left out. What waits counts for nothing, or as proposed. */
export function waterfallOf(units: readonly BoardUnit[], { asIf }: { asIf: boolean }): WaterfallStep[] {
  const reference = units.reduce((sum, { notified }) => sum + total(notified), 0n);
  const askedBy = (kind: BoardRequest["kind"]) => sumOf(units, (own) => (own.kind === kind ? own.asked : null));
  const cut = (is: (request: BoardRequest) => boolean) =>
    sumOf(units, (own) => (is(own) && own.decided ? minus(own.decided, own.asked) : null));
  const partly = ({ decision }: BoardRequest) => decision?.outcome !== "refused" && decision?.outcome !== "deferred";
  const above = (own: BoardRequest) => partly(own) && own.decided !== null && total(own.decided) > total(own.asked);
  const waits = sumOf(units, (own) => (own.decided ? null : asIf ? minus(asIfDecided(own), own.asked) : minus(noAmount, own.asked)));
  const moves: readonly (readonly [WaterfallStep["key"], Quantity])[] = [
    ["baseline", askedBy("baseline") - reference],
    ["newMeasures", askedBy("newMeasure")],
    ["savings", askedBy("saving")],
    ["asked", 0n],
    ["refused", cut(({ decision }) => decision?.outcome === "refused")],
    ["deferred", cut(({ decision }) => decision?.outcome === "deferred")],
    ["reduced", cut((own) => partly(own) && !above(own))],
    ["added", cut(above)],
    ["waiting", waits],
    ["decided", 0n],
  ];
  let at = reference;
  const steps: WaterfallStep[] = [{ key: "reference", kind: "total", from: 0n, to: reference }];
  for (const [key, move] of moves) {
    if (key === "asked" || key === "decided") steps.push({ key, kind: "total", from: 0n, to: at });
    else if (move !== 0n) steps.push({ key, kind: "step", from: at, to: at + move });
    at += move;
  }
  return steps;
}
