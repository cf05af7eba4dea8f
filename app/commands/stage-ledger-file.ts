import { randomUUID } from "node:crypto";
import type { FileCharset, ReadingChoices } from "#app/domain/fec/dialect.ts";
import { draftOf } from "#app/domain/fec/drafts.ts";
import type { FecEntry } from "#app/domain/fec/entries.ts";
import type { FecFaults } from "#app/domain/fec/fault.ts";
import type { FecLine } from "#app/domain/fec/line.ts";
import { lawfulCharset } from "#app/domain/fec/reading.ts";
import { FecScan } from "#app/domain/fec/scan.ts";
import type { Survey } from "#app/domain/fec/survey.ts";
import { entryDigest } from "#app/domain/ledger/digest.ts";
import type { Day } from "#app/domain/month.ts";
import type { Exercise, ExercisePeriod } from "#app/domain/reference/fiscal-year.ts";
import type { Db } from "#db/client.ts";
import { CopyRows } from "#db/copy-in.ts";
import {
  type StagedHead,
  type StagedLine,
  saveDigests,
  stageLines,
  undigestedLines,
  writeStagedLine,
} from "#db/queries/ledger-import/staging.ts";
import { type LedgerSource, piecesOf } from "./ledger-source.ts";

export interface Staging {
  readonly run: bigint;
  readonly survey: Survey;
  readonly faults: FecFaults;
  readonly choices: ReadingChoices | undefined;
  readonly stamp: EntryStamp;
  /** Told how many bytes were read, after each piece. */
  readonly progress?: ((read: number) => Promise<void> | void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the posting adds to an entry of the file, and its digest covers. */
export interface EntryStamp {
  readonly exercise: Exercise | undefined;
  readonly periods: readonly ExercisePeriod[];
  readonly actor: bigint;
  readonly today: Day;
}

export interface StagedFile {
  readonly scan: FecScan;
  readonly charset: FileCharset;
  /** The rank of the last run of lines; 0 when nothing could be read. */
  readonly lastEntry: number;
}

/**
 * Reads a file by pieces and writes its lines to the staging table as they are read, with the digest of each entry: while one piece is
 * written, the next is parsed. Neither the file nor its lines are ever held whole.
 */
export async function stageFile(db: Db, source: LedgerSource, staging: Staging): Promise<StagedFile> {
  const { survey, faults, choices, stamp } = staging;
  const rows = new StagedRows(staging.run, stamp);
  const scan = new FecScan({ survey, faults, exercise: stamp.exercise, choices, onLine: (line) => rows.add(line) });
  const charset = choices?.charset ?? lawfulCharset(survey.charset);
  await stageLines(db, textOf(source, { scan, rows, charset, staging }));
  return { scan, charset, lastEntry: rows.lastEntry };
}

/** Bytes in one message to PostgreSQL: each costs a turn of both processes. */
const sentAtOnce = 500_000;

async function* textOf(
  source: LedgerSource,
  { scan, rows, charset, staging }: { scan: FecScan; rows: StagedRows; charset: FileCharset; staging: Staging },
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(charset);
  let read = 0;
  for await (const piece of piecesOf(source, staging.signal)) {
    scan.push(decoder.decode(piece, { stream: true }));
    read += piece.length;
    if (rows.pending >= sentAtOnce) yield rows.take();
    await staging.progress?.(read);
    if (scan.hopeless) break;
  }
  scan.push(decoder.decode());
  scan.finish();
  rows.finish();
  yield rows.take();
}

/** Computes the digests of the entries whose lines stood apart in the file. */
export async function digestSplitEntries(db: Db, run: bigint, stamp: EntryStamp): Promise<void> {
  const digester = new EntryDigester(stamp);
  for (let after = 0; ; ) {
    const lines = await undigestedLines(db, run, after);
    const last = lines.at(-1);
    if (!last) return;
    const entries = new Map<number, StagedLine[]>();
    for (const line of lines) entries.set(line.entry, [...(entries.get(line.entry) ?? []), line]);
    const digests = [...entries].flatMap(([entry, own]) => {
      const asRead = own.map((line) => ({ ...line, journalLabel: "", accountLabel: "", partyLabel: null, sound: true }));
      const { digest } = digester.digest(asRead, own[0]?.eventId ?? "");
      return digest === null ? [] : [{ entry, digest }];
    });
    await saveDigests(db, run, digests);
    after = last.entry;
  }
}

/** Gathers neighbouring lines of one journal and number, and writes them once the next one begins. */
class StagedRows {
  readonly #run: bigint;
  readonly #digester: EntryDigester;
  #lines: FecLine[] = [];
  readonly #rows = new CopyRows();
  lastEntry = 0;

  constructor(run: bigint, stamp: EntryStamp) {
    this.#run = run;
    this.#digester = new EntryDigester(stamp);
  }

  add(line: FecLine): void {
    const last = this.#lines.at(-1);
    if (last && (last.number !== line.number || last.journal !== line.journal || last.line !== line.line - 1)) this.finish();
    this.#lines.push(line);
  }

  finish(): void {
    if (this.#lines.length === 0) return;
    this.lastEntry += 1;
    const eventId = randomUUID();
    let head: StagedHead | null = { eventId, ...this.#digester.digest(this.#lines, eventId), ...togetherOf(this.#lines) };
    for (const [index, line] of this.#lines.entries()) {
      writeStagedLine(this.#rows, { run: this.#run, entry: this.lastEntry, ordinal: index + 1 }, line, head);
      head = null;
    }
    this.#lines = [];
  }

  /** How many bytes wait to be written. */
  get pending(): number {
    return this.#rows.length;
  }

  /** What was finished since the last time. */
  take(): Uint8Array {
    return this.#rows.take();
  }
}

/** The period and the digest of an entry as it will be posted; null when it cannot be (its date is none of the exercise). */
class EntryDigester {
  readonly #stamp: EntryStamp;
  readonly #periods = new Map<Day, number | undefined>();

  constructor(stamp: EntryStamp) {
    this.#stamp = stamp;
  }

  digest(lines: readonly FecLine[], eventId: string): Pick<StagedHead, "digest" | "period"> {
    const { exercise, actor, today } = this.#stamp;
    const [first] = lines;
    const period = first && this.#periodOf(first.date);
    if (!first || !exercise || period === undefined) return { digest: null, period: null };
    const entry: FecEntry = { journal: first.journal, number: first.number, date: first.date, validatedOn: latestValidation(lines), lines };
    const draft = draftOf(entry, eventId);
    const digest = entryDigest({ ...draft, fiscalYear: exercise.year, period, validatedOn: draft.validatedOn ?? today, actor });
    return { digest, period };
  }

  #periodOf(date: Day): number | undefined {
    if (this.#periods.has(date)) return this.#periods.get(date);
    const found = this.#stamp.periods.find(
      ({ complementary, firstDay, lastDay }) => !complementary && firstDay <= date && date <= lastDay,
    )?.period;
    this.#periods.set(date, found);
    return found;
  }
}

/** What lines of one entry say together. */
function togetherOf(lines: readonly FecLine[]): Omit<StagedHead, "eventId" | "digest" | "period"> {
  let sound = true;
  let leastDate: Day | null = null;
  let lastDate: Day | null = null;
  let firstValidated: Day | null = null;
  let [debit, credit] = [0n, 0n];
  for (const line of lines) {
    const { date, validatedOn } = line;
    sound &&= line.sound;
    debit += line.debit;
    credit += line.credit;
    if (date !== "" && (leastDate === null || date < leastDate)) leastDate = date;
    if (date !== "" && (lastDate === null || date > lastDate)) lastDate = date;
    if (validatedOn !== null && (firstValidated === null || validatedOn < firstValidated)) firstValidated = validatedOn;
  }
  const lastValidated = latestValidation(lines);
  return { sound, leastDate, lastDate, firstValidated, lastValidated, lineCount: lines.length, debit, credit };
}

function latestValidation(lines: readonly FecLine[]): Day | null {
  let latest: Day | null = null;
  for (const { validatedOn } of lines) if (validatedOn !== null && (latest === null || validatedOn > latest)) latest = validatedOn;
  return latest;
}
