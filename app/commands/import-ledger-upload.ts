import { type Result, refuse } from "#app/domain/result.ts";
import { forgetUpload, uploadById } from "#db/queries/ledger-import/upload.ts";
import type { UploadChoices } from "./check-ledger-upload.ts";
import { type ImportedLedger, type ImportWatch, importLedger, refusalOfSlowness } from "./import-ledger.ts";
import type { CommandContext } from "./run.ts";
import { fromStored } from "./stored-value.ts";
import { sourceOfUpload } from "./upload-ledger-file.ts";

export interface UploadImport {
  readonly uploadId: string;
  /** Of the file whose report was seen. */
  readonly sha256: string;
  readonly createAccounts: boolean;
  readonly tolerate: boolean;
}

/** Imports an upload with the choices that it was checked with: the very bytes of the report that was seen, else it is refused. */
export async function importLedgerUpload(
  context: CommandContext,
  { uploadId, sha256, createAccounts, tolerate }: UploadImport,
  watch: Pick<ImportWatch, "signal" | "progress"> = {},
): Promise<Result<ImportedLedger>> {
  const { database, organisation } = context;
  const upload = await database.read(organisation, (db) => uploadById(db, uploadId));
  if (!upload) return refuse({ kind: "not-found", what: "file", id: uploadId });
  if (upload.checkedAt === null || upload.sha256 !== sha256) return refuse({ kind: "ledger-file-unchecked", name: upload.name });
  const choices = fromStored(upload.choices) as UploadChoices;
  const input = {
    file: sourceOfUpload(database, organisation, upload),
    fileName: upload.name,
    exercise: choices.exercise ?? undefined,
    choices: choices.reading ?? undefined,
    createAccounts,
    tolerate,
    dryRun: false,
  };
  const imported = await importLedger(context, input, watch).catch((error: unknown) => {
    const slow = refusalOfSlowness(error, Number(upload.size));
    if (slow) return slow;
    throw error;
  });
  if ("kind" in imported) return refuse(imported);
  const { result } = imported;
  if (!result.ok) return result;
  if (result.value === null) throw new Error("an import ended as a check");
  await database.write(organisation, (db) => forgetUpload(db, uploadId));
  return { ok: true, value: result.value };
}
