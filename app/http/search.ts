import { type Day, isDay } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { type DisplayUnit, displayUnits } from "#app/ui/format/amount.ts";

/**
 * What a page reads in its address, by the names that all screens share: `unit`, `m`, `u`, `q`, `on`, `after` (`sort` has its own reader,
 * `app/ui/table/sort.ts`). A value that means nothing counts as absent: an old link still opens.
 */
export interface Search {
  /** The scope, a code of a unit; whether the reader may see it is the guard's question. */
  readonly unit: string | undefined;
  readonly measure: BudgetResource | undefined;
  readonly displayUnit: DisplayUnit | undefined;
  /** Words to look for; empty when there are none. */
  readonly query: string;
  /** As known on this day. */
  readonly on: Day | undefined;
  /** Where the page before ended, as the query wrote it. */
  readonly after: string | undefined;
}

export function searchOf({ searchParams }: URL): Search {
  const unit = searchParams.get("unit")?.normalize("NFC").trim();
  const on = searchParams.get("on") ?? "";
  const shown = searchParams.get("u");
  return {
    unit: unit ? unit.slice(0, 40) : undefined,
    measure: measures.get(searchParams.get("m") ?? ""),
    displayUnit: displayUnits.find((each) => each === shown),
    query: (searchParams.get("q") ?? "").normalize("NFC").trim().slice(0, 200),
    on: isDay(on) ? on : undefined,
    after: searchParams.get("after")?.slice(0, 200) || undefined,
  };
}

const measures: ReadonlyMap<string, BudgetResource> = new Map([
  ["ae", "AE"],
  ["cp", "CP"],
  ["etpt", "ETPT"],
  ["days", "DAY"],
]);
