import { createHash } from "node:crypto";
import { codesOf, type FileCode, type FileCodes } from "#app/domain/fec/drafts.ts";
import { exerciseEndingOn, type FecName, readFecName } from "#app/domain/fec/exercise.ts";
import { checkOpening } from "#app/domain/fec/opening.ts";
import { type FecReading, type FecReport, readFec, reportOf } from "#app/domain/fec/reading.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { Db, Organisation } from "#db/client.ts";
import { fiscalYears } from "#db/queries/fiscal-year.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { knownCodes } from "#db/queries/ledger-import.ts";

export interface LedgerFile {
  readonly file: Uint8Array;
  readonly fileName: string;
  /** Absent: the twelve months that end on the day which the file's name gives. */
  readonly exercise?: Exercise | undefined;
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
}

export interface Examination {
  readonly reading: FecReading;
  readonly exercise: Exercise | undefined;
  readonly missing: MissingCodes;
  readonly report: LedgerImportReport;
}

/** Reads a file and confronts it with the books of the organisation; writes nothing. */
export async function examineLedgerFile(db: Db, organisation: Organisation, input: LedgerFile): Promise<Examination> {
  const name = readFecName(input.fileName);
  const exercise = input.exercise ?? (name && exerciseEndingOn(name.closingDay));
  const reading = readFec(input.file, exercise);
  sayName(reading, name, organisation, input);
  const missing = await missingCodes(db, reading, exercise);
  if (exercise) await checkExercise(db, reading, exercise, missing, input.createAccounts);
  else reading.faults.add("exercise-unknown", 0, null, input.fileName, "SirenFECAAAAMMJJ.txt");
  await sayUnknownCodes(db, reading, missing, input.createAccounts);
  const report = {
    ...reportOf(reading, input),
    fileName: input.fileName,
    sha256: createHash("sha256").update(input.file).digest("hex"),
    exercise: exercise ?? null,
    missing,
  };
  return { reading, exercise, missing, report };
}

/** Another SIREN than the organisation's is said and does not block: published files are anonymised. */
function sayName({ faults }: FecReading, name: FecName | undefined, { siren }: Organisation, { fileName }: LedgerFile): void {
  if (name?.siren.length !== 9) faults.add("file-name", 0, null, fileName, "SirenFECAAAAMMJJ.txt");
  if (name && name.siren !== siren) faults.add("siren-differs", 0, null, name.siren, siren);
}

async function missingCodes(db: Db, { lines }: FecReading, exercise: Exercise | undefined): Promise<MissingCodes> {
  const { journals, accounts, parties } = codesOf(lines);
  const known = await knownCodes(db);
  const years = await fiscalYears(db);
  const absent = <Code extends FileCode>(codes: readonly Code[], there: ReadonlySet<string>) =>
    codes.filter(({ code }) => code !== "" && !there.has(code));
  return {
    exercise: exercise !== undefined && years.every(({ year }) => year !== exercise.year),
    journals: absent(journals, new Set([...known.journals, ...known.budgetJournals])),
    accounts: absent(accounts, known.accounts),
    parties: absent(parties, known.parties),
  };
}

async function checkExercise(
  db: Db,
  { lines, faults }: FecReading,
  exercise: Exercise,
  missing: MissingCodes,
  createAccounts: boolean,
): Promise<void> {
  const years = await fiscalYears(db);
  const said = `${exercise.firstDay} ${exercise.lastDay}`;
  if (missing.exercise && !createAccounts) faults.add("exercise-unknown", 0, null, said, String(exercise.year));
  const held = years.find(({ year }) => year === exercise.year);
  if (held && (held.firstDay !== exercise.firstDay || held.lastDay !== exercise.lastDay)) {
    faults.add("exercise-differs", 0, null, said, `${held.firstDay} ${held.lastDay}`);
  }
  const before = years.find(
    ({ lastDay }) => lastDay < exercise.firstDay && !years.some((year) => year.lastDay > lastDay && year.lastDay < exercise.firstDay),
  );
  if (!before) return;
  const closing = await trialBalanceLines(db, before.year);
  const totals = closing.map(({ account, openingDebit, movementDebit, openingCredit, movementCredit }) => {
    return { account, debit: openingDebit + movementDebit, credit: openingCredit + movementCredit };
  });
  checkOpening(lines, totals, faults);
}

/** Nothing is created without a confirmation; a journal of the budget book takes no line of a file, whoever confirms. */
async function sayUnknownCodes(db: Db, { lines, faults }: FecReading, missing: MissingCodes, createAccounts: boolean): Promise<void> {
  const { budgetJournals } = await knownCodes(db);
  for (const { code, line } of codesOf(lines).journals) {
    if (budgetJournals.has(code)) faults.add("journal-unknown", line, "JournalCode", code, "general");
  }
  if (createAccounts) return;
  for (const { code, label, line } of missing.journals) faults.add("journal-unknown", line, "JournalCode", `${code} ${label}`);
  for (const { code, label, line } of missing.accounts) faults.add("account-unknown", line, "CompteNum", `${code} ${label}`);
  for (const { code, label, line } of missing.parties) faults.add("party-unknown", line, "CompAuxNum", `${code} ${label}`);
}
