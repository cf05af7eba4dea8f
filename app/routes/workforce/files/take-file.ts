import { recordUnsafeFile } from "#app/commands/record-unsafe-file.ts";
import { type FileSubject, keepFile } from "#app/commands/workforce-file.ts";
import type { RowFault } from "#app/domain/forecast/import/headed-rows.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import type { ActionScene } from "#app/http/guard.ts";
import { readSheetFile } from "#app/http/sheet-file/read.ts";

/** Reads the file of a form and keeps it until it is applied. What is more than figures is written down and refused. */
export async function takeFile<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  { form, context, newKey }: Pick<ActionScene, "form" | "context" | "newKey">,
  own: FileSubject<Plan, Kept>,
): Promise<Result<{ readonly fileId: string }, Refusal>> {
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return refuse({ kind: "wrong-form", fields: { file: "file" } });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = await readSheetFile({ name: file.name, bytes });
  if (read.ok) return await keepFile(own, context, { name: file.name, content: bytes, book: read.value });
  const { refusal } = read;
  if (refusal.kind === "sheet-file-unsafe") {
    const unsafe = { name: file.name, content: bytes, reason: refusal.reason, capability: own.capability } as const;
    await recordUnsafeFile({ ...context, key: newKey() }, unsafe);
  }
  return refuse(refusal);
}
