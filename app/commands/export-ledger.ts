import { randomUUID } from "node:crypto";
import type { Transliteration } from "#app/domain/fec/latin9.ts";
import type { Progress } from "#app/domain/job.ts";
import { formatOf, type LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { FileChunk } from "#db/copy-out.ts";
import { FileKeeper } from "#db/queries/file.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { allowLongWork, linesToExport, saveExport } from "#db/queries/ledger/exports.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

/** How the file is named and written; its lines come from one snapshot, the head is not counted among them. */
export interface LedgerWriter {
  readonly name: string;
  readonly mediaType: string;
  write(db: Db, signal?: AbortSignal): AsyncIterable<FileChunk>;
  /** What the charset lacked, once all is written. */
  replaced?(): readonly Transliteration[];
}

export interface LedgerExport {
  readonly fileId: string;
  readonly name: string;
  readonly sha256: string;
  readonly lines: number;
}

/** For work that lasts: says how far it is, and may be asked to stop. */
export interface LongWork {
  progress?(progress: Progress): void;
  readonly signal?: AbortSignal;
}

const capability = "ledger.export";

/**
 * Writes the ledger of an exercise into a file that is kept: who took it, when, how many lines, its SHA-256, and its bytes. What is read
 * is one snapshot, what is written one transaction: the file is there whole, with its place in the register, or not at all.
 */
export async function exportLedger(
  context: CommandContext,
  request: LedgerExportRequest,
  writer: LedgerWriter,
  work: LongWork = {},
): Promise<Result<LedgerExport>> {
  const { database, organisation, actor, today } = context;
  const denied = denial(actor.access, { name: "export-ledger", capability });
  if (denied) return refuse(denied);
  const whole = await database.read(organisation, (db) => holdsWholeLedger(db, actor.access, capability, today));
  if (!whole) return refuse({ kind: "forbidden", capability });
  return await runCommand(context, { name: "export-ledger", capability }, request, async (db, touch) => {
    await allowLongWork(db);
    const fileId = randomUUID();
    const { fiscalYear, kind } = request;
    const keeper = new FileKeeper(db, fileId);
    const { lines, closingId } = await database.read(organisation, (books) => written(books, keeper, { request, writer, work }));
    const detail = { kind, fiscalYear, lines };
    const file = await keeper.finish({ id: fileId, purpose: "ledgerExport", ...named(writer), author: actor.id, detail });
    const variant = request.kind === "fec" ? request.variant : null;
    await saveExport(db, { fileId, fiscalYear, kind, format: formatOf(request), variant, closingId, lines, checked: null });
    const said = { name: file.name, lines, sha256: file.sha256 };
    touch({ kind: "file", id: fileId, detail: { ...request, ...said, sizeBytes: file.sizeBytes } });
    return accept({ fileId, ...said });
  });
}

interface Writing {
  readonly request: LedgerExportRequest;
  readonly writer: LedgerWriter;
  readonly work: LongWork;
}

/** From the snapshot of the books into the kept file, one chunk at a time. */
async function written(books: Db, keeper: FileKeeper, { request: { fiscalYear, kind }, writer, work }: Writing) {
  await allowLongWork(books);
  const total = await linesToExport(books, fiscalYear, kind);
  const closing = kind === "fec" ? await closingInForce(books, fiscalYear) : undefined;
  let lines = 0;
  for await (const chunk of writer.write(books, work.signal)) {
    await keeper.write(chunk.bytes);
    lines += chunk.lines;
    work.progress?.({ done: BigInt(lines), total });
  }
  return { lines, closingId: closing?.id ?? null };
}

function named({ name, mediaType }: LedgerWriter) {
  return { name, mediaType };
}
