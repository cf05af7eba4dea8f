import type { ScenarioCell } from "#app/domain/arbitration/scenario/cell.ts";
import { type SettledMerge, type Settlements, settledMerge, sortedMerge } from "#app/domain/arbitration/scenario/conflict.ts";
import { changesTo, spreadWanted } from "#app/domain/arbitration/scenario/prepared.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { baseFrame, type Frame, frameOf, markOf, referenceFrame, standOn } from "#db/queries/arbitration/scenario-frame.ts";
import { movedCells, sidesOf, type ThreeSidedCell } from "#db/queries/arbitration/scenario-merge.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { preparedCells, writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { openedScenario } from "./opened-scenario.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface ReferenceMerge {
  readonly scenarioId: string;
  /** What was on the screen: the scenario at this revision, its reference at this mark. */
  readonly seen: bigint;
  readonly mark: string;
  readonly settlements: Settlements;
}
export interface MergedReference {
  readonly revision: bigint;
  readonly batchId: string;
  readonly taken: number;
  readonly agreed: number;
  readonly conflicts: number;
}

/**
 * Brings a scenario up to what it started from, as that stands now (the sheets, its parent): what moved there only is taken, conflicts come out as a
 * person settled them, and the scenario stands on the new base; one batch, which one undo takes back, base included. Requests that it has decided keep
 * their decision. Refused, nothing lost: somebody wrote meanwhile on either side (`merge-outdated`), a conflict without a choice (`conflicts-unsettled`),
 * a reference that has not moved (`nothing-changes`).
 */
export async function mergeReference(context: CommandContext, input: ReferenceMerge): Promise<Result<MergedReference>> {
  return await runCommand(context, { name: "merge-reference", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const opened = await openedScenario(db, context, input.scenarioId);
    if (!opened.ok) return opened;
    const { scenario } = opened.value;
    const mine = await frameOf(db, scenario);
    const [base, theirs] = [baseFrame(mine), await referenceFrame(db, scenario, mine)];
    if (scenario.revision !== input.seen) return refuse({ kind: "merge-outdated", side: "scenario" });
    if (markOf(theirs) === markOf(base)) return refuse({ kind: "nothing-changes", by: "merge" });
    if (markOf(theirs) !== input.mark) return refuse({ kind: "merge-outdated", side: "reference" });
    const cells = (await movedCells(db, { base, mine, theirs })).filter(({ decidedHere }) => !decidedHere);
    const sides = sidesOf(cells);
    const sorted = sortedMerge(cells, sides);
    const settled = settledMerge(sorted, sides, input.settlements);
    if (!settled.ok) return settled;
    const wanted = await wantedCells(db, theirs, settled.value);
    if (!wanted.ok) return wanted;
    const lines = [...new Set(cells.map(({ lineId }) => lineId))];
    const beneath = await cellsIn(db, theirs, { lines });
    const changes = changesTo(wanted.value, { beneath, own: await preparedCells(db, scenario.id, { lines }), state: "draft" });
    const { layers, bases, startAt } = base;
    const stood = { layers: layers.map((own) => ({ ...own, revision: String(own.revision) })), bases: bases.map(textOf), startAt };
    const counts = { taken: sorted.taken.length, agreed: sorted.agreed.length, conflicts: sorted.groups.length };
    const written = { scenario: scenario.id, kind: "merge", author: context.actor.id, detail: { ...counts, stood } } as const;
    const batch = await writeScenarioBatch(db, written, changes);
    await standOn(db, scenario.id, theirs);
    touch({ kind: "scenario", id: scenario.id, detail: { batch: batch.id, ...counts } });
    return accept({ revision: batch.revision, batchId: batch.id, ...counts });
  });
}

function textOf({ sheetId, revision }: Frame["bases"][number]) {
  return { sheetId, revision: String(revision) };
}

/** Every cell as it comes out; another amount is spread over its whole line, as the reference asks it. */
export async function wantedCells(db: Db, frame: Frame, { cells, others }: SettledMerge<ThreeSidedCell>): Promise<Result<ScenarioCell[]>> {
  const wanted = cells.map(({ place: { lineId, measure, targetYear, month }, amount }) => ({ lineId, measure, targetYear, month, amount }));
  const lines = [...new Set(others.flatMap(({ group }) => group.cells.map(({ place }) => place.lineId)))];
  const read = lines.length > 0 ? await cellsIn(db, frame, { lines }) : [];
  for (const { group, amount } of others) {
    const place = group.cells[0]?.place;
    if (!place) continue;
    const { lineId, measure, targetYear, spendingClass } = place;
    const spread = spreadWanted(
      read.filter((cell) => cell.lineId === lineId),
      [{ lineId, measure, targetYear, amount }],
      spendingClass,
    );
    if (!spread.ok) return spread;
    wanted.push(...spread.value);
  }
  return accept(wanted);
}
