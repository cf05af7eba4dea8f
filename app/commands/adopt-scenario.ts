import { checkAdoption } from "#app/domain/arbitration/envelope.ts";
import { adoptable } from "#app/domain/arbitration/scenario/state.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { standings } from "#db/queries/arbitration/envelope.ts";
import { findScenario, moveScenarioTo, scenariosOf, undecidedRequests } from "#db/queries/arbitration/scenario.ts";
import { lockCampaign } from "#db/queries/campaign.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Makes a scenario the campaign's own, once: every request handed in is decided in it, and what it decides fits every envelope. From then on it may be
 * notified, and nothing more is decided or prepared in the campaign.
 */
export async function adoptScenario(
  context: CommandContext,
  input: { readonly scenarioId: string },
): Promise<Result<{ scenarioId: string }>> {
  return await runCommand(context, { name: "adopt-scenario", capability: "arbitration.decide" }, input, async (db, touch) => {
    const named = await findScenario(db, input.scenarioId);
    const campaign = named && (await lockCampaign(db, named.campaignId));
    if (!campaign) return refuse({ kind: "not-found", what: "scenario", id: input.scenarioId });
    const reach = await checkCampaignReach(db, context.actor, campaign.id, "arbitration.decide");
    if (!reach.ok) return reach;
    const scenarios = await scenariosOf(db, campaign.id);
    if (scenarios.some((own) => own.state === "adopted")) {
      return refuse({ kind: "wrong-state", what: "campaign", state: "adopted", expected: ["open"] });
    }
    const state = scenarios.find((own) => own.id === input.scenarioId)?.state ?? named.state;
    if (!adoptable.includes(state)) return refuse({ kind: "wrong-state", what: "scenario", state, expected: adoptable });
    const lacking = await undecidedRequests(db, input.scenarioId);
    const [first] = lacking;
    if (first) return refuse({ kind: "decisions-lacking", count: lacking.length, unit: first.unitLabel, number: first.number });
    const fits = checkAdoption(await standings(db, campaign.id, input.scenarioId), campaign.targetYear);
    if (!fits.ok) return fits;
    await moveScenarioTo(db, { id: input.scenarioId, from: state, to: "adopted", actor: context.actor.id, reason: "" });
    touch({ kind: "scenario", id: input.scenarioId, detail: { campaign: campaign.id } });
    return accept({ scenarioId: input.scenarioId });
  });
}
