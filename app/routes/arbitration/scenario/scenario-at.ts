import { unitsWhere } from "#app/domain/access.ts";
import type { ActionScene, LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { findScenario, type Scenario } from "#db/queries/arbitration/scenario.ts";
import { hasAdopted } from "#db/queries/arbitration/scenario-writing.ts";
import { type Campaign, campaignUnits, findCampaign } from "#db/queries/campaign.ts";

/** The scenario that an address names, with what the reader may do of it. */
export interface ScenarioAt {
  readonly scenario: Scenario;
  readonly campaign: Campaign;
  /** Units of the campaign that the reader sees; `whole` when that is all of them, and totals against envelopes mean something. */
  readonly units: ReadonlySet<string>;
  readonly whole: boolean;
  /** One of the campaign is adopted: the others are read. */
  readonly adopted: boolean;
  readonly may: { readonly prepare: boolean; readonly decide: boolean };
}

/** Thrown as not found: a scenario of another year, or none. What concerns the whole campaign asks the capability on each of its units. */
export async function scenarioAt(
  db: Db,
  scene: Pick<LoaderScene | ActionScene, "params" | "year" | "access" | "mayDo" | "notFound">,
): Promise<ScenarioAt> {
  const id = scene.params["scenario"] ?? "";
  const scenario = await findScenario(db, id);
  const campaign = scenario && (await findCampaign(db, scenario.campaignId));
  if (!campaign || campaign.targetYear !== scene.year) throw scene.notFound("scenario", id);
  const all = await campaignUnits(db, campaign.id);
  const seen = unitsWhere(scene.access, "arbitration.read");
  const everywhere = (capability: "arbitration.prepare" | "arbitration.decide") => all.every((unit) => scene.mayDo(capability, unit));
  return {
    ...{ scenario, campaign, adopted: await hasAdopted(db, campaign.id) },
    units: new Set(all.filter((unit) => seen.has(unit))),
    whole: all.every((unit) => seen.has(unit)),
    may: { prepare: everywhere("arbitration.prepare"), decide: everywhere("arbitration.decide") },
  };
}
