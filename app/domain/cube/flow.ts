import type { Quantity } from "../quantity.ts";
import type { Dimension } from "./dimension.ts";
import type { JournalMeasure } from "./measure.ts";
import type { CubeRow } from "./question.ts";

/**
 * What becomes of a credit, the surest first: paid or committed, waiting for its payment, earmarked, available, not released yet, frozen, what
 * the programme keeps, and what was lost on the way (AE withdrawn from commitments of other years). Together they are what was opened, and what facts took beyond it.
 */
export const fates = [
  "used",
  "requested",
  "earmarked",
  "available",
  "toRelease",
  "reserve",
  "unallocated",
  "programmeReserve",
  "lapsed",
] as const satisfies readonly JournalMeasure[];
export type Fate = (typeof fates)[number];

/** How far the money is followed: all that was opened, what was put at disposal, or what was used. */
export const flowStages = ["opened", "released", "used"] as const satisfies readonly JournalMeasure[];
export type FlowStage = (typeof flowStages)[number];

const kept: Readonly<Record<FlowStage, readonly Fate[]>> = {
  opened: fates,
  released: ["used", "requested", "earmarked", "available"],
  used: ["used"],
};

/** Those of a stage. A request without a commitment takes AE too until it is paid. */
export function fatesOf(stage: FlowStage): readonly Fate[] {
  return kept[stage];
}

/**
 * Where money passes: a code of a dimension; the credits of a class that no code of it says yet; what becomes of the money; or what no credit covers.
 */
export type FlowPlace =
  | { readonly kind: "code"; readonly dimension: Dimension; readonly code: string }
  | { readonly kind: "above"; readonly dimension: Dimension; readonly spendingClass: string | null }
  | { readonly kind: "fate"; readonly fate: Fate }
  | { readonly kind: "overrun" };

/** What goes from a place to one of the next column, in the smallest unit of its resource. */
export interface MoneyFlow {
  readonly from: FlowPlace;
  readonly to: FlowPlace;
  readonly amount: Quantity;
  /** What is measured there, and what it says: the amount, unless some of it no credit covers. Null: no measure says as much. */
  readonly measure: JournalMeasure | null;
  readonly told: Quantity;
}

export function placeKey(place: FlowPlace): string {
  if (place.kind === "code") return `${place.dimension}-${place.code}`;
  if (place.kind === "above") return `${place.dimension}-above-${place.spendingClass ?? ""}`;
  return place.kind === "fate" ? `fate-${place.fate}` : "overrun";
}

type At = Readonly<Partial<Record<Dimension, string | null>>>;

/**
 * The place of a row in a dimension, on the way to a fate. Credits are held by class, and only what is used says its nature: what is not used yet
 * stands above natures. Who does not see what personnel costs reads it as one, but by unit.
 */
export function flowPlaceOf(at: At, dimension: Dimension, fate: Fate, seesPersonnel: boolean): FlowPlace {
  const { spendingClass = null } = at;
  const isOne = spendingClass === "personnel" && !seesPersonnel && dimension !== "unit";
  if (isOne) return { kind: "code", dimension: "spendingClass", code: spendingClass };
  const code = dimension === "category" && fate !== "used" ? null : (at[dimension] ?? null);
  return code === null ? { kind: "above", dimension, spendingClass } : { kind: "code", dimension, code };
}

/**
 * The rows of an answer as flows, from each place of `placesOf` to the next one and then to what becomes of the money. Between any two columns they
 * add up to the same. What facts took beyond the credits joins the second column from a place of its own, so that the first one says what was opened.
 */
export function moneyFlows<By extends Dimension>(
  rows: readonly CubeRow<By, Fate | "overrun">[],
  placesOf: (at: CubeRow<By>["at"], fate: Fate) => readonly FlowPlace[],
  stage: FlowStage,
): MoneyFlow[] {
  const found = new Map<string, MoneyFlow>();
  const add = (from: FlowPlace, to: FlowPlace, amount: Quantity, told: Quantity) => {
    if (amount === 0n && told === 0n) return;
    const key = JSON.stringify([placeKey(from), placeKey(to)]);
    const before = found.get(key) ?? { from, to, measure: measureOf(from, to, stage), amount: 0n, told: 0n };
    found.set(key, { ...before, amount: before.amount + amount, told: before.told + told });
  };
  for (const { at, amounts } of rows) {
    for (const fate of fatesOf(stage)) {
      const amount = amounts[fate];
      const over = fate === "used" ? amounts.overrun : 0n;
      const places = [...placesOf(at, fate), { kind: "fate", fate } as const];
      for (const [index, to] of places.entries()) {
        const from = places[index - 1];
        if (!from) continue;
        const measure = measureOf(from, to, stage);
        const told = measure === "opened" || measure === "released" ? amount - over : amount;
        // What no credit covers was opened nowhere.
        add(from, to, index === 1 ? amount - over : amount, told);
        if (index === 1) add({ kind: "overrun" }, to, over, over);
      }
    }
  }
  return [...found.values()].filter(({ amount }) => amount !== 0n);
}

/** What a flow is measured by: its fate; of a nature what is used; else the stage that is followed. */
function measureOf(from: FlowPlace, to: FlowPlace, stage: FlowStage): JournalMeasure | null {
  const isNature = (place: FlowPlace) => place.kind === "code" && place.dimension === "category";
  if (from.kind === "overrun") return to.kind === "above" ? null : "overrun";
  if (to.kind === "above") return null;
  // What is used and says no nature is a part of what its class used.
  if (to.kind === "fate") return from.kind === "above" && to.fate === "used" ? null : to.fate;
  return from.kind === "above" ? null : isNature(to) ? "used" : stage;
}
