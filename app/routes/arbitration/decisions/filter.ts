import { unitsWhere } from "#app/domain/access.ts";
import { isDay } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { RegisterFilter } from "#db/queries/arbitration/decision.ts";
import { isUuid } from "#db/queries/forecast/identifier.ts";
import { registerVerbs } from "./fields.ts";

/** What of the register the address asks for; a choice that means nothing is left out. */
export function filterIn({ url, access }: Pick<LoaderScene, "url" | "access">, campaign: string): RegisterFilter {
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const visible = unitsWhere(access, "arbitration.read");
  const day = (name: string) => (isDay(asked(name)) ? asked(name) : undefined);
  const verb = registerVerbs.find((own) => own === asked("verb"));
  return {
    campaign,
    units: asked("unit") === "" ? visible : new Set([asked("unit")].filter((unit) => visible.has(unit))),
    scenario: isUuid(asked("scenario")) ? asked("scenario") : undefined,
    verbs: verb && [verb],
    decidedBy: asked("by") === "" ? undefined : asked("by"),
    ...{ from: day("from"), to: day("to") },
    standingOnly: asked("standing") === "1",
    words: asked("q"),
  };
}
