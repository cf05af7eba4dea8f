import { type Quantity, sum } from "../../quantity.ts";
import { type PlannedState, stillPlanned } from "./expense.ts";

/** Where AE are forecast, committed and planned: a unit, and a nature and activity of it (null: outside the plan). */
export interface Place {
  readonly unit: string;
  readonly nature: string | null;
  readonly activity: string | null;
}

export interface PlaceTotal extends Place {
  readonly forecast: Quantity;
  readonly committed: Quantity;
  readonly planned: Quantity;
  /** « Engagé + prévu »: nothing is in both. */
  readonly both: Quantity;
}

export interface PlaceParts {
  readonly lines: readonly (Place & { readonly forecast: Quantity })[];
  readonly committed: readonly (Place & { readonly committed: Quantity })[];
  readonly expenses: readonly (Place & { readonly state: PlannedState; readonly amount: Quantity; readonly matched: Quantity })[];
}

/** AE in cents of each place where there are some, by unit, nature and activity; what is planned outside the plan comes last. */
export function placeTotals({ lines, committed, expenses }: PlaceParts): PlaceTotal[] {
  const places = new Map<string, Place>();
  for (const { unit, nature, activity } of [...lines, ...committed, ...expenses])
    places.set(nameOf({ unit, nature, activity }), { unit, nature, activity });
  return [...places]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([name, place]) => {
      const here = <Part extends Place>(parts: readonly Part[]) => parts.filter((part) => nameOf(part) === name);
      const taken = sum(here(committed).map((own) => own.committed));
      const planned = sum(here(expenses).map(stillPlanned));
      return { ...place, forecast: sum(here(lines).map((own) => own.forecast)), committed: taken, planned, both: taken + planned };
    })
    .filter(({ forecast, committed: taken, planned }) => forecast !== 0n || taken !== 0n || planned !== 0n);
}

/** The same, one row a unit. */
export function unitTotals(totals: readonly PlaceTotal[]): PlaceTotal[] {
  return [...new Set(totals.map(({ unit }) => unit))].map((unit) => {
    const own = totals.filter((total) => total.unit === unit);
    const of = (key: "forecast" | "committed" | "planned" | "both") => sum(own.map((total) => total[key]));
    return {
      unit,
      nature: null,
      activity: null,
      forecast: of("forecast"),
      committed: of("committed"),
      planned: of("planned"),
      both: of("both"),
    };
  });
}

function nameOf({ unit, nature, activity }: Place): string {
  return [unit, nature ?? "\uffff", activity ?? "\uffff"].join("\u0000");
}
