import type { useTranslations } from "use-intl";
import type { Dimension } from "#app/domain/cube/dimension.ts";
import { type FlowPlace, type FlowStage, type MoneyFlow, placeKey } from "#app/domain/cube/flow.ts";
import type { Day, Month } from "#app/domain/month.ts";
import type { BudgetResource, Quantity } from "#app/domain/quantity.ts";
import { alone, type Place, traceOf } from "#app/domain/trace/trace-of.ts";

export const flowMeasures = ["CP", "AE", "ETPT"] as const satisfies readonly BudgetResource[];
export type FlowMeasure = (typeof flowMeasures)[number];

/** What the money goes through on its way, before what becomes of it. */
export const flowWays = {
  titles: ["spendingClass", "unit"],
  natures: ["unit", "category"],
  actions: ["action", "unit"],
  uses: ["action", "category"],
} as const satisfies Readonly<Record<string, readonly FlowColumn[]>>;
export type FlowWay = keyof typeof flowWays;
export const flowWayNames = Object.keys(flowWays) as FlowWay[];
export type FlowColumn = Extract<Dimension, "spendingClass" | "unit" | "category" | "action">;

export interface FlowsShown {
  readonly measure: FlowMeasure;
  readonly stage: FlowStage;
  readonly way: FlowWay;
  /** All of them; those below zero are told, and not drawn. */
  readonly flows: readonly MoneyFlow[];
  /** What codes are called, by the key of their place. */
  readonly names: Readonly<Record<string, string>>;
  /** What the stories of the page are told of. */
  readonly place: Place & { readonly resource: FlowMeasure };
  /** The last month that is told; null: everything so far. */
  readonly to: Month | null;
  /** Those that have begun. */
  readonly months: readonly Month[];
  readonly asOf: Day;
  readonly totals: {
    readonly opened: Quantity;
    readonly used: Quantity;
    readonly available: Quantity;
    /** Frozen, or not put at disposal yet. */
    readonly held: Quantity;
    readonly overrun: Quantity;
  };
}

/** The story of a flow; none where no measure says as much. */
export function flowTrace({ from, to, amount, measure, told }: MoneyFlow, { place }: Pick<FlowsShown, "place">): string | undefined {
  if (measure === null || amount !== told) return undefined;
  const codes = [from, to].flatMap((end): readonly (readonly [Dimension, string])[] => {
    if (end.kind === "code") return [[end.dimension, end.code]];
    // What is not used yet is told of its whole class.
    return end.kind === "above" && end.spendingClass !== null && end.dimension === "category" ? [["spendingClass", end.spendingClass]] : [];
  });
  if (codes.length === 0 && from.kind === "above") return undefined;
  const unit = codes.find(([dimension]) => dimension === "unit")?.[1];
  const cut = Object.fromEntries(codes.filter(([dimension]) => dimension !== "unit"));
  return traceOf(measure, { ...place, cut, ...(unit === undefined ? {} : { scope: alone(unit) }) });
}

/** What a place is called: a code by its name, the others in words. */
export function placeName(place: FlowPlace, { names, measure }: Pick<FlowsShown, "names" | "measure">, words: FlowWords): string {
  if (place.kind === "code") {
    const { dimension, code } = place;
    if (dimension === "spendingClass" && (code === "personnel" || code === "nonPersonnel")) return words(`classes.${code}`);
    return names[placeKey(place)] ?? code;
  }
  if (place.kind === "fate") return words(`fates.${place.fate}`, { measure });
  if (place.kind === "overrun") return words("overrun");
  const { spendingClass } = place;
  return words(`above.${spendingClass === "personnel" || spendingClass === "nonPersonnel" ? spendingClass : "other"}`);
}

type FlowWords = ReturnType<typeof useTranslations<"flows">>;
