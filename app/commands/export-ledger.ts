import { createHash, randomUUID } from "node:crypto";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { FileChunk } from "#db/copy-out.ts";
import { type ExportKind, saveExport } from "#db/queries/ledger/exports.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

export interface LedgerExportInput {
  readonly fiscalYear: number;
  readonly kind: ExportKind;
}

/** How the file is named and written; its lines come from one snapshot, the head is not counted among them. */
export interface LedgerWriter {
  readonly name: string;
  readonly mediaType: string;
  write(db: Db, signal?: AbortSignal): AsyncIterable<FileChunk>;
}

export interface LedgerExport {
  readonly fileId: string;
  readonly name: string;
  readonly sha256: string;
  readonly lines: number;
}

const capability = "ledger.export";

/** Writes the ledger of an exercise into a file that is kept: who took it, when, how many lines, its SHA-256, and its bytes. */
export async function exportLedger(
  context: CommandContext,
  input: LedgerExportInput,
  { name, mediaType, write }: LedgerWriter,
): Promise<Result<LedgerExport>> {
  const { database, organisation, actor, today } = context;
  const denied = denial(actor.access, { name: "export-ledger", capability });
  if (denied) return refuse(denied);
  const written = await database.read(organisation, async (db) =>
    (await holdsWholeLedger(db, actor.access, capability, today)) ? await collect(write(db)) : undefined,
  );
  if (!written) return refuse({ kind: "forbidden", capability });
  return await runCommand(context, { name: "export-ledger", capability }, input, async (db, touch) => {
    const fileId = randomUUID();
    const { content, lines } = written;
    const sha256 = createHash("sha256").update(content).digest();
    const file = { id: fileId, ...input, name, mediaType, sha256, content, lines, author: actor.id };
    await saveExport(db, file);
    const said = { name, lines: file.lines, sha256: sha256.toString("hex") };
    touch({ kind: "file", id: fileId, detail: { ...input, ...said, sizeBytes: content.length } });
    return accept({ fileId, ...said });
  });
}

async function collect(chunks: AsyncIterable<FileChunk>): Promise<{ content: Buffer; lines: number }> {
  const kept: Uint8Array[] = [];
  let lines = 0;
  for await (const chunk of chunks) {
    kept.push(chunk.bytes);
    lines += chunk.lines;
  }
  return { content: Buffer.concat(kept), lines };
}
