import type { BudgetResource, Quantity } from "../quantity.ts";
import type { Stage } from "../stage.ts";
import type { MovementLine, Place, StagedPlace } from "./movement.ts";

/** What stands at one stage of one place at the year's end; signed, for a place may have spent what stands at another of its unit. */
export interface StageHolding extends Place {
  readonly stage: Stage;
  readonly resource: BudgetResource;
  readonly amount: Quantity;
}

const lapsing: readonly Stage[] = ["unallocated", "reserve", "notified", "allotted", "earmarked"];

/**
 * The year's end (LOLF art. 15 I): what was asked and not paid goes back to `allotted`, then every unused stage goes to `lapsed`.
 * `committed`, `consumed` and `overrun` stay: they are the outturn. A place below zero is filled from `lapsed`, so that every place
 * ends at nothing; at the level of control the two net out.
 */
export function lapseLines(holdings: readonly StageHolding[]): MovementLine[] {
  const requested = holdings.filter(({ stage }) => stage === "requested");
  const released = requested.map((holding) => ({ ...holding, stage: "allotted" as const }));
  return [
    ...requested.flatMap((holding) => between(holding, at(holding, "requested"), at(holding, "allotted"))),
    ...merged([...holdings.filter(({ stage }) => lapsing.includes(stage)), ...released]).flatMap((holding) =>
      between(holding, at(holding, holding.stage), at(holding, "lapsed")),
    ),
  ];
}

function between({ resource, amount }: StageHolding, from: StagedPlace, to: StagedPlace): MovementLine[] {
  if (amount === 0n) return [];
  return [amount > 0n ? { resource, amount, from, to } : { resource, amount: -amount, from: to, to: from }];
}

function at({ unit, nature, activity }: Place, stage: Stage): StagedPlace {
  return { stage, unit, nature, activity };
}

function merged(holdings: readonly StageHolding[]): StageHolding[] {
  const totals = new Map<string, StageHolding>();
  for (const holding of holdings) {
    const key = [holding.stage, holding.resource, holding.unit, holding.nature, holding.activity].join("\u0000");
    totals.set(key, { ...holding, amount: (totals.get(key)?.amount ?? 0n) + holding.amount });
  }
  return [...totals.values()];
}
