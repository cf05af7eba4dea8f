import { createHash } from "node:crypto";
import type { UnsafeReason } from "#app/domain/forecast/import/refusal.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { keptName } from "./keep-sheet-import.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface UnsafeFile {
  readonly unit: string;
  readonly name: string;
  readonly content: Uint8Array;
  readonly reason: UnsafeReason;
}

/** Writes in the audit that a file was refused for what it carries: who gave it, its name and its digest. The file itself is not kept. */
export async function recordUnsafeFile(
  context: CommandContext,
  { unit, name, content, reason }: UnsafeFile,
): Promise<Result<{ sha256: string }>> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const said = { unit, name: keptName(name), sha256, reason };
  return await runCommand(context, { name: "record-unsafe-file", capability: "forecast.edit", unit }, said, async (_db, touch) => {
    touch({ kind: "unsafe-file", id: sha256, unit, detail: said });
    return accept({ sha256 });
  });
}
