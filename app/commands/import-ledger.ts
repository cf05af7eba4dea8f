import { randomUUID } from "node:crypto";
import { type FecFault, FecFaults } from "#app/domain/fec/fault.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import { lockPeriodsOf, postStaged } from "#db/bulk-posting.ts";
import type { Db } from "#db/client.ts";
import { FileKeeper } from "#db/queries/file.ts";
import { stoppedChains } from "#db/queries/ledger-import/checks.ts";
import { keepMatchings } from "#db/queries/ledger-import/imported-file.ts";
import { clearStaging } from "#db/queries/ledger-import/staging.ts";
import { refreshStatistics } from "#db/queries/statistics.ts";
import { type Examination, examineLedgerFile, type LedgerFile, type LedgerImportReport, type ReadingWatch } from "./examine-ledger-file.ts";
import { piecesOf, type SurveyedSource, sourceOf, surveySource } from "./ledger-source.ts";
import { applyNomenclature } from "./load-nomenclature.ts";
import { applyFiscalYear } from "./open-fiscal-year.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";
import { postingOptions, requireWholeLedger } from "./whole-ledger.ts";

export interface LedgerImportInput extends LedgerFile {
  /** Reads, checks and reports; writes nothing. */
  readonly dryRun: boolean;
}

export interface ImportedLedger {
  readonly fileId: string;
  readonly fiscalYear: number;
  readonly entries: number;
  readonly lines: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly matchings: number;
}

export interface LedgerImport {
  readonly report: LedgerImportReport;
  /** Null after a dry run that found nothing to refuse. */
  readonly result: Result<ImportedLedger | null>;
}

/** What goes along with an import; none of it is needed. */
export interface ImportWatch {
  readonly signal?: AbortSignal | undefined;
  /** Told how far it is: the bytes that were read, then the entries that were posted, as shares of the whole in thousandths. */
  readonly progress?: ((done: number) => void) | undefined;
  /** Told each fault as it is found; `restart` when the transaction is tried again. */
  readonly faults?: { add(fault: FecFault): void; restart(): void; flushWhenMany(): Promise<void> } | undefined;
}

const declaration = { name: "import-ledger", capability: "ledger.import" } as const;

/** From so many lines on, the books just imported are not read with plans made for the books of before. */
const linesWorthCounting = 10_000;

/** Where the reading ends and the posting begins, in thousandths of the whole. */
const readingShare = 450;
const whole = 1_000;

/**
 * Imports a ledger file, all or nothing, in one transaction: it is read by pieces into the staging tables, checked there, and posted from
 * there by batches. Its entries take our numbers in the order of the file and keep theirs as source numbers; its lettering is kept beside
 * them. Codes and the exercise are created only when `createAccounts` confirms it; defects that do not touch the books are admitted only
 * when `tolerate` does. The same file, or any entry of it, a second time is refused.
 */
export async function importLedger(context: CommandContext, input: LedgerImportInput, watch: ImportWatch = {}): Promise<LedgerImport> {
  const surveyed = await surveySource(sourceOf(input.file), watch.signal);
  const denied = denial(context.actor.access, declaration);
  if (denied || input.dryRun) return await checkLedger(context, input, { surveyed, watch, denied });
  let report: LedgerImportReport | undefined;
  const { file: _, ...said } = input;
  const stored = { ...said, sha256: Buffer.from(surveyed.sha256).toString("hex") };
  const result = await runCommand<ImportedLedger>(context, declaration, stored, async (db, touch) => {
    const allowed = await requireWholeLedger(db, context, "ledger.import");
    if (!allowed.ok) return allowed;
    const examined = await examine(db, context, input, { surveyed, watch, lock: true });
    report = examined.report;
    const refusal = refusalOf(report);
    if (refusal) return refuse(refusal);
    const imported = await importExamined(db, context, { examined, input, surveyed, watch });
    if (imported.ok) touch({ kind: "file", id: imported.value.fileId, detail: { ...stored, ...imported.value } });
    return imported;
  });
  if (result.ok && result.value.lines >= linesWorthCounting) await countTables(context);
  // A key that was used already gives its first outcome, without reading again.
  return { report: report ?? (await checkLedger(context, input, { surveyed, watch: {}, denied })).report, result };
}

/** The books are imported, whatever becomes of this: PostgreSQL counts its tables by itself in the end. */
async function countTables({ database, organisation }: CommandContext): Promise<void> {
  await database.write(organisation, refreshStatistics).catch(() => undefined);
}

/** A reading that took longer than its size allows, as a refusal; undefined for anything else that went wrong. */
export function refusalOfSlowness(error: unknown, size: number): Refusal | undefined {
  if (!(error instanceof Error) || error.name !== "TimeoutError") return undefined;
  return { kind: "ledger-file-too-slow", seconds: Math.floor(readingLimitMs(size) / 1_000) };
}

/** How long reading may last: a minute, and two seconds for each megabyte. */
function readingLimitMs(size: number): number {
  return 60_000 + Math.ceil(size / 1_000_000) * 2_000;
}

/** Reads and reports, in a transaction that is undone. */
async function checkLedger(
  context: CommandContext,
  input: LedgerImportInput,
  { surveyed, watch, denied }: { surveyed: SurveyedSource; watch: ImportWatch; denied: Refusal | undefined },
): Promise<LedgerImport> {
  const undone = await context.database
    .write(context.organisation, async (db) => {
      throw new Undone((await examine(db, context, input, { surveyed, watch, lock: false })).report);
    })
    .catch((error: unknown) => {
      if (error instanceof Undone) return error;
      throw error;
    });
  const { report } = undone;
  const refusal = denied ?? refusalOf(report);
  return { report, result: refusal ? refuse(refusal) : accept(null) };
}

class Undone extends Error {
  readonly report: LedgerImportReport;
  constructor(report: LedgerImportReport) {
    super("undone");
    this.report = report;
  }
}

async function examine(
  db: Db,
  context: CommandContext,
  input: LedgerImportInput,
  { surveyed, watch, lock }: { surveyed: SurveyedSource; watch: ImportWatch; lock: boolean },
): Promise<Examination> {
  const { signal, progress } = watch;
  const { size } = surveyed.survey;
  watch.faults?.restart();
  const faults = new FecFaults(watch.faults && { pass: (fault) => watch.faults?.add(fault) });
  const { throughLock } = await postingOptions(db, context);
  const reading: ReadingWatch = {
    signal: AbortSignal.any([AbortSignal.timeout(readingLimitMs(size)), ...(signal ? [signal] : [])]),
    progress: async (read) => {
      progress?.(Math.floor((read * readingShare) / size));
      await watch.faults?.flushWhenMany();
    },
  };
  return await examineLedgerFile(db, context, { ...input, surveyed, faults, throughLock, lock }, reading);
}

/** The report's own verdict as a refusal: an earlier import first, else how many faults, and the first of those that refuse. */
export function refusalOf({ admitted, rules, earlier }: LedgerImportReport): Refusal | undefined {
  if (earlier) return { kind: "already-imported", at: earlier.at, by: earlier.by };
  if (admitted) return undefined;
  const faults = rules.filter(({ severity }) => severity === "fault");
  const refusing = faults.length > 0 ? faults : rules.filter(({ severity }) => severity === "tolerable");
  const count = refusing.reduce((total, rule) => total + rule.count, 0);
  const [first] = refusing.flatMap((rule) => rule.first.slice(0, 1)).sort((left, right) => left.line - right.line);
  return { kind: "file-refused", faults: count, firstRule: first?.rule ?? "", firstLine: first?.line ?? 0 };
}

interface Admitted {
  readonly examined: Examination;
  readonly input: LedgerImportInput;
  readonly surveyed: SurveyedSource;
  readonly watch: ImportWatch;
}

async function importExamined(db: Db, context: CommandContext, admitted: Admitted): Promise<Result<ImportedLedger>> {
  const { examined, watch } = admitted;
  const { exercise, run, lastEntry, report } = examined;
  if (!exercise) throw new Error("a file without an exercise was admitted");
  const prepared = await createMissing(db, examined, exercise);
  if (!prepared.ok) return prepared;
  const [stopped] = await stoppedChains(db, run, exercise.year);
  if (stopped !== undefined) return refuse({ kind: "chain-stopped", journal: stopped, year: exercise.year });
  await lockPeriodsOf(db, exercise.year);
  const fileId = randomUUID();
  await keepFile(db, context, fileId, admitted);
  const { actor, today } = context;
  await postStaged(db, {
    run,
    fiscalYear: exercise.year,
    actor: actor.id,
    today,
    lastEntry,
    progress: (done) => {
      watch.progress?.(readingShare + Math.floor((done * (whole - readingShare)) / lastEntry));
      watch.signal?.throwIfAborted();
    },
  });
  const matchings = await keepMatchings(db, { run, fiscalYear: exercise.year, runId: fileId, author: actor.id });
  await clearStaging(db, run);
  const { entries, lines, debit, credit } = report;
  return accept({ fileId, fiscalYear: exercise.year, entries, lines, debit, credit, matchings });
}

/** The file as it came, with what its reading found. */
async function keepFile(db: Db, { actor }: CommandContext, id: string, { examined, input, surveyed, watch }: Admitted): Promise<void> {
  const { report, exercise } = examined;
  const { entries, lines, rules, tolerated } = report;
  const counts = rules.map(({ rule, count }) => [rule, count]);
  const detail = { year: exercise?.year, entries, lines, rules: Object.fromEntries(counts), tolerated, choices: input.choices ?? null };
  const name = input.fileName.split(/[\\/]/).at(-1) || input.fileName;
  const keeper = new FileKeeper(db, id);
  for await (const piece of piecesOf(sourceOf(input.file), watch.signal)) await keeper.write(piece);
  const kept = await keeper.finish({ id, purpose: "ledgerImport", name, mediaType: "text/plain", author: actor.id, detail });
  if (kept.sha256 !== Buffer.from(surveyed.sha256).toString("hex")) throw new Error("The file changed while it was read.");
}

/** The exercise, then the codes, so that each new journal gets its counter in the exercise. */
async function createMissing(db: Db, { missing }: Examination, exercise: Exercise): Promise<Result<unknown>> {
  if (missing.exercise) {
    const opened = await applyFiscalYear(db, exercise);
    if (!opened.ok) return opened;
  }
  return await applyNomenclature(db, {
    journals: missing.journals.map(({ code, label }) => ({ code, label: label || code, book: "general" })),
    accounts: missing.accounts.map(({ code, label }) => ({
      code,
      label: label || code,
      book: "general",
      source: "import",
      from: undefined,
      until: undefined,
    })),
    parties: missing.parties.map(({ code, label, kind }) => ({ code, label: label || code, kind })),
  });
}
