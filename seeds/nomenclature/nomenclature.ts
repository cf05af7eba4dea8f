import type { Nomenclature } from "#app/domain/reference/nomenclature.ts";
import { accounts, journals } from "./accounts.ts";
import { activities, activitySuccessions } from "./activities.ts";
import { natureAccounts, natures } from "./natures.ts";
import { centres, parties } from "./parties.ts";
import { units } from "./units.ts";

/** Everything that the demo organisation's books need before the first exercise opens. */
export const nomenclature: Nomenclature = {
  units,
  natures,
  activities,
  accounts,
  natureAccounts,
  journals,
  parties,
  centres,
  successions: activitySuccessions,
};
