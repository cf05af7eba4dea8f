import type { AsOf } from "#app/domain/as-of.ts";
import { type Day, isDay } from "#app/domain/month.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { groupOfScope } from "#app/domain/reference/scope-code.ts";
import { type DisplayUnit, displayUnits } from "#app/ui/format/amount.ts";

/**
 * What a page reads in its address, by the names that all screens share: `unit`, `m`, `u`, `q`, `on`, `after` (`sort` has its own reader,
 * `app/ui/table/sort.ts`). A value that means nothing counts as absent: an old link still opens.
 */
export interface Search {
  /** The scope, a code of a unit; whether the reader may see it is the guard's question. */
  readonly unit: string | undefined;
  /** Instead of a unit, the code of a group of units: `unit=group:IND`, so that whatever carries the scope carries it (decision 0181). */
  readonly group: string | undefined;
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
  const scope = searchParams.get("unit")?.normalize("NFC").trim().slice(0, 60);
  const group = groupOfScope(scope ?? "");
  const unit = group === undefined ? scope : undefined;
  const on = searchParams.get("on") ?? "";
  const shown = searchParams.get("u");
  return {
    unit: unit ? unit.slice(0, 40) : undefined,
    group: group || undefined,
    measure: measures.get(searchParams.get("m") ?? ""),
    displayUnit: displayUnits.find((each) => each === shown),
    query: (searchParams.get("q") ?? "").normalize("NFC").trim().slice(0, 200),
    on: isDay(on) ? on : undefined,
    after: searchParams.get("after")?.slice(0, 200) || undefined,
  };
}

/** The past day on which a page is read as it was known; undefined: today, and any day that is not past. */
export function knownOn(url: URL, today: Day): AsOf | undefined {
  const { on } = searchOf(url);
  return on !== undefined && on < today ? { on, known: true } : undefined;
}

const measures: ReadonlyMap<string, BudgetResource> = new Map([
  ["ae", "AE"],
  ["cp", "CP"],
  ["etpt", "ETPT"],
  ["days", "DAY"],
]);
