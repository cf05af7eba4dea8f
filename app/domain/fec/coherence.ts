import type { Exercise } from "../reference/fiscal-year.ts";
import type { FecEntry } from "./entries.ts";
import type { FecFaults } from "./fault.ts";
import type { FecLine } from "./line.ts";

/** A journal of opening balances (« à-nouveaux »), by its code or its label: its entries come first in a FEC. */
export function isOpeningJournal(code: string, label: string): boolean {
  const plain = label
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return /^(AN|ANO|RAN)$/i.test(code) || /\ba[- ]?nouveaux?\b/.test(plain);
}

/** What holds the lines of a file together, and what the official validator does not look at. */
export function checkCoherence(
  lines: readonly FecLine[],
  entries: readonly FecEntry[],
  exercise: Pick<Exercise, "firstDay" | "lastDay"> | undefined,
  faults: FecFaults,
): void {
  if (exercise) sayForeignDates(lines, exercise, faults);
  sayChangedLabels(lines, faults);
  sayOpeningResults(lines, faults);
  sayGaps(entries, faults);
  sayValidationOrder(lines, faults);
}

function sayForeignDates(
  lines: readonly FecLine[],
  { firstDay, lastDay }: Pick<Exercise, "firstDay" | "lastDay">,
  faults: FecFaults,
): void {
  for (const { line, date } of lines) {
    if (date !== "" && (date < firstDay || date > lastDay)) {
      faults.add("date-outside-exercise", line, "EcritureDate", date, `${firstDay} ${lastDay}`);
    }
  }
}

/** One label for each code, or the reader of a balance does not know which account he reads. */
function sayChangedLabels(lines: readonly FecLine[], faults: FecFaults): void {
  const named = [
    { column: "JournalLib", code: (line: FecLine) => line.journal, label: (line: FecLine) => line.journalLabel },
    { column: "CompteLib", code: (line: FecLine) => line.account, label: (line: FecLine) => line.accountLabel },
    { column: "CompAuxLib", code: (line: FecLine) => line.party ?? "", label: (line: FecLine) => line.partyLabel ?? "" },
  ];
  for (const { column, code, label } of named) {
    const labels = new Map<string, string>();
    for (const line of lines) {
      const known = labels.get(code(line));
      if (known === undefined) labels.set(code(line), label(line));
      else if (known !== label(line)) faults.add("label-changed", line.line, column, `${code(line)} ${label(line)}`, known);
    }
  }
}

/** Expenses and income start again from nothing: an opening balance on class 6 or 7 belongs to another year. */
function sayOpeningResults(lines: readonly FecLine[], faults: FecFaults): void {
  for (const { journal, journalLabel, account, line } of lines) {
    if (/^[67]/.test(account) && isOpeningJournal(journal, journalLabel)) {
      faults.add("opening-with-result", line, "CompteNum", account, "1–5");
    }
  }
}

/** Gaps in the numbers of a journal, by the digits that end them. A gap can be explained; it is said. */
function sayGaps(entries: readonly FecEntry[], faults: FecFaults): void {
  const journals = new Map<string, { number: bigint; line: number }[]>();
  for (const { journal, number, lines } of entries) {
    const digits = /(\d+)$/.exec(number)?.[1];
    if (digits === undefined) continue;
    const key = `${journal}\u0000${number.slice(0, -digits.length)}`;
    const known = journals.get(key) ?? [];
    known.push({ number: BigInt(digits), line: lines[0]?.line ?? 0 });
    journals.set(key, known);
  }
  for (const [key, numbers] of journals) {
    const sorted = numbers.toSorted((left, right) => (left.number < right.number ? -1 : 1));
    for (const [index, { number, line }] of sorted.entries()) {
      const previous = sorted[index - 1]?.number;
      if (previous === undefined || number - previous <= 1n) continue;
      faults.add(
        "number-gap",
        line,
        "EcritureNum",
        `${key.split("\u0000")[0]} ${previous + 1n}–${number - 1n}`,
        String(number - previous - 1n),
      );
    }
  }
}

/** The law orders a file by validation; the opening balances come first whatever their own. */
function sayValidationOrder(lines: readonly FecLine[], faults: FecFaults): void {
  let latest = "";
  for (const { line, validatedOn, journal, journalLabel } of lines) {
    if (validatedOn === null || isOpeningJournal(journal, journalLabel)) continue;
    if (validatedOn < latest) faults.add("validation-order", line, "ValidDate", validatedOn, latest);
    else latest = validatedOn;
  }
}
