import { unitsWhere } from "#app/domain/access.ts";
import { type CostSight, costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { type NamedCase, proposalCase } from "#db/queries/arbitration/proposal/case.ts";
import { type Campaign, campaignUnits, shownCampaign } from "#db/queries/campaign.ts";

/** The campaign of the address with all that proposals are found from, for those who see every unit of it. */
export interface SeenCase {
  readonly campaign: Campaign;
  readonly given: NamedCase;
  readonly sight: CostSight;
  /** Whether what personnel costs is seen on every unit: only then is it added up. */
  readonly costs: boolean;
  readonly mayPrepare: boolean;
}

/** `null`: no campaign prepares the year. `"partial"`: its totals are those of units that this person does not see. */
export async function seenCase(
  { db, year, url, access, mayDo, today }: Pick<LoaderScene, "db" | "year" | "url" | "access" | "mayDo" | "today">,
  { landing = false, campaignId }: { readonly landing?: boolean; readonly campaignId?: string } = {},
): Promise<SeenCase | "partial" | null> {
  const campaign = await shownCampaign(db, year, campaignId ?? url.searchParams.get("campaign"));
  if (!campaign) return null;
  const visible = unitsWhere(access, "arbitration.read");
  const units = await campaignUnits(db, campaign.id);
  if (!units.every((unit) => visible.has(unit))) return "partial";
  const sight = costSightOf(access);
  return {
    ...{ campaign, sight },
    given: await proposalCase(db, campaign, { today, landing }),
    costs: sight === "everywhere" || units.every((unit) => sight.has(unit)),
    mayPrepare: units.every((unit) => mayDo("arbitration.prepare", unit)),
  };
}
