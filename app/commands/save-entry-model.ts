import { checkModel, type EntryModel } from "#app/domain/ledger/entry-model.ts";
import { isManualJournal, manualJournals } from "#app/domain/ledger/manual-entry.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { entryModelById, insertModel, markModel, modelNameTaken, updateModel } from "#db/queries/ledger/entry-model.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

export interface ModelInput extends EntryModel {
  readonly id: string;
  readonly name: string;
  /** The version that the writer saw; 0 of a new model. */
  readonly seen: bigint;
}

/** Keeps a model of entries, new or over the version that was seen. Refused when it could not be applied (`checkModel`). */
export async function saveEntryModel(context: CommandContext, input: ModelInput): Promise<Result<{ readonly id: string }>> {
  const { actor } = context;
  return await runCommand(context, { name: "save-entry-model", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const { id, name, seen, journal } = input;
    if (!isManualJournal(journal)) return refuse({ kind: "journal-not-by-hand", journal, journals: manualJournals });
    const checked = checkModel(input);
    if (!checked.ok) return checked;
    if (await modelNameTaken(db, name, id)) return refuse({ kind: "model-name-taken", name });
    if (seen === 0n) await insertModel(db, { ...input, author: actor.id });
    else if (!(await updateModel(db, input))) {
      const now = await entryModelById(db, id);
      return refuse(now ? { kind: "stale", what: "model", seen, current: now.version } : { kind: "not-found", what: "model", id });
    }
    touch({ kind: "entryModel", id, detail: { ...input } });
    return accept({ id });
  });
}

/** Takes a model out of the lists, or back into them. Subscriptions that follow it go on. */
export async function archiveEntryModel(
  context: CommandContext,
  input: { readonly id: string; readonly archived: boolean },
): Promise<Result<null>> {
  return await runCommand(context, { name: "archive-entry-model", capability: "ledger.post" }, input, async (db, touch) => {
    const whole = await requireWholeLedger(db, context, "ledger.post");
    if (!whole.ok) return whole;
    const model = await entryModelById(db, input.id);
    if (!model) return refuse({ kind: "not-found", what: "model", id: input.id });
    if (!input.archived && (await modelNameTaken(db, model.name, model.id))) return refuse({ kind: "model-name-taken", name: model.name });
    await markModel(db, input.id, input.archived);
    touch({ kind: "entryModel", id: input.id, detail: { name: model.name, archived: input.archived } });
    return accept(null);
  });
}
