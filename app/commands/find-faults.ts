import { guidanceFor } from "#app/domain/campaign/guidance.ts";
import { type Departure, departureOf, findingsIn } from "#app/domain/forecast/checks/checks.ts";
import type { CheckWorld, Finding } from "#app/domain/forecast/checks/finding.ts";
import { placeName } from "#app/domain/forecast/references.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import { guidancesOf } from "#db/queries/campaign/guidance.ts";
import { type Campaign, findCampaign } from "#db/queries/campaign.ts";
import { outstandingByNature } from "#db/queries/execution-outstanding.ts";
import { checkSettings, draftRequests } from "#db/queries/forecast/checks.ts";
import { referencesOf } from "#db/queries/forecast/references.ts";

interface SheetAt {
  readonly campaignId: string;
  readonly unit: string;
  readonly today: Day;
  /** What its reader sees of the unit's plan: no check tells what personnel costs to whoever does not see it. */
  readonly view: CostView;
}

/** What the checks find in the requests that a unit still has in draft: the same for the page that lists it and for the command that refuses. */
export async function findingsOf(db: Db, { campaignId, unit, today, view }: SheetAt): Promise<Finding[]> {
  const campaign = await findCampaign(db, campaignId);
  if (!campaign) return [];
  const requests = await draftRequests(db, campaignId, unit, view);
  if (requests.length === 0) return [];
  const known = await pastOf(db, { campaign, unit, today, view });
  const outstanding = await outstandingByNature(db, { units: [unit], ...eveOf(campaign.targetYear, today) });
  const guidances = await guidancesOf(db, campaignId);
  return findingsIn(requests, {
    ...known,
    outstanding: (nature) => outstanding.get(nature) ?? 0n,
    guidance: (nature, measure, executed) => guidanceFor(guidances, { unit, nature, measure }, executed),
  });
}

/** The eve of 1 January of a year; today, as long as it has not come. */
function eveOf(year: number, today: Day): { year: number; firstDay: Day; on: Day } {
  const eve = `${year - 1}-12-31`;
  return { year, firstDay: `${year}-01-01`, on: eve < today ? eve : today };
}

/** How far a request in draft is from N-1, and from where on a justification is owed: for whoever writes it; undefined once it is handed in. */
export async function departureFor(
  db: Db,
  { requestId, campaignId, unit, today, view }: SheetAt & { readonly requestId: string },
): Promise<Departure | undefined> {
  const campaign = await findCampaign(db, campaignId);
  const request = campaign && (await draftRequests(db, campaignId, unit, view)).find(({ id }) => id === requestId);
  return request && departureOf(request, await pastOf(db, { campaign, unit, today, view }));
}

async function pastOf(
  db: Db,
  { campaign, unit, today, view }: { campaign: Campaign; unit: string; today: Day; view: CostView },
): Promise<Pick<CheckWorld, "year" | "settings" | "executed">> {
  const settings = await checkSettings(db);
  const references = new Map((await referencesOf(db, { campaign, unit, today, view })).map((own) => [placeName(own), own.executed]));
  return {
    year: campaign.targetYear,
    settings,
    executed: ({ nature, activity }, measure) => references.get(placeName({ nature, activity, measure })) ?? null,
  };
}
