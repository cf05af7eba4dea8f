import type { PlannedAmount } from "#app/domain/arbitration/amount.ts";
import type { ScenarioCell } from "#app/domain/arbitration/scenario/cell.ts";
import { lineName } from "#app/domain/arbitration/scenario/cell.ts";
import {
  changesTo,
  type PreparedChange,
  spreadOverRequest,
  spreadWanted,
  type WantedAmount,
} from "#app/domain/arbitration/scenario/prepared.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { baseFrame, type Frame, frameOf } from "#db/queries/arbitration/scenario-frame.ts";
import { cellsIn, decisionNumberOn, type ValuedCell } from "#db/queries/arbitration/scenario-reading.ts";
import { preparedCells, writeScenarioBatch } from "#db/queries/arbitration/scenario-writing.ts";
import { openedScenario } from "./opened-scenario.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface PreparedAmounts {
  readonly scenarioId: string;
  /** The revision of the scenario that was on the screen: a line written since by another is not overwritten. */
  readonly seen: bigint;
  /** Of lines. */
  readonly amounts: readonly WantedAmount[];
  /** Of a whole request: each is spread over its lines, as a decision would be. */
  readonly request?: { readonly id: string; readonly amounts: readonly PlannedAmount[] } | undefined;
}
export interface WrittenAmounts {
  readonly revision: bigint;
  readonly batchId: string;
  readonly cells: number;
}

/**
 * Writes what a scenario would give lines, as one batch that one undo takes back; each amount is spread over the months asked. Refused, nothing written:
 * a line that the scenario does not have (`not-found`), a request that it has decided (`decided-here`), a line written since (`stale`), a sign that is
 * not the request's, amounts that it holds already (`nothing-changes`).
 */
export async function prepareAmounts(context: CommandContext, input: PreparedAmounts): Promise<Result<WrittenAmounts>> {
  return await runCommand(context, { name: "prepare-amounts", capability: "arbitration.prepare" }, input, async (db, touch) => {
    const opened = await openedScenario(db, context, input.scenarioId);
    if (!opened.ok) return opened;
    const { scenario } = opened.value;
    const frame = await frameOf(db, scenario);
    const { request } = input;
    const ofRequest = request ? await cellsIn(db, frame, { requests: [request.id] }) : [];
    if (request && ofRequest.length === 0) return refuse({ kind: "not-found", what: "request", id: request.id });
    const lines = [...new Set([...input.amounts, ...ofRequest].map(({ lineId }) => lineId))];
    const cells = await cellsIn(db, frame, { lines });
    const missing = lines.find((line) => !cells.some((cell) => cell.lineId === line));
    if (missing !== undefined) return refuse({ kind: "not-found", what: "line", id: missing });
    const decided = cells.find((cell) => cell.decided === 0);
    if (decided) return refuse({ kind: "decided-here", number: await decisionNumberOn(db, scenario.id, decided.requestId) });
    const wanted = spreadOver(cells, input.amounts);
    if (!wanted.ok) return wanted;
    const overRequest = spreadOverRequest(ofRequest, request?.amounts ?? []);
    if (!overRequest.ok) return overRequest;
    const changes = await changesIn(db, { frame, scenario: scenario.id, lines, wanted: [...wanted.value, ...overRequest.value] });
    const own = await preparedCells(db, scenario.id, { lines });
    const touched = new Set(changes.map(lineName));
    const since = own.find((cell) => cell.revision > input.seen && touched.has(lineName(cell)));
    if (since) return refuse({ kind: "stale", what: "scenario", seen: input.seen, current: since.revision });
    if (changes.length === 0) return refuse({ kind: "nothing-changes", by: "amounts" });
    const batch = await writeScenarioBatch(db, { scenario: scenario.id, kind: "entry", author: context.actor.id }, changes);
    touch({ kind: "scenario", id: scenario.id, detail: { batch: batch.id, lines: lines.length, cells: changes.length } });
    return accept({ revision: batch.revision, batchId: batch.id, cells: changes.length });
  });
}

function spreadOver(cells: readonly ValuedCell[], amounts: readonly WantedAmount[]): Result<ScenarioCell[]> {
  const written: ScenarioCell[] = [];
  for (const line of new Set(amounts.map(({ lineId }) => lineId))) {
    const own = cells.filter((cell) => cell.lineId === line);
    const wanted = amounts.filter(({ lineId }) => lineId === line);
    const spread = spreadWanted(own, wanted, own[0]?.spendingClass ?? "nonPersonnel");
    if (!spread.ok) return spread;
    written.push(...spread.value);
  }
  return accept(written);
}

/** What has to be written in a scenario so that its cells read as wanted. */
export async function changesIn(
  db: Db,
  { frame, scenario, lines, wanted }: { frame: Frame; scenario: string; lines?: readonly string[]; wanted: readonly ScenarioCell[] },
): Promise<PreparedChange[]> {
  const scope = lines === undefined ? {} : { lines };
  const beneath = await cellsIn(db, baseFrame(frame), scope);
  return changesTo(wanted, { beneath, own: await preparedCells(db, scenario, scope), state: "draft" });
}
