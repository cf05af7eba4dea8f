import { createHash } from "node:crypto";
import type { ReadingChoices } from "#app/domain/fec/dialect.ts";
import type { FecFault } from "#app/domain/fec/fault.ts";
import { proposeReading, type ReadingQuestion } from "#app/domain/fec/proposal.ts";
import type { Survey } from "#app/domain/fec/survey.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import * as uploads from "#db/queries/ledger-import/upload.ts";
import type { LedgerImportReport } from "./examine-ledger-file.ts";
import { type ImportWatch, importLedger, refusalOfSlowness } from "./import-ledger.ts";
import { type CommandContext, runCommand } from "./run.ts";
import { fromStored, toStored } from "./stored-value.ts";
import { headOfUpload, sourceOfUpload } from "./upload-ledger-file.ts";

/** How a person says that an upload is read: kept with it, and asked again at its import. */
export interface UploadChoices {
  /** Absent: as the law writes it. */
  readonly reading: ReadingChoices | null;
  /** Absent: by the name of the file. */
  readonly exercise: Exercise | null;
}

/** The most faults that are kept to be downloaded; beyond, they are counted. */
export const mostKeptFaults = 500_000;
const flushedAtOnce = 2_000;

/**
 * Checks an upload with the choices given: writes nothing but the report, the faults and the choices beside it, and remembers the choices
 * for the next file with the same header. What is missing counts as a fault: it is confirmed at the import.
 */
export async function checkLedgerUpload(
  context: CommandContext,
  { uploadId, choices }: { uploadId: string; choices: UploadChoices },
  watch: Pick<ImportWatch, "signal" | "progress"> = {},
): Promise<Result<LedgerImportReport>> {
  const { database, organisation } = context;
  const upload = await database.read(organisation, (db) => uploads.uploadById(db, uploadId));
  if (!upload) return refuse({ kind: "not-found", what: "file", id: uploadId });
  const source = sourceOfUpload(database, organisation, upload);
  const faults = new KeptFaults((work) => database.write(organisation, work), uploadId);
  const input = {
    file: source,
    fileName: upload.name,
    exercise: choices.exercise ?? undefined,
    choices: choices.reading ?? undefined,
    createAccounts: false,
    tolerate: false,
    dryRun: true,
  };
  const examined = await importLedger(context, input, { ...watch, faults }).catch((error: unknown) => {
    const slow = refusalOfSlowness(error, Number(upload.size));
    if (slow) return slow;
    throw error;
  });
  if ("kind" in examined) return refuse(examined);
  const { report, result } = examined;
  if (!result.ok && result.refusal.kind === "forbidden") return result;
  await faults.flush();
  const { reading } = choices;
  const survey = upload.survey as Survey;
  const signature = reading && signatureOf(proposeReading(await headOfUpload(source, reading.charset), survey, reading).signature);
  const kept = { ...report, faults: report.faults.slice(0, 100) };
  return await runCommand(
    context,
    { name: "check-ledger-upload", capability: "ledger.import" },
    { uploadId, choices },
    async (db, touch) => {
      touch({ kind: "upload", id: uploadId, detail: { admitted: report.admitted } });
      await uploads.saveCheck(db, uploadId, { choices: toStored(choices), report: toStored(kept) });
      if (signature) await uploads.rememberMapping(db, signature, toStored(reading), context.actor.id);
      return accept(report);
    },
  );
}

/** What is asked before an upload is read: nothing when it is written as the law says. */
export async function questionsOf({ database, organisation }: CommandContext, uploadId: string): Promise<readonly ReadingQuestion[]> {
  const upload = await database.read(organisation, (db) => uploads.uploadById(db, uploadId));
  if (!upload) return [];
  const survey = upload.survey as Survey;
  const head = await headOfUpload(sourceOfUpload(database, organisation, upload), survey.charset);
  return proposeReading(head, survey).questions;
}

/** What the next file of the same origin is known by. */
export function signatureOf(header: string): string {
  return createHash("sha256").update(header).digest("hex");
}

/** The choices that were made for the same header before. */
export async function rememberedReading(db: Db, header: string): Promise<{ choices: ReadingChoices; by: string; at: Date } | undefined> {
  const remembered = await uploads.rememberedMapping(db, signatureOf(header));
  return remembered && { ...remembered, choices: fromStored(remembered.choices) as ReadingChoices };
}

/** Writes faults away as they are found, in transactions of their own: they are of a check, and a check is undone. */
class KeptFaults {
  readonly #write: <Value>(work: (db: Db) => Promise<Value>) => Promise<Value>;
  readonly #id: string;
  #waiting: FecFault[] = [];
  #kept = 0;
  #begun = false;

  constructor(write: <Value>(work: (db: Db) => Promise<Value>) => Promise<Value>, id: string) {
    this.#write = write;
    this.#id = id;
  }

  restart(): void {
    this.#waiting = [];
    this.#kept = 0;
    this.#begun = false;
  }

  add(fault: FecFault): void {
    if (this.#kept >= mostKeptFaults) return;
    this.#kept += 1;
    this.#waiting.push(fault);
  }

  async flush(least = 1): Promise<void> {
    if (!this.#begun) await this.#write((db) => uploads.forgetFaults(db, this.#id));
    this.#begun = true;
    while (this.#waiting.length >= least) {
      const batch = this.#waiting.splice(0, flushedAtOnce);
      await this.#write((db) => uploads.addFaults(db, this.#id, batch));
    }
  }

  /** Between two pieces of the file. */
  async flushWhenMany(): Promise<void> {
    await this.flush(flushedAtOnce);
  }
}
