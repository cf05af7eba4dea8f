import { useSearchParams } from "@remix-run/react";
import { groupOfScope } from "#app/domain/reference/scope-code.ts";

/** What carries the scope of a page to its neighbours: the unit that it shows, or the group of units that its address names. */
export function useScopeSearch(unit: string | null | undefined): string {
  const [search] = useSearchParams();
  const asked = search.get("unit") ?? "";
  const scope = groupOfScope(asked) === undefined ? unit : asked;
  return scope == null ? "" : `?unit=${encodeURIComponent(scope)}`;
}
