import { createHash, randomUUID } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { type ExtractChoices, usualChoices } from "#app/domain/chorus/choices.ts";
import type { ExtractKind } from "#app/domain/chorus/kind.ts";
import type { FileBook } from "#app/domain/forecast/import/book.ts";
import type { Day } from "#app/domain/month.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { forgetOldExtracts, rememberedChoices, saveChorusImport } from "#db/queries/chorus/import.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { keptName } from "./keep-sheet-import.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface GivenExtract {
  readonly kind: ExtractKind;
  /** Whose layout it has: « » when the organisation has one only. */
  readonly site: string;
  readonly fiscalYear: number;
  readonly asOf: Day;
  readonly name: string;
  readonly content: Uint8Array;
  readonly book: FileBook;
}

/** Keeps an extract that was read until it is imported or forgotten, with the choices that its kind and site are remembered by. */
export async function keepExtract(context: CommandContext, given: GivenExtract): Promise<Result<{ importId: string }>> {
  const { kind, fiscalYear, asOf, content, book } = given;
  const sha256 = createHash("sha256").update(content).digest();
  const [name, site] = [keptName(given.name), given.site.normalize("NFC").trim().slice(0, 40)];
  const said = { kind, site, fiscalYear, asOf, name, sha256: sha256.toString("hex") };
  return await runCommand(context, { name: "keep-extract", capability: "execution.import" }, said, async (db, touch) => {
    const days = await exercise(db, fiscalYear);
    if (!days || asOf < days.firstDay || asOf > days.lastDay) return refuse({ kind: "unknown-year", date: asOf });
    await forgetOldExtracts(db);
    const remembered = await rememberedChoices(db, kind, site);
    const choices = (remembered?.choices ?? usualChoices) as ExtractChoices;
    const id = randomUUID();
    const kept = deflateRawSync(JSON.stringify(book), { level: 1 });
    await saveChorusImport(db, { id, kind, site, fiscalYear, asOf, name, sha256, content, book: kept, choices, author: context.actor.id });
    touch({ kind: "chorusImport", id, detail: said });
    return accept({ importId: id });
  });
}
