import { createHash } from "node:crypto";
import type { Capability } from "#app/domain/access.ts";
import type { UnsafeReason } from "#app/domain/forecast/import/refusal.ts";
import { accept, type Result } from "#app/domain/result.ts";
import { keptName } from "./keep-sheet-import.ts";
import { type CommandContext, runCommand } from "./run.ts";

export interface UnsafeFile {
  /** The unit that it was given to; absent: to the whole organisation. */
  readonly unit?: string;
  readonly name: string;
  readonly content: Uint8Array;
  readonly reason: UnsafeReason;
  /** By which right it was given. */
  readonly capability?: Capability;
}

/** Writes in the audit that a file was refused for what it carries: who gave it, its name and its digest. The file itself is not kept. */
export async function recordUnsafeFile(
  context: CommandContext,
  { unit, name, content, reason, capability = "forecast.edit" }: UnsafeFile,
): Promise<Result<{ sha256: string }>> {
  const sha256 = createHash("sha256").update(content).digest("hex");
  const place = unit === undefined ? {} : { unit };
  const said = { ...place, name: keptName(name), sha256, reason };
  return await runCommand(context, { name: "record-unsafe-file", capability, unit }, said, async (_db, touch) => {
    touch({ kind: "unsafe-file", id: sha256, ...place, detail: said });
    return accept({ sha256 });
  });
}
