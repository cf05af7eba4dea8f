import { type ScenarioAct, type ScenarioState, moveScenario as whereTo } from "#app/domain/arbitration/scenario/state.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { moveScenarioTo } from "#db/queries/arbitration/scenario.ts";
import { hasAdopted, lockScenarioRow } from "#db/queries/arbitration/scenario-writing.ts";
import { checkCampaignReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface MovedScenario {
  readonly scenarioId: string;
  readonly act: ScenarioAct;
  readonly reason: string;
}

/** Freezes a scenario, opens it again, sets it aside or takes it up again; with a reason, save for freezing. None once one is adopted. */
export async function moveScenario(context: CommandContext, input: MovedScenario): Promise<Result<{ state: ScenarioState }>> {
  return await runCommand(context, { name: "move-scenario", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const scenario = await lockScenarioRow(db, input.scenarioId);
    if (!scenario) return refuse({ kind: "not-found", what: "scenario", id: input.scenarioId });
    const reach = await checkCampaignReach(db, context.actor, scenario.campaignId, "arbitration.prepare");
    if (!reach.ok) return reach;
    if (await hasAdopted(db, scenario.campaignId)) {
      return refuse({ kind: "wrong-state", what: "campaign", state: "adopted", expected: ["open"] });
    }
    const moved = whereTo(scenario.state, input.act, input.reason);
    if (!moved.ok) return moved;
    const reason = input.reason.trim();
    await moveScenarioTo(db, { id: scenario.id, from: scenario.state, to: moved.value, actor: context.actor.id, reason });
    touch({ kind: "scenario", id: scenario.id, detail: { act: input.act, reason } });
    return accept({ state: moved.value });
  });
}
