import { randomUUID } from "node:crypto";
import { applySheetImport, chosenChanges, previewImport } from "#app/commands/apply-sheet-import.ts";
import { bookOf, keepSheetImport } from "#app/commands/keep-sheet-import.ts";
import type { CommandContext } from "#app/commands/run.ts";
import type { Result } from "#app/domain/result.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";
import { findCampaign } from "#db/queries/campaign.ts";
import { sheetImportOf } from "#db/queries/forecast/sheet-import.ts";

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the page of an import does from the bytes that it is given: read, kept, read again, and what would be written. */
export async function previewedFile(
  context: CommandContext,
  campaignId: string,
  file: GivenFile,
): Promise<{ importId: string; digest: string }> {
  const read = done(await readSheetFile(file));
  const given = { campaignId, unit: "DR44", name: file.name, content: file.bytes, book: read };
  const { importId } = done(await keepSheetImport({ ...context, key: randomUUID() }, given));
  const { database, organisation } = context;
  const preview = await database.read(organisation, async (db) => {
    const campaign = await findCampaign(db, campaignId);
    const kept = await sheetImportOf(db, "DR44", importId);
    if (!campaign || !kept) throw new Error("the file was not kept");
    return await previewImport(db, {
      campaign,
      unit: "DR44",
      book: bookOf(kept),
      choices,
      mayEdit: true,
      view: "whole",
      window: undefined,
    });
  });
  if (preview.questions > 0 || preview.merged.faults.length > 0)
    throw new Error(`${preview.questions} questions, ${preview.merged.faults.length} faults: ${preview.merged.faults[0]?.fault.kind}`);
  return { importId, digest: chosenChanges(preview, "theirs").digest };
}

export async function appliedFile(context: CommandContext, { importId, digest }: { importId: string; digest: string }): Promise<number> {
  const input = { unit: "DR44", importId, choices, conflicts: "theirs" as const, digest };
  return done(await applySheetImport({ ...context, key: randomUUID() }, input)).written;
}

const choices = { roles: new Map() };

function done<Value>(result: Result<Value, { readonly kind: string }>): Value {
  if (!result.ok) throw new Error(`refused: ${result.refusal.kind}`);
  return result.value;
}
