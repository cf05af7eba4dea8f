import { randomUUID } from "node:crypto";
import type { Transliteration } from "#app/domain/fec/latin9.ts";
import type { Progress } from "#app/domain/job.ts";
import { formatOf, type LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import type { FileChunk } from "#db/copy-out.ts";
import { fecTotals, journalsOf } from "#db/queries/fec-parts.ts";
import { FileKeeper } from "#db/queries/file.ts";
import { closingInForce } from "#db/queries/ledger/closing.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { allowLongWork, type CheckedFec, linesToExport, saveExport } from "#db/queries/ledger/exports.ts";
import { checkExportedFec, type WrittenFec } from "./check-exported-fec.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";
import { requireWholeLedger } from "./whole-ledger.ts";

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
  /** Of a FEC. */
  readonly verdict: CheckedFec["verdict"] | null;
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
  const { database, organisation, actor } = context;
  const denied = denial(actor.access, { name: "export-ledger", capability });
  if (denied) return refuse(denied);
  const whole = await database.read(organisation, (db) => requireWholeLedger(db, context, capability));
  if (!whole.ok) return whole;
  return await runCommand(context, { name: "export-ledger", capability }, request, async (db, touch) => {
    await allowLongWork(db);
    const fileId = randomUUID();
    const { fiscalYear, kind } = request;
    const keeper = new FileKeeper(db, fileId);
    const { lines, total, closingId, fec } = await database.read(organisation, (books) =>
      written(books, keeper, { request, writer, work }),
    );
    const detail = { kind, fiscalYear, lines };
    const named = { name: writer.name, mediaType: writer.mediaType };
    const file = await keeper.finish({ id: fileId, purpose: "ledgerExport", ...named, author: actor.id, detail });
    const variant = request.kind === "fec" ? request.variant : null;
    const onRead = (read: number) => work.progress?.({ done: BigInt(lines + read), total });
    const replaced = writer.replaced?.() ?? [];
    const checked =
      fec && variant
        ? await checkExportedFec(db, { ...fec, organisation, author: actor.id, file, variant, replaced, signal: work.signal, onRead })
        : null;
    await saveExport(db, { fileId, fiscalYear, kind, format: formatOf(request), variant, closingId, lines, checked });
    const said = { name: file.name, lines, sha256: file.sha256, verdict: checked?.verdict ?? null };
    touch({ kind: "file", id: fileId, detail: { ...request, ...said, sizeBytes: file.sizeBytes } });
    return accept({ fileId, ...said });
  });
}

interface Writing {
  readonly request: LedgerExportRequest;
  readonly writer: LedgerWriter;
  readonly work: LongWork;
}

/** From the snapshot of the books into the kept file, one chunk at a time; and what that snapshot says of a FEC, to check it by. */
async function written(books: Db, keeper: FileKeeper, { request: { fiscalYear, kind }, writer, work }: Writing) {
  await allowLongWork(books);
  const count = await linesToExport(books, fiscalYear, kind);
  // A FEC is written, then read back.
  const total = kind === "fec" ? 2n * count : count;
  const closing = kind === "fec" ? await closingInForce(books, fiscalYear) : undefined;
  const fec = kind === "fec" ? await saidOfFec(books, fiscalYear, closing?.id) : null;
  let lines = 0;
  for await (const chunk of writer.write(books, work.signal)) {
    await keeper.write(chunk.bytes);
    lines += chunk.lines;
    work.progress?.({ done: BigInt(lines), total });
  }
  return { lines, total, closingId: closing?.id ?? null, fec };
}

async function saidOfFec(books: Db, fiscalYear: number, closing: bigint | undefined): Promise<WrittenFec> {
  const exercise = await exerciseNamed(books, fiscalYear);
  if (!exercise) throw new Error(`The exercise ${fiscalYear} is not there.`);
  const { firstDay, lastDay } = exercise;
  const journals = await journalsOf(books, { fiscalYear, closing });
  return { exercise: { firstDay, lastDay }, accounts: await fecTotals(books, fiscalYear), journals };
}
