import type { Quantity } from "#app/domain/quantity.ts";
import type { WorkLoad } from "#app/domain/workload/plan.ts";
import type { NamedItem } from "#db/queries/workload/items.ts";
import type { YearOfWork } from "#db/queries/workload/plan.ts";

/** An item with what it asks of the teams that are looked at, in the year. */
export interface ItemRow extends Pick<NamedItem, "code" | "label" | "kind" | "standing" | "unitLabel" | "requestId" | "requestTitle"> {
  readonly days: Quantity;
}

/** Items with their days, those that ask most first; the request behind one is told to whoever sees the unit that asks. */
export function itemRows({ items }: Pick<YearOfWork, "items">, loads: readonly WorkLoad[], seen: ReadonlySet<string>): ItemRow[] {
  const days = new Map<string, Quantity>();
  for (const { item, days: own } of loads) days.set(item, (days.get(item) ?? 0n) + own);
  return [...days]
    .flatMap(([id, own]): ItemRow[] => {
      const item = items.get(id);
      if (!item) return [];
      const { code, label, kind, standing, unitLabel, requestId, requestTitle } = item;
      const request = seen.has(item.unit) ? { requestId, requestTitle } : { requestId: null, requestTitle: null };
      return [{ code, label, kind, standing, unitLabel, ...request, days: own }];
    })
    .sort((left, right) => (left.days === right.days ? left.code.localeCompare(right.code) : left.days < right.days ? 1 : -1));
}
