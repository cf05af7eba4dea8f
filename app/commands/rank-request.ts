import { movedRanks } from "#app/domain/forecast/rank.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { newMeasuresOf, writeRanks } from "#db/queries/forecast/request.ts";
import { advanceSheet } from "#db/queries/forecast/sheet.ts";
import { requestWithinReach } from "./planning-reach.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface RankingInput {
  readonly requestId: string;
  readonly unit: string;
  readonly direction: "up" | "down";
  /** The sheet's revision that the reader saw. */
  readonly seenRevision: bigint;
}

/**
 * Moves a new measure one place up or down among those of its unit: it and its neighbour exchange their ranks. Refused: a measure at the end of the
 * list, one of the two is handed in, either was written since the list was read.
 */
export async function rankRequest(context: CommandContext, input: RankingInput): Promise<Result<{ rank: number }>> {
  const declaration = { name: "rank-request", capability: "forecast.edit", unit: input.unit } as const;
  return await runCommand(context, declaration, input, async (db, touch) => {
    const found = await requestWithinReach(db, context, input.requestId, "edit");
    if (!found.ok) return found;
    const { id, unit, campaignId } = found.value;
    if (unit !== input.unit) return refuse({ kind: "not-found", what: "request", id });
    const sheet = await advanceSheet(db, campaignId, unit);
    if (!sheet) return refuse({ kind: "not-found", what: "sheet", id: unit });
    const measures = await newMeasuresOf(db, sheet.id);
    const ranks = movedRanks(measures, id, input.direction);
    if (!ranks.ok) return ranks;
    const newer = measures.find((own) => ranks.value.has(own.id) && own.revision > input.seenRevision);
    if (newer) return refuse({ kind: "stale", what: "request", seen: input.seenRevision, current: newer.revision });
    await writeRanks(db, ranks.value, sheet.revision);
    touch({ kind: "request", id, unit, detail: { ranks: [...ranks.value], revision: sheet.revision } });
    return accept({ rank: ranks.value.get(id) ?? 0 });
  });
}
