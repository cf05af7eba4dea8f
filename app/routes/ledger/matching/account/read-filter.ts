import { matchingStates } from "#app/domain/ledger/matching/state.ts";
import { isDay } from "#app/domain/month.ts";
import { searchOf } from "#app/http/search.ts";
import { parseCursor } from "#db/queries/ledger/account.ts";
import type { PaneFilter } from "#db/queries/ledger/matching/pane.ts";
import { partyOf } from "../matching-scene.ts";
import { filterNames } from "./filter-names.ts";

/** What the address asks to see; a value that means nothing counts as absent. */
export function readFilter(url: URL): PaneFilter {
  const day = (name: string) => {
    const text = url.searchParams.get(name) ?? "";
    return isDay(text) ? text : undefined;
  };
  const state = matchingStates.find((each) => each === url.searchParams.get("state")) ?? "open";
  return { state, party: partyOf(url), query: searchOf(url).query, from: day("from"), to: day("to") };
}

/** Where the pages of both sides begin. */
export function readCursors({ searchParams }: URL) {
  return { debit: parseCursor(searchParams.get("debit")), credit: parseCursor(searchParams.get("credit")) };
}

/** The filters of an address, without its pages and its ticks: what leads back after an act. */
export function filterSearch({ searchParams }: URL): Record<string, string> {
  const kept = filterNames.flatMap((name) => {
    const value = searchParams.get(name);
    return value ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}
