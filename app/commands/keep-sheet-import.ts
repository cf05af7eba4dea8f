import { createHash, randomUUID } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { FileBook } from "#app/domain/forecast/import/book.ts";
import { type BoomerangMemory, memoryOf } from "#app/domain/forecast/import/boomerang.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { forgetOldSheetImports, type SheetImport, saveSheetImport } from "#db/queries/forecast/sheet-import.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface GivenImport {
  readonly campaignId: string;
  readonly unit: string;
  readonly name: string;
  readonly content: Uint8Array;
  readonly book: FileBook;
}

/** Keeps a file that was read until it is applied or forgotten. A workbook that was taken out comes back to the sheet that it left, to no other. */
export async function keepSheetImport(context: CommandContext, given: GivenImport): Promise<Result<{ importId: string }>> {
  const { campaignId, unit, content, book } = given;
  const memory = memoryOf(book);
  if (memory && !isOf(memory, given)) return refuse({ kind: "sheet-import-elsewhere" });
  const sha256 = createHash("sha256").update(content).digest();
  const name = keptName(given.name);
  const said = { campaignId, unit, name, sha256: sha256.toString("hex") };
  return await runCommand(context, { name: "keep-sheet-import", capability: "forecast.edit", unit }, said, async (db, touch) => {
    await forgetOldSheetImports(db);
    const id = randomUUID();
    const kept = deflateRawSync(JSON.stringify(book));
    await saveSheetImport(db, { id, campaign: campaignId, unit, name, sha256, content, book: kept, author: context.actor.id });
    touch({ kind: "sheet-import", id, unit, detail: said });
    return accept({ importId: id });
  });
}

/** The last part of a file's name, without what is not to be read in it. */
export function keptName(given: string): string {
  const name = given
    .normalize("NFC")
    .replaceAll(/\p{Cc}/gu, "")
    .split(/[\\/]/)
    .at(-1);
  return name?.slice(0, 200) || "-";
}

/** The file as it was read when it was given. */
export function bookOf({ book }: Pick<SheetImport, "book">): FileBook {
  // Written by `keepSheetImport`.
  return JSON.parse(inflateRawSync(book).toString("utf8")) as FileBook;
}

function isOf({ campaign, unit }: BoomerangMemory, given: GivenImport): boolean {
  return campaign === given.campaignId && unit === given.unit;
}
