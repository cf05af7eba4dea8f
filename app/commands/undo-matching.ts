import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type LiveGroups, liveGroup, liveGroupsOfRun } from "#db/queries/ledger/matching/groups.ts";
import { free, restoreReplaced } from "#db/queries/ledger/matching/write.ts";
import { openToMatching } from "./matching-account.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface UndoMatchingInput {
  readonly fiscalYear: number;
  readonly account: string;
  readonly what: { readonly kind: "run"; readonly runId: string } | { readonly kind: "group"; readonly matchingId: bigint };
  /** How many groups the person was told: undone only when it is still so. */
  readonly groupCount: number;
}

export interface UndoneMatching {
  readonly groupCount: number;
  readonly lineCount: number;
  /** Partial groups that stand again as they were before they were completed. */
  readonly restoredCount: number;
}

/** Undoes a group, or what still stands of a run: the lines are open again, or in the partial group that they came from. Nothing is erased. */
export async function undoMatching(context: CommandContext, input: UndoMatchingInput): Promise<Result<UndoneMatching>> {
  return await runCommand(context, { name: "undo-matching", capability: "ledger.post" }, input, async (db, touch) => {
    const opened = await openToMatching(db, context, input);
    if (!opened.ok) return opened;
    const groups = await groupsOf(db, input);
    if (!groups || groups.ids.length === 0) return refuse({ kind: "matching-nothing-to-undo" });
    if (groups.ids.length !== input.groupCount) {
      return refuse({ kind: "matching-undo-changed", seen: input.groupCount, current: groups.ids.length });
    }
    await free(db, groups.ids, context.actor.id);
    const restoredCount = await restoreReplaced(db, groups.ids);
    const { fiscalYear, account, what } = input;
    const outcome = { groupCount: groups.ids.length, lineCount: groups.lineCount, restoredCount };
    const id = what.kind === "run" ? what.runId : String(what.matchingId);
    touch({ kind: what.kind === "run" ? "matching" : "matchingGroup", id, detail: { fiscalYear, account, ...outcome } });
    return accept(outcome);
  });
}

async function groupsOf(db: Db, { fiscalYear, account, what }: UndoMatchingInput): Promise<LiveGroups | undefined> {
  const place = { fiscalYear, account };
  return what.kind === "run" ? await liveGroupsOfRun(db, place, what.runId) : await liveGroup(db, place, what.matchingId);
}
