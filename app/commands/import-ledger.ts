import { createHash, randomUUID } from "node:crypto";
import { draftOf } from "#app/domain/fec/drafts.ts";
import type { FecMatching } from "#app/domain/fec/matching.ts";
import type { FecReading } from "#app/domain/fec/reading.ts";
import type { Quantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { accept, type Result, refuse } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { largestPosting, type PostedEntry, postEntries } from "#db/posting.ts";
import { holdsWholeLedger } from "#db/queries/ledger/scope.ts";
import { type ImportedMatching, importOfEntries, importOfFile, saveImportedFile, saveMatchings } from "#db/queries/ledger-import.ts";
import { type Examination, examineLedgerFile, type LedgerFile, type LedgerImportReport } from "./examine-ledger-file.ts";
import { applyNomenclature } from "./load-nomenclature.ts";
import { applyFiscalYear } from "./open-fiscal-year.ts";
import { type CommandContext, denial, runCommand } from "./run.ts";

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

const declaration = { name: "import-ledger", capability: "ledger.import" } as const;

/**
 * Imports a fichier des écritures comptables, all or nothing: its entries take our numbers in the order of the file and keep theirs as
 * source numbers; its lettering is kept beside them. Codes and the exercise are created only when `createAccounts` confirms it; defects
 * that do not touch the books are admitted only when `tolerate` does. The same file, or the same entries, a second time is refused.
 */
export async function importLedger(context: CommandContext, input: LedgerImportInput): Promise<LedgerImport> {
  const denied = denial(context.actor.access, declaration);
  const examined = await context.database.read(context.organisation, (db) => examineLedgerFile(db, context.organisation, input));
  const { report } = examined;
  if (denied) return { report, result: refuse(denied) };
  const sha256 = createHash("sha256").update(input.file).digest();
  const earlier = await context.database.read(context.organisation, (db) => earlierImport(db, examined, sha256));
  const refusal = earlier ?? refusalOf(report);
  if (refusal) return { report, result: refuse(refusal) };
  if (input.dryRun) return { report, result: accept(null) };
  const { file: _, ...said } = input;
  const stored = { ...said, sha256: sha256.toString("hex") };
  const result = await runCommand<ImportedLedger>(context, declaration, stored, async (db, touch) => {
    if (!(await holdsWholeLedger(db, context.actor.access, "ledger.import", context.today))) {
      return refuse({ kind: "forbidden", capability: "ledger.import" });
    }
    const again = await earlierImport(db, examined, sha256);
    if (again) return refuse(again);
    const imported = await importFile(db, context, { examined, input, sha256 });
    if (imported.ok) touch({ kind: "file", id: imported.value.fileId, detail: { ...stored, ...imported.value } });
    return imported;
  });
  return { report, result };
}

/** The report's own verdict as a refusal: how many faults, and the first of those that refuse. */
function refusalOf({ admitted, rules }: LedgerImportReport): Refusal | undefined {
  if (admitted) return undefined;
  const faults = rules.filter(({ severity }) => severity === "fault");
  const refusing = faults.length > 0 ? faults : rules.filter(({ severity }) => severity === "tolerable");
  const count = refusing.reduce((total, rule) => total + rule.count, 0);
  const [first] = refusing.flatMap((rule) => rule.first.slice(0, 1)).sort((left, right) => left.line - right.line);
  return { kind: "file-refused", faults: count, firstRule: first?.rule ?? "", firstLine: first?.line ?? 0 };
}

async function earlierImport(db: Db, { reading, exercise }: Examination, sha256: Uint8Array): Promise<Refusal | undefined> {
  const earlier = (await importOfFile(db, sha256)) ?? (exercise && (await importOfEntries(db, exercise.year, reading.entries)));
  return earlier && { kind: "already-imported", ...earlier };
}

async function importFile(
  db: Db,
  { actor, today }: CommandContext,
  { examined, input, sha256 }: { examined: Examination; input: LedgerImportInput; sha256: Uint8Array },
): Promise<Result<ImportedLedger>> {
  const { reading, exercise, report } = examined;
  if (!exercise) throw new Error("a file without an exercise was admitted");
  const prepared = await createMissing(db, examined, exercise);
  if (!prepared.ok) return prepared;
  const { entries, lines, debit, credit, rules, tolerated } = report;
  const fileId = randomUUID();
  const name = input.fileName.split(/[\\/]/).at(-1) || input.fileName;
  const counts = rules.map(({ rule, count }) => [rule, count]);
  const detail = { year: exercise.year, entries, lines, rules: Object.fromEntries(counts), tolerated };
  await saveImportedFile(db, { id: fileId, name, sha256, content: input.file, author: actor.id, detail });
  const posted = await postAll(db, reading, { actor: actor.id, today });
  if (!posted.ok) return posted;
  const matchings = reading.matchings.map((matching) => importedMatchingOf(matching, posted.value));
  await saveMatchings(db, matchings, { fiscalYear: exercise.year, runId: fileId, author: actor.id });
  return accept({ fileId, fiscalYear: exercise.year, entries, lines, debit, credit, matchings: matchings.length });
}

/** The exercise, then the codes, so that each new journal gets its counter in the exercise. */
async function createMissing(db: Db, { missing }: Examination, exercise: Exercise): Promise<Result<unknown>> {
  if (missing.exercise) {
    const opened = await applyFiscalYear(db, exercise);
    if (!opened.ok) return opened;
  }
  return await applyNomenclature(db, {
    journals: missing.journals.map(({ code, label }) => ({ code, label, book: "general" })),
    accounts: missing.accounts.map(({ code, label }) => ({
      code,
      label,
      book: "general",
      source: "import",
      from: undefined,
      until: undefined,
    })),
    parties: missing.parties.map(({ code, label, kind }) => ({ code, label, kind })),
  });
}

/** Where each line of the file now stands, by its number in the file. */
type Places = ReadonlyMap<number, { entryId: bigint; line: number }>;

async function postAll(db: Db, { entries }: FecReading, { actor, today }: { actor: bigint; today: string }): Promise<Result<Places>> {
  const places = new Map<number, { entryId: bigint; line: number }>();
  for (let from = 0; from < entries.length; from += largestPosting) {
    const batch = entries.slice(from, from + largestPosting);
    const drafts = batch.map((entry) => draftOf(entry, randomUUID()));
    const posted: Result<PostedEntry[]> = await postEntries(db, drafts, { actor, today });
    if (!posted.ok) return posted;
    for (const [index, entry] of batch.entries()) {
      const entryId = posted.value[index]?.id;
      if (entryId === undefined) throw new Error("an entry was posted, and its place did not come back");
      for (const [position, { line }] of entry.lines.entries()) places.set(line, { entryId, line: position + 1 });
    }
  }
  return accept(places);
}

function importedMatchingOf({ lines, ...matching }: FecMatching, places: Places): ImportedMatching {
  return {
    ...matching,
    lines: lines.map(({ line }) => {
      const place = places.get(line);
      if (!place) throw new Error(`line ${line} of the file was not posted`);
      return place;
    }),
  };
}
