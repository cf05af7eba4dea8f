import { cellName } from "#app/domain/arbitration/scenario/cell.ts";
import { type Settlements, settledMerge, sortedMerge } from "#app/domain/arbitration/scenario/conflict.ts";
import { changesTo } from "#app/domain/arbitration/scenario/prepared.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findScenario, type Scenario } from "#db/queries/arbitration/scenario.ts";
import { baseFrame, frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { sidesOf, type ThreeSidedCell } from "#db/queries/arbitration/scenario-merge.ts";
import { cellsIn } from "#db/queries/arbitration/scenario-reading.ts";
import { lockScenarioRow, preparedCells, writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { wantedCells } from "./merge-reference.ts";
import { openedScenario } from "./opened-scenario.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface LineTransfer {
  /** Whose lines « to merge » are taken. */
  readonly fromId: string;
  /** Where they are taken. */
  readonly intoId: string;
  /** The revisions of both that were on the screen. */
  readonly seen: { readonly from: bigint; readonly into: bigint };
  readonly settlements: Settlements;
}

/**
 * « Fusionner dans… »: takes the lines « to merge » of a scenario into another one. What the other has not changed is taken; what it has changed in its own
 * way is a conflict, settled by a person. There the lines are to be read again; where they come from they are « merged ». Refused, nothing lost: somebody
 * wrote meanwhile in either (`merge-outdated`), a conflict without a choice (`conflicts-unsettled`), no line to merge (`nothing-changes`).
 */
export async function transferLines(context: CommandContext, input: LineTransfer): Promise<Result<{ cells: number; conflicts: number }>> {
  return await runCommand(context, { name: "transfer-lines", capability: "arbitration.prepare" }, input, async (db, touch) => {
    if (input.fromId === input.intoId) return refuse({ kind: "nothing-changes", by: "transfer" });
    // Locked in one order, so that two transfers that cross wait for one another.
    for (const id of [input.fromId, input.intoId].sort()) await lockScenarioRow(db, id);
    const opened = await openedScenario(db, context, input.intoId);
    if (!opened.ok) return opened;
    const into = opened.value.scenario;
    const from = await findScenario(db, input.fromId);
    if (from?.campaignId !== into.campaignId) return refuse({ kind: "not-found", what: "scenario", id: input.fromId });
    if (from.revision !== input.seen.from || into.revision !== input.seen.into) return refuse({ kind: "merge-outdated", side: "scenario" });
    const { cells: all, target } = await transferredCells(db, from, into);
    const cells = all.filter(({ decidedHere }) => !decidedHere);
    if (cells.length === 0) return refuse({ kind: "nothing-changes", by: "transfer" });
    const sides = sidesOf(cells);
    const sorted = sortedMerge(cells, sides);
    const settled = settledMerge(sorted, sides, input.settlements);
    if (!settled.ok) return settled;
    const wanted = await wantedCells(db, target, settled.value);
    if (!wanted.ok) return wanted;
    const lines = [...new Set(cells.map(({ lineId }) => lineId))];
    const beneath = await cellsIn(db, baseFrame(target), { lines });
    const own = await preparedCells(db, into.id, { lines });
    const changes = changesTo(wanted.value, { beneath, own, state: "toReview" });
    const detail = { from: from.id, fromName: from.name, lines: lines.length, conflicts: sorted.groups.length };
    const batch = await writeScenarioBatch(db, { scenario: into.id, kind: "transfer", author: context.actor.id, detail }, changes);
    if (from.state === "open") await markMerged(db, from, cells, { author: context.actor.id, into });
    touch({ kind: "scenario", id: into.id, detail: { batch: batch.id, ...detail } });
    return accept({ cells: changes.length, conflicts: sorted.groups.length });
  });
}

/** The cells « to merge » of a scenario on three sides: what it started from, what the other has, what it has itself. */
export async function transferredCells(db: Db, from: Scenario, into: Scenario) {
  const [source, target] = [await frameOf(db, from), await frameOf(db, into)];
  const prepared = await preparedCells(db, from.id, { state: "toMerge" });
  const lines = [...new Set(prepared.map(({ lineId }) => lineId))];
  const under = new Map((await cellsIn(db, baseFrame(source), { lines })).map((cell) => [cellName(cell), cell]));
  const there = await cellsIn(db, target, { lines });
  const here = new Map(there.map((cell) => [cellName(cell), cell]));
  const placed = new Map([...(await cellsIn(db, source, { lines })), ...there].map((cell) => [cell.lineId, cell]));
  const cells = prepared.flatMap(({ lineId, measure, targetYear, month, amount: theirs, requestId }): ThreeSidedCell[] => {
    const at = { lineId, measure, targetYear, month };
    const line = placed.get(lineId);
    if (!line) return [];
    const [base, mine] = [under.get(cellName(at))?.amount ?? null, here.get(cellName(at))?.amount ?? null];
    const { unit, spendingClass } = line;
    const decidedHere = there.some((cell) => cell.requestId === requestId && cell.decided === 0);
    return [{ ...at, requestId, unit, spendingClass, base, mine, theirs, decidedHere }];
  });
  return { cells, target };
}

async function markMerged(
  db: Db,
  from: Scenario,
  cells: readonly ThreeSidedCell[],
  { author, into }: { author: bigint; into: Scenario },
): Promise<void> {
  const changes = cells.map(({ lineId, measure, targetYear, month, theirs }) => {
    return { lineId, measure, targetYear, month, after: { amount: theirs ?? 0n, state: "merged" as const } };
  });
  await writeScenarioBatch(db, { scenario: from.id, kind: "lineState", author, detail: { into: into.id, intoName: into.name } }, changes);
}
