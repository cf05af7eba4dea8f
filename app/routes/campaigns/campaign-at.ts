import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { type Campaign, campaignUnits, findCampaign } from "#db/queries/campaign.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";

export interface ChosenUnit {
  readonly unit: string;
  readonly label: string;
}

/** The campaign of the address, when it is one of this year's. */
export async function campaignAt(db: Db, { params, year, notFound }: Pick<LoaderScene, "params" | "year" | "notFound">): Promise<Campaign> {
  const id = params["campaign"] ?? "";
  const campaign = await findCampaign(db, id);
  if (campaign?.targetYear !== year) throw notFound("campaign", id);
  return campaign;
}

/** The units that the address chooses among those that the campaign asks, by name. */
export async function chosenUnits(db: Db, campaign: Campaign, url: URL): Promise<ChosenUnit[]> {
  const chosen = new Set(url.searchParams.getAll("units"));
  const asked = (await campaignUnits(db, campaign.id)).filter((unit) => chosen.has(unit));
  return await Promise.all(
    asked.map(async (unit) => ({ unit, label: (await unitLabel(db, unit, `${campaign.targetYear}-01-01`)) ?? unit })),
  );
}

/** The units that a form names. */
export function formUnits(form: FormData): string[] {
  return form.getAll("units").filter((unit) => typeof unit === "string");
}
