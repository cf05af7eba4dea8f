import type { FileCode, FileCodes } from "#app/domain/fec/coherence.ts";
import type { ReadingChoices } from "#app/domain/fec/dialect.ts";
import { exerciseEndingOn, type FecName, readFecName } from "#app/domain/fec/exercise.ts";
import type { FecFaults } from "#app/domain/fec/fault.ts";
import { checkOpening } from "#app/domain/fec/opening.ts";
import { type FecReport, type FecSummary, reportOf, summaryOf } from "#app/domain/fec/reading.ts";
import { type Exercise, type ExercisePeriod, periodsOf } from "#app/domain/reference/fiscal-year.ts";
import { lockPeriodsOf } from "#db/bulk-posting.ts";
import type { Db, Organisation } from "#db/client.ts";
import { exercisePeriods, type FiscalYear, fiscalYears } from "#db/queries/fiscal-year.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import type { EarlierImport } from "#db/queries/ledger-import/checks.ts";
import {
  accountStandings,
  accountsOutOfDate,
  type CodeStanding,
  journalStandings,
  partyStandings,
} from "#db/queries/ledger-import/codes.ts";
import { importOfFile } from "#db/queries/ledger-import/imported-file.ts";
import { openStaging } from "#db/queries/ledger-import/staging.ts";
import { checkStaged } from "./check-staged-lines.ts";
import { type LedgerSource, type SurveyedSource, sourceOf } from "./ledger-source.ts";
import type { CommandContext } from "./run.ts";
import { digestSplitEntries, stageFile } from "./stage-ledger-file.ts";

export interface LedgerFile {
  readonly file: LedgerSource | Uint8Array;
  readonly fileName: string;
  /** Absent: the twelve months that end on the day which the file's name gives. */
  readonly exercise?: Exercise | undefined;
  /** How a person says that it is read; absent: as the law writes it. */
  readonly choices?: ReadingChoices | undefined;
  /** Whoever imports confirms that the exercise, journals, accounts and parties which are not there be created. */
  readonly createAccounts: boolean;
  /** Whoever imports admits the defects that do not touch the books. */
  readonly tolerate: boolean;
}

/** What the file uses and the organisation has not. */
export interface MissingCodes extends FileCodes {
  readonly exercise: boolean;
}

export interface LedgerImportReport extends FecReport {
  readonly fileName: string;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly exercise: Exercise | null;
  readonly missing: MissingCodes;
  /** The earlier import of these bytes, or of some of these entries. */
  readonly earlier: EarlierImport | null;
}

/** What goes along with a long reading; none of it is needed. */
export interface ReadingWatch {
  readonly progress?: ((read: number) => Promise<void> | void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Examination {
  /** Of the staged lines, until the end of the transaction. */
  readonly run: bigint;
  readonly lastEntry: number;
  readonly exercise: Exercise | undefined;
  readonly missing: MissingCodes;
  readonly summary: FecSummary;
  readonly report: LedgerImportReport;
}

export interface ExaminedFile extends LedgerFile {
  readonly surveyed: SurveyedSource;
  readonly faults: FecFaults;
  /** Whether the actor posts in locked periods. */
  readonly throughLock: boolean;
  /** Posting follows: the periods are locked before their states are read. */
  readonly lock: boolean;
}

/**
 * Reads a file into the staging tables and confronts it with the books of the organisation. Writes nothing else, and nothing that
 * outlives the transaction of `db`.
 */
export async function examineLedgerFile(
  db: Db,
  { organisation, actor, today }: CommandContext,
  input: ExaminedFile,
  watch: ReadingWatch = {},
): Promise<Examination> {
  const { faults, surveyed, choices } = input;
  const name = readFecName(input.fileName);
  const exercise = input.exercise ?? (name && exerciseEndingOn(name.closingDay));
  const years = await fiscalYears(db);
  sayName(faults, name, organisation, input);
  sayExercise(faults, exercise, years, input);
  const run = await openStaging(db);
  const periods = exercise ? await periodsFor(db, exercise, years) : [];
  const stamp = { exercise, periods, actor: actor.id, today };
  const { survey } = surveyed;
  const staged = await stageFile(db, sourceOf(input.file), { run, survey, faults, choices, stamp, ...watch });
  if (input.lock && exercise) await lockPeriodsOf(db, exercise.year);
  const checked = await checkStaged(db, { run, faults, exercise, years, throughLock: input.throughLock });
  if (checked.split > 0 && exercise) await digestSplitEntries(db, run, stamp);
  const { coherence } = staged.scan;
  if (exercise) await sayOpening(db, staged.scan, exercise, years, faults);
  const missing = await confrontCodes(db, { run, codes: coherence.codes(), exercise, years, faults, createAccounts: input.createAccounts });
  const summary = summaryOf(staged.scan, staged.charset, checked.entries);
  const report = {
    ...reportOf({ summary, faults }, input),
    fileName: input.fileName,
    sha256: Buffer.from(surveyed.sha256).toString("hex"),
    exercise: exercise ?? null,
    missing,
    earlier: (await importOfFile(db, surveyed.sha256)) ?? checked.overlap ?? null,
  };
  return { run, lastEntry: staged.lastEntry, exercise, missing, summary, report };
}

/** Another SIREN than the organisation's is said and does not block: published files are anonymised. */
function sayName(faults: FecFaults, name: FecName | undefined, { siren }: Organisation, { fileName, choices }: LedgerFile): void {
  if (name?.siren.length !== 9 && !choices) faults.add("file-name", 0, null, fileName, "SirenFECAAAAMMJJ.txt");
  if (name && name.siren !== siren) faults.add("siren-differs", 0, null, name.siren, siren);
}

function sayExercise(
  faults: FecFaults,
  exercise: Exercise | undefined,
  years: readonly FiscalYear[],
  { fileName, createAccounts }: LedgerFile,
): void {
  if (!exercise) {
    faults.add("exercise-unknown", 0, null, fileName, "SirenFECAAAAMMJJ.txt");
    return;
  }
  const said = `${exercise.firstDay} ${exercise.lastDay}`;
  const held = years.find(({ year }) => year === exercise.year);
  if (!held && !createAccounts) faults.add("exercise-unknown", 0, null, said, String(exercise.year));
  if (held && (held.firstDay !== exercise.firstDay || held.lastDay !== exercise.lastDay)) {
    faults.add("exercise-differs", 0, null, said, `${held.firstDay} ${held.lastDay}`);
  }
}

/** Those of the books, or those that the exercise will have. */
async function periodsFor(db: Db, exercise: Exercise, years: readonly FiscalYear[]): Promise<readonly ExercisePeriod[]> {
  if (years.some(({ year }) => year === exercise.year)) return await exercisePeriods(db, exercise.year);
  const periods = periodsOf(exercise, years);
  return periods.ok ? periods.value : [];
}

async function sayOpening(
  db: Db,
  { coherence }: Awaited<ReturnType<typeof stageFile>>["scan"],
  exercise: Exercise,
  years: readonly FiscalYear[],
  faults: FecFaults,
): Promise<void> {
  const before = years.filter(({ lastDay }) => lastDay < exercise.firstDay).at(-1);
  if (!before) return;
  const closing = await trialBalanceLines(db, before.year);
  const totals = closing.map(({ account, openingDebit, movementDebit, openingCredit, movementCredit }) => {
    return { account, debit: openingDebit + movementDebit, credit: openingCredit + movementCredit };
  });
  checkOpening(coherence.opened(), totals, faults);
}

interface Confronted {
  readonly run: bigint;
  readonly codes: FileCodes;
  readonly exercise: Exercise | undefined;
  readonly years: readonly FiscalYear[];
  readonly faults: FecFaults;
  readonly createAccounts: boolean;
}

/** Nothing is created without a confirmation; a journal of the budget book takes no line of a file, whoever confirms. */
async function confrontCodes(db: Db, { run, codes, exercise, years, faults, createAccounts }: Confronted): Promise<MissingCodes> {
  const given = (list: readonly FileCode[]) => list.map(({ code }) => code).filter((code) => code !== "");
  const day = exercise?.firstDay ?? "1900-01-01";
  const journals = await journalStandings(db, given(codes.journals));
  const accounts = await accountStandings(db, given(codes.accounts), day);
  const parties = await partyStandings(db, given(codes.parties));
  for (const { code, line } of ofStanding(codes.journals, journals, ({ ofBudget }) => ofBudget)) {
    faults.add("journal-of-budget", line, "JournalCode", code, "general");
  }
  sayOtherLabels(codes.accounts, accounts, "CompteLib", faults);
  sayOtherLabels(codes.journals, journals, "JournalLib", faults);
  if (exercise) {
    for (const { code, date, line } of await accountsOutOfDate(db, run, given(codes.accounts), exercise)) {
      faults.add("code-out-of-date", line, "CompteNum", code, date);
    }
  }
  const missing = {
    exercise: exercise !== undefined && years.every(({ year }) => year !== exercise.year),
    journals: ofStanding(codes.journals, journals, ({ known }) => !known),
    accounts: ofStanding(codes.accounts, accounts, ({ known }) => !known),
    parties: ofStanding(codes.parties, parties, ({ known }) => !known),
  };
  if (createAccounts) return missing;
  for (const { code, label, line } of missing.journals) faults.add("journal-unknown", line, "JournalCode", `${code} ${label}`);
  for (const { code, label, line } of missing.accounts) faults.add("account-unknown", line, "CompteNum", `${code} ${label}`);
  for (const { code, label, line } of missing.parties) faults.add("party-unknown", line, "CompAuxNum", `${code} ${label}`);
  return missing;
}

function ofStanding<Code extends FileCode>(
  codes: readonly Code[],
  standings: readonly CodeStanding[],
  which: (standing: CodeStanding) => boolean,
): Code[] {
  const chosen = new Set(standings.filter(which).map(({ code }) => code));
  return codes.filter(({ code }) => chosen.has(code));
}

/** The books keep the label that they have; that the file says another is told once. */
function sayOtherLabels(codes: readonly FileCode[], standings: readonly CodeStanding[], column: string, faults: FecFaults): void {
  const labels = new Map(standings.filter(({ known, ofBudget }) => known && !ofBudget).map(({ code, label }) => [code, label]));
  for (const { code, label, line } of codes) {
    const kept = labels.get(code);
    if (kept && label !== "" && kept !== label) faults.add("label-differs", line, column, `${code} ${label}`, kept);
  }
}
