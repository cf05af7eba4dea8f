import type { SeenCase } from "./load-case.ts";

/** What the form of criteria offers: the units of the campaign, and the names that its requests are marked with. */
export function offered({ given }: Pick<SeenCase, "given">) {
  const units = new Map(given.requests.map(({ unit, unitLabel }) => [unit, unitLabel]));
  return {
    units: [...units].map(([code, label]) => ({ code, label })),
    tags: [...new Set(given.requests.flatMap(({ setting }) => setting?.tags ?? []))],
  };
}
