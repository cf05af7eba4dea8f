import { randomUUID } from "node:crypto";
import type { Survey } from "#app/domain/fec/survey.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Database, Organisation } from "#db/client.ts";
import { importOfFile } from "#db/queries/ledger-import/imported-file.ts";
import { forgetOldUploads, saveUpload, uploadOfBytes, uploadPart } from "#db/queries/ledger-import/upload.ts";
import { type LedgerSource, piecesOf, surveySource } from "./ledger-source.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

/** Keeps a file until it is checked and imported; the same bytes that were imported are refused, by whom and when. */
export async function uploadLedgerFile(
  context: CommandContext,
  { file, fileName }: { file: LedgerSource; fileName: string },
): Promise<Result<{ uploadId: string }>> {
  const { survey, sha256 } = await surveySource(file);
  if (survey.size === 0) return refuse({ kind: "file-refused", faults: 1, firstRule: "file-empty", firstLine: 0 });
  const name = fileName.split(/[\\/]/).at(-1) || "fichier";
  const stored = { name, sha256: Buffer.from(sha256).toString("hex"), size: survey.size };
  return await runCommand(context, { name: "upload-ledger-file", capability: "ledger.import" }, stored, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.import");
    if (!allowed.ok) return allowed;
    const earlier = await importOfFile(db, sha256);
    if (earlier) return refuse({ kind: "already-imported", at: earlier.at, by: earlier.by });
    await forgetOldUploads(db);
    const waiting = await uploadOfBytes(db, sha256, name);
    if (waiting !== undefined) return accept({ uploadId: waiting });
    const id = randomUUID();
    await saveUpload(db, { id, sha256, name, size: survey.size, survey, author: context.actor.id }, piecesOf(file));
    touch({ kind: "upload", id, detail: stored });
    return accept({ uploadId: id });
  });
}

/** The bytes of an upload, a part in memory at a time, each read by itself: an import reads them while its own transaction runs. */
export function sourceOfUpload(database: Database, organisation: Organisation, { id, size }: { id: string; size: bigint }): LedgerSource {
  return {
    size: Number(size),
    open: async function* () {
      for (let ordinal = 1; ; ordinal += 1) {
        const part = await database.read(organisation, (db) => uploadPart(db, id, ordinal));
        if (!part) return;
        yield part;
      }
    },
  };
}

/** The first bytes of an upload as text, in a set of characters: enough for its header and its first lines. */
export async function headOfUpload(source: LedgerSource, charset: Survey["charset"]): Promise<string> {
  for await (const part of source.open()) return new TextDecoder(charset).decode(part.subarray(0, headBytes));
  return "";
}

const headBytes = 262_144;
