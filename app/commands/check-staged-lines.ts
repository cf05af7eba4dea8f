import { sidesAndGap } from "#app/domain/fec/coherence.ts";
import type { FecFaults, FecRule } from "#app/domain/fec/fault.ts";
import { formatDecimal } from "#app/domain/money.ts";
import { largestQuantity } from "#app/domain/quantity.ts";
import type { Exercise } from "#app/domain/reference/fiscal-year.ts";
import type { Db } from "#db/client.ts";
import type { FiscalYear } from "#db/queries/fiscal-year.ts";
import * as checks from "#db/queries/ledger-import/checks.ts";
import { countEntries, gatherEntries, mergeRuns } from "#db/queries/ledger-import/staging.ts";

export interface StagedChecks {
  readonly run: bigint;
  readonly faults: FecFaults;
  readonly exercise: Exercise | undefined;
  readonly years: readonly FiscalYear[];
  readonly throughLock: boolean;
}

export interface CheckedLines {
  readonly entries: number;
  /** How many entries stood in several places of the file. */
  readonly split: number;
  /** Of the file's entries with those of the books. */
  readonly overlap: checks.Overlap | undefined;
}

/**
 * What asks for whole entries, set by set: the same rules as `domain/fec/entries.ts` and `matching.ts`, whose words a test compares with
 * these, then what only the books know.
 */
export async function checkStaged(db: Db, staged: StagedChecks): Promise<CheckedLines> {
  const { run, faults } = staged;
  await gatherEntries(db, run);
  const split = await mergeRuns(db, run);
  for (const { journal, number, line, lines } of split.twice) {
    faults.add("number-twice", line, "EcritureNum", `${journal} ${number}`, lines.join(", "));
  }
  await sayEntries(db, run, faults);
  await sayNumbers(db, run, faults);
  tell(faults, "matching-unbalanced", await checks.unevenMatchings(db, run), ({ account, party, code, line, balance }) => {
    const name = [account, party, code].filter((part) => part !== null).join(" ");
    return [line, "EcritureLet", name, formatDecimal(balance, 2, ",")];
  });
  const overlap = await sayBooks(db, staged);
  return { entries: await countEntries(db, run), split: split.groups, overlap };
}

async function sayEntries(db: Db, run: bigint, faults: FecFaults): Promise<void> {
  tell(faults, "entry-dates", await checks.severalDates(db, run), ({ journal, number, line, days }) => {
    const sorted = [...days].sort();
    return [line, "EcritureDate", `${journal} ${number}`, `${sorted.length} ${sorted.at(0)} ${sorted.at(-1)}`];
  });
  tell(faults, "entry-validations", await checks.severalValidations(db, run), ({ journal, number, line, days }) => {
    return [line, "ValidDate", `${journal} ${number}`, [...days].sort().join(" ")];
  });
  tell(faults, "entry-one-line", await checks.aloneLines(db, run), ({ journal, number, line }) => {
    return [line, "EcritureNum", `${journal} ${number}`, "2"];
  });
  const imbalances = await checks.imbalances(db, run);
  const uneven = imbalances.rows.filter(({ debit, credit }) => debit !== credit);
  const others = imbalances.count - imbalances.rows.length;
  tell(faults, "entry-unbalanced", { count: uneven.length + others, rows: uneven }, ({ journal, number, line, debit, credit }) => {
    return [line, "EcritureNum", `${journal} ${number}`, sidesAndGap(debit, credit)];
  });
  for (const { line, debit, credit } of imbalances.rows) {
    const larger = debit > credit ? debit : credit;
    if (larger > largestQuantity) faults.add("amount-range", line, "Debit", formatDecimal(larger, 2, ","));
  }
}

async function sayNumbers(db: Db, run: bigint, faults: FecFaults): Promise<void> {
  tell(faults, "number-shared", await checks.sharedNumbers(db, run), ({ number, line, journals }) => {
    return [line, "EcritureNum", number, journals.join(", ")];
  });
  tell(faults, "number-gap", await checks.numberGaps(db, run), ({ journal, line, before, after }) => {
    const [previous, number] = [BigInt(before), BigInt(after)];
    return [line, "EcritureNum", `${journal} ${previous + 1n}–${number - 1n}`, String(number - previous - 1n)];
  });
}

/** Periods in which nothing is posted, and entries that are there already. */
async function sayBooks(db: Db, { run, faults, exercise, years, throughLock }: StagedChecks): Promise<checks.Overlap | undefined> {
  if (!exercise || !years.some(({ year }) => year === exercise.year)) return undefined;
  for (const period of await checks.closedPeriods(db, run, exercise.year, throughLock)) {
    const days = `${period.firstDay} ${period.lastDay}`;
    faults.add("period-closed", period.line, "EcritureDate", days, String(period.entries));
  }
  const overlap = await checks.importedAlready(db, run, exercise.year);
  if (overlap) faults.add("entries-imported", overlap.line, "EcritureNum", String(overlap.entries), `${overlap.at}, ${overlap.by}`);
  return overlap;
}

/** Says each row as a fault, and counts those that the check did not hand over. */
function tell<Row>(
  faults: FecFaults,
  rule: FecRule,
  { count, rows }: checks.Found<Row>,
  said: (row: Row) => [line: number, column: string, value: string, expected: string],
): void {
  for (const row of rows) faults.add(rule, ...said(row));
  if (count > rows.length) faults.count(rule, count - rows.length);
}
