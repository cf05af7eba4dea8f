import type { Change } from "#app/domain/arbitration/proposal/explanation.ts";
import type { NamedCase } from "#db/queries/arbitration/proposal/case.ts";
import type { NamedChange } from "./changes-list.tsx";

/** Changes of parts, named and in percent. */
export function namedChanges(changes: readonly Change[], given: NamedCase, partsOf: (request: string) => number): NamedChange[] {
  const byId = new Map(given.requests.map((own) => [own.id, own]));
  return changes.flatMap(({ id, before, after }) => {
    const request = byId.get(id);
    const parts = partsOf(id);
    const percent = (own: number) => Math.round((own * 100) / parts);
    if (!request) return [];
    const { unit, number, title } = request;
    return [{ id, unit, number, title, gains: after > before, before: percent(before), after: percent(after) }];
  });
}
