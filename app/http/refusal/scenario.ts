import type { ScenarioRefusal } from "#app/domain/arbitration/scenario/refusal.ts";
import type { Rows } from "./row.ts";

/** What scenarios refuse: to be prepared over a decision, merged over a change, adopted without every decision. */
export const scenarioRows: Rows<ScenarioRefusal["kind"]> = {
  "decided-here": { status: 409, values: ({ number }) => ({ number }) },
  "merge-outdated": { status: 409, values: ({ side }) => ({ side }) },
  "conflicts-unsettled": { status: 422, values: ({ count }) => ({ count }) },
  "decisions-lacking": { status: 409, values: ({ count, unit, number }) => ({ count, unit, number }) },
  "nothing-changes": { status: 409, values: ({ by }) => ({ by }) },
  "written-by-another": { status: 409, values: ({ author }) => ({ author }) },
};
