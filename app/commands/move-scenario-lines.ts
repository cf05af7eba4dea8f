import { type LineAct, lineMoves } from "#app/domain/arbitration/scenario/line-state.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { preparedCells, writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { openedScenario } from "./opened-scenario.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface MovedLines {
  readonly scenarioId: string;
  readonly act: LineAct;
  /** Those that cannot take this step are left as they are, and counted. */
  readonly lines: readonly string[];
}

/** Moves lines of a scenario from one state to the next, in bulk, as one batch that one undo takes back. */
export async function moveScenarioLines(context: CommandContext, input: MovedLines): Promise<Result<{ moved: number; left: number }>> {
  return await runCommand(context, { name: "move-scenario-lines", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const opened = await openedScenario(db, context, input.scenarioId);
    if (!opened.ok) return opened;
    const { scenario } = opened.value;
    const { from, to } = lineMoves[input.act];
    const cells = await preparedCells(db, scenario.id, { lines: input.lines });
    const moving = cells.filter(({ state }) => from.includes(state));
    if (moving.length === 0) return refuse({ kind: "nothing-changes", by: "lines" });
    const changes = moving.map(({ lineId, measure, targetYear, month, amount }) => {
      return { lineId, measure, targetYear, month, after: { amount, state: to } };
    });
    const moved = new Set(moving.map(({ lineId }) => lineId)).size;
    const detail = { act: input.act, lines: moved };
    const batch = await writeScenarioBatch(db, { scenario: scenario.id, kind: "lineState", author: context.actor.id, detail }, changes);
    touch({ kind: "scenario", id: scenario.id, detail: { batch: batch.id, ...detail } });
    return accept({ moved, left: new Set(input.lines).size - moved });
  });
}
