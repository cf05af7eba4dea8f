import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { standOn } from "#db/queries/arbitration/scenario-frame.ts";
import { changesBack, lastBatch, lockScenarioRow, preparedCells, writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { openedScenario } from "./opened-scenario.ts";
import { type CommandContext, runCommand } from "./run.ts";

/**
 * Takes back the last thing written in a scenario, whole: amounts, levers, moves of lines, a merge with the base that it left, lines taken from another
 * scenario, which are « to merge » there again. It survives a reload; the batch before it may be taken back next. Refused: nothing is left
 * (`nothing-to-take-back`), or it is another person's (`written-by-another`).
 */
export async function takeBackScenario(
  context: CommandContext,
  input: { readonly scenarioId: string },
): Promise<Result<{ cells: number }>> {
  return await runCommand(context, { name: "take-back-scenario", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const opened = await openedScenario(db, context, input.scenarioId);
    if (!opened.ok) return opened;
    const { scenario } = opened.value;
    const last = await lastBatch(db, scenario.id);
    if (!last) return refuse({ kind: "nothing-to-take-back", direction: "undo" });
    if (last.authorId !== context.actor.id) return refuse({ kind: "written-by-another", author: last.author });
    const changes = await changesBack(db, scenario.id, last.revision);
    const undo = { scenario: scenario.id, kind: "undo", author: context.actor.id, undoes: last.id } as const;
    const batch = await writeScenarioBatch(db, undo, changes);
    if (last.kind === "merge") await standAgain(db, scenario.id, last.detail);
    if (last.kind === "transfer") await toMergeAgain(db, context.actor.id, { into: scenario.id, detail: last.detail, lines: changes });
    touch({ kind: "scenario", id: scenario.id, detail: { batch: batch.id, undoes: last.id, cells: changes.length } });
    return accept({ cells: changes.length });
  });
}

interface Stood {
  readonly layers: readonly { layer: string; depth: number; revision: string; decision: number | null }[];
  readonly bases: readonly { sheetId: string; revision: string }[];
  readonly startAt: string;
}

async function standAgain(db: Db, scenario: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  const { layers, bases, startAt } = detail["stood"] as Stood;
  await standOn(db, scenario, {
    layers: layers.map((own) => ({ ...own, revision: BigInt(own.revision) })),
    bases: bases.map(({ sheetId, revision }) => ({ sheetId, revision: BigInt(revision) })),
    startAt,
  });
}

async function toMergeAgain(
  db: Db,
  author: bigint,
  { into, detail, lines }: { into: string; detail: Readonly<Record<string, unknown>>; lines: readonly { readonly lineId: string }[] },
): Promise<void> {
  const from = await lockScenarioRow(db, String(detail["from"]));
  if (from?.state !== "open") return;
  const merged = await preparedCells(db, from.id, { state: "merged", lines: [...new Set(lines.map(({ lineId }) => lineId))] });
  const changes = merged.map(({ lineId, measure, targetYear, month, amount }) => {
    return { lineId, measure, targetYear, month, after: { amount, state: "toMerge" as const } };
  });
  if (changes.length > 0)
    await writeScenarioBatch(db, { scenario: from.id, kind: "lineState", author, detail: { takenBackFrom: into } }, changes);
}
