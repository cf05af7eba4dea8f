import { type Day, type Month, monthOf } from "../month.ts";
import type { Refusal } from "../refusal.ts";
import type { WorkItem } from "./item.ts";

/** Why time may not be spent on an item in a month: it is to come, is not open any more, or the item was closed before it. */
export function faultOfSpending(
  { code, closedOn }: Pick<WorkItem, "code" | "closedOn">,
  month: Month,
  { today, open }: { readonly today: Day; readonly open: ReadonlySet<Month> },
): Refusal | undefined {
  if (month > monthOf(today)) return { kind: "time-to-come", month };
  if (!open.has(month)) return { kind: "time-in-closed-month", month };
  if (closedOn !== null && month > monthOf(closedOn)) return { kind: "time-on-closed-item", item: code, closedOn };
  return undefined;
}
