import type { AsOf } from "#app/domain/as-of.ts";
import { isDay } from "#app/domain/month.ts";

/** The day of `?asOf=`, and whether it is read as it was known then (`&known=1`); what is no day is today. */
export function asOfIn({ searchParams }: URL): AsOf | undefined {
  const on = searchParams.get("asOf") ?? "";
  return isDay(on) ? { on, known: searchParams.get("known") === "1" } : undefined;
}
