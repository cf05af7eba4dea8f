import { accept, type Result, refuse } from "#app/domain/result.ts";
import { frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { type LeverSetting, leveredCells } from "#db/queries/arbitration/scenario-levers.ts";
import { writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { openedScenario } from "./opened-scenario.ts";
import { changesIn, type WrittenAmounts } from "./prepare-amounts.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface AppliedLevers extends LeverSetting {
  readonly scenarioId: string;
  /** The revision of the scenario that was previewed: levers on a scenario that has moved since would not give what was seen. */
  readonly seen: bigint;
}

/**
 * Pulls levers on a whole scenario, as one batch that one undo takes back; what the scenario has decided stays. Refused: a scenario written since it was
 * previewed (`stale`), levers that change nothing (`nothing-changes`).
 */
export async function applyLevers(context: CommandContext, input: AppliedLevers): Promise<Result<WrittenAmounts>> {
  return await runCommand(context, { name: "apply-levers", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const opened = await openedScenario(db, context, input.scenarioId);
    if (!opened.ok) return opened;
    const { scenario, campaign } = opened.value;
    if (scenario.revision !== input.seen) return refuse({ kind: "stale", what: "scenario", seen: input.seen, current: scenario.revision });
    const frame = await frameOf(db, scenario);
    const { changed } = await leveredCells(db, { frame, campaign, today: context.today }, input);
    const changes = await changesIn(db, { frame, scenario: scenario.id, wanted: changed });
    if (changes.length === 0) return refuse({ kind: "nothing-changes", by: "lever" });
    const { cut, protectedUnits, cap, floor } = input;
    const detail = { cut: cut ? { nature: cut.nature, share: Number(cut.share) } : null, protectedUnits: [...protectedUnits], cap, floor };
    const batch = await writeScenarioBatch(db, { scenario: scenario.id, kind: "lever", author: context.actor.id, detail }, changes);
    touch({ kind: "scenario", id: scenario.id, detail: { batch: batch.id, cells: changes.length, ...detail } });
    return accept({ revision: batch.revision, batchId: batch.id, cells: changes.length });
  });
}
