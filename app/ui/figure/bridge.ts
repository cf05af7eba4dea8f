import { absolute, type Quantity } from "#app/domain/quantity.ts";
import type { Stage } from "./marks.tsx";

/** What stands, or what moved it. Amounts in the smallest unit; a step is signed, + for more. */
export type BridgePart =
  | { readonly kind: "total"; readonly key: string; readonly label: string; readonly amount: Quantity; readonly stage: Stage }
  | {
      readonly kind: "step";
      readonly key: string;
      readonly label: string;
      readonly amount: Quantity;
      /** The type of its cause, in words: « Calendrier », « Prix », « Volume ». */
      readonly cause?: string | undefined;
    };

/** A part with where it goes from and to; `residual` is what no step explains. */
export interface BridgeSpan {
  readonly kind: "total" | "step" | "residual";
  readonly key: string;
  /** Null for the residual, which the figure names. */
  readonly label: string | null;
  readonly cause: string | null;
  readonly stage: Stage | null;
  readonly from: Quantity;
  readonly to: Quantity;
}

/**
 * The parts laid end to end: a total stands from nothing, a step from where the one before ended. Where the steps do not reach the next total, a residual
 * stands before it: between two totals the steps and their residual always close to the cent.
 */
export function bridgeOf(parts: readonly BridgePart[]): BridgeSpan[] {
  const spans: BridgeSpan[] = [];
  let at: Quantity | null = null;
  for (const part of parts) {
    if (part.kind === "total") {
      if (at !== null && at !== part.amount) {
        spans.push({ kind: "residual", key: `residual-${part.key}`, label: null, cause: null, stage: null, from: at, to: part.amount });
      }
      spans.push({ kind: "total", key: part.key, label: part.label, cause: null, stage: part.stage, from: 0n, to: part.amount });
      at = part.amount;
    } else {
      const from: Quantity = at ?? 0n;
      at = from + part.amount;
      spans.push({ kind: "step", key: part.key, label: part.label, cause: part.cause ?? null, stage: null, from, to: at });
    }
  }
  return spans;
}

/** What a span moves; of a total, all of it. */
export function movedBy({ kind, from, to }: Pick<BridgeSpan, "kind" | "from" | "to">): Quantity {
  return kind === "total" ? to : to - from;
}

/** What no step explains, in all: each residual as its size, for two that offset each other explain nothing. */
export function unexplained(spans: readonly BridgeSpan[]): Quantity {
  return spans.reduce((sum, span) => (span.kind === "residual" ? sum + absolute(movedBy(span)) : sum), 0n);
}

/**
 * The steps between two totals that follow one another, each with the gap that it is a part of: their parts of it add up to the whole. A total has none;
 * neither has a step that leads to no total.
 */
export function gapOf(spans: readonly BridgeSpan[], span: BridgeSpan): Quantity | null {
  if (span.kind === "total") return null;
  const index = spans.indexOf(span);
  const before = spans.slice(0, index).findLast(({ kind }) => kind === "total");
  const after = spans.slice(index).find(({ kind }) => kind === "total");
  return after === undefined ? null : after.to - (before?.to ?? 0n);
}
