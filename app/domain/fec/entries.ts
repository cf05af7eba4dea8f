import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import { largestQuantity, type Quantity, sum } from "../quantity.ts";
import { sidesAndGap } from "./coherence.ts";
import type { FecFaults } from "./fault.ts";
import type { FecLine } from "./line.ts";

/** The lines of one journal and number, in the order of the file. */
export interface FecEntry {
  readonly journal: string;
  readonly number: string;
  readonly date: Day;
  /** The latest of its lines; null when none has any. */
  readonly validatedOn: Day | null;
  readonly lines: readonly FecLine[];
}

/**
 * Gathers lines into entries by journal and number (real files number each journal from 1), in the order of their first lines, and
 * says which are none: several dates or validations under one number, one line alone, sides that differ.
 */
export function groupEntries(lines: readonly FecLine[], faults: FecFaults): FecEntry[] {
  const groups = new Map<string, FecLine[]>();
  for (const line of lines) {
    const key = `${line.journal}\u0000${line.number}`;
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  const entries = [...groups.values()].map((group) => entryOf(group, faults));
  saySharedNumbers(entries, faults);
  sayGaps(entries, faults);
  return entries;
}

function entryOf(lines: readonly FecLine[], faults: FecFaults): FecEntry {
  const [first] = lines;
  if (!first) throw new RangeError("an entry has no line");
  const name = `${first.journal} ${first.number}`;
  const dates = new Set(lines.map(({ date }) => date).filter((date) => date !== ""));
  if (dates.size > 1) {
    const other = lines.find(({ date }) => date !== "" && date !== first.date) ?? first;
    faults.add("entry-dates", other.line, "EcritureDate", name, `${dates.size} ${[...dates].sort().at(0)} ${[...dates].sort().at(-1)}`);
  }
  const validations = [...new Set(lines.flatMap(({ validatedOn }) => validatedOn ?? []))].sort();
  if (validations.length > 1) {
    const other = lines.find(({ validatedOn }) => validatedOn !== null && validatedOn !== validations[0]) ?? first;
    faults.add("entry-validations", other.line, "ValidDate", name, validations.join(" "));
  }
  if (lines.length === 1) faults.add("entry-one-line", first.line, "EcritureNum", name, "2");
  else if (lines.every(({ sound }) => sound)) {
    sayEntryImbalance(name, lines, faults);
    if (dates.size === 1) sayTwice(name, lines, faults);
  }
  return { journal: first.journal, number: first.number, date: first.date, validatedOn: validations.at(-1) ?? null, lines };
}

function sayEntryImbalance(name: string, lines: readonly FecLine[], faults: FecFaults): void {
  const { debit, credit } = totalOf(lines);
  const line = lines[0]?.line ?? 0;
  if (debit !== credit) faults.add("entry-unbalanced", line, "EcritureNum", name, sidesAndGap(debit, credit));
  const larger = debit > credit ? debit : credit;
  if (larger > largestQuantity) faults.add("amount-range", line, "Debit", formatDecimal(larger, 2, ","));
}

/**
 * The same journal and number in several places of the file, each of which is an entry by itself: a number that was given twice.
 * Lines of one entry that stand apart balance only together, and are one entry.
 */
function sayTwice(name: string, lines: readonly FecLine[], faults: FecFaults): void {
  const runs = runsOf(lines);
  if (runs.length < 2 || !runs.every((run) => run.length > 1 && isBalanced(run))) return;
  faults.add("number-twice", runs[1]?.[0]?.line ?? 0, "EcritureNum", name, runs.map(([first]) => first?.line ?? 0).join(", "));
}

/** Neighbouring lines stay together; the number of a line is its place in the file. */
function runsOf(lines: readonly FecLine[]): FecLine[][] {
  const runs: FecLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.at(-1)?.line === line.line - 1) run?.push(line);
    else runs.push([line]);
  }
  return runs;
}

function isBalanced(lines: readonly FecLine[]): boolean {
  const { debit, credit } = totalOf(lines);
  return debit === credit;
}

/** The administration's own tables group by number alone: a number that two journals share reads there as one entry. */
function saySharedNumbers(entries: readonly FecEntry[], faults: FecFaults): void {
  const journals = new Map<string, Set<string>>();
  for (const { number, journal } of entries) journals.set(number, (journals.get(number) ?? new Set()).add(journal));
  for (const { number, lines, journal } of entries) {
    const sharing = journals.get(number);
    if (!sharing || sharing.size < 2 || journal !== [...sharing][0]) continue;
    faults.add("number-shared", lines[0]?.line ?? 0, "EcritureNum", number, [...sharing].join(", "));
  }
}

export function totalOf(lines: readonly Pick<FecLine, "debit" | "credit">[]): { debit: Quantity; credit: Quantity } {
  return { debit: sum(lines.map(({ debit }) => debit)), credit: sum(lines.map(({ credit }) => credit)) };
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
    const sorted = numbers.toSorted((left, right) => {
      return left.number === right.number ? left.line - right.line : left.number < right.number ? -1 : 1;
    });
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
