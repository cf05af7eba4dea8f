import type { Resource } from "#app/domain/quantity.ts";

/** Counted in cents: staff and days have units of their own, and never stand in a column of euros. */
export function isMoney(resource: Resource): boolean {
  return resource === "EUR" || resource === "AE" || resource === "CP";
}
