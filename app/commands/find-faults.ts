import { guidanceFor } from "#app/domain/campaign/guidance.ts";
import { type Departure, departureOf, findingsIn } from "#app/domain/forecast/checks/checks.ts";
import type { CheckWorld, Finding } from "#app/domain/forecast/checks/finding.ts";
import { placeName } from "#app/domain/forecast/references.ts";
import type { CostView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { Day } from "#app/domain/month.ts";
import type { Db } from "#db/client.ts";
import { guidancesOf } from "#db/queries/campaign/guidance.ts";
import { checkSettings, draftRequests, outstandingByNature } from "#db/queries/forecast/checks.ts";
import { referencesOf } from "#db/queries/forecast/references.ts";

interface SheetAt {
  readonly campaignId: string;
  readonly unit: string;
  readonly targetYear: number;
  readonly today: Day;
  /** What its reader sees of the unit's plan: no check tells what personnel costs to whoever does not see it. */
  readonly view: CostView;
}

/** What the checks find in the requests that a unit still has in draft: the same for the page that lists it and for the command that refuses. */
export async function findingsOf(db: Db, { campaignId, unit, targetYear: year, today, view }: SheetAt): Promise<Finding[]> {
  const requests = await draftRequests(db, campaignId, unit, view);
  if (requests.length === 0) return [];
  const known = await pastOf(db, { year, unit, today, view });
  const outstanding = await outstandingByNature(db, unit);
  const guidances = await guidancesOf(db, campaignId);
  return findingsIn(requests, {
    ...known,
    outstanding: (nature) => outstanding.get(nature) ?? 0n,
    guidance: (nature, measure, executed) => guidanceFor(guidances, { unit, nature, measure }, executed),
  });
}

/** How far a request in draft is from N-1, and from where on a justification is owed: for whoever writes it; undefined once it is handed in. */
export async function departureFor(
  db: Db,
  { requestId, campaignId, unit, targetYear: year, today, view }: SheetAt & { readonly requestId: string },
): Promise<Departure | undefined> {
  const request = (await draftRequests(db, campaignId, unit, view)).find(({ id }) => id === requestId);
  return request && departureOf(request, await pastOf(db, { year, unit, today, view }));
}

async function pastOf(
  db: Db,
  { year, unit, today, view }: { year: number; unit: string; today: Day; view: CostView },
): Promise<Pick<CheckWorld, "year" | "settings" | "executed">> {
  const settings = await checkSettings(db);
  const references = new Map((await referencesOf(db, { year, unit, today, view })).map((own) => [placeName(own), own.executed]));
  return { year, settings, executed: ({ nature, activity }, measure) => references.get(placeName({ nature, activity, measure })) ?? null };
}
