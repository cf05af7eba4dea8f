import { formatDecimal } from "../money.ts";
import type { Day } from "../month.ts";
import { type Quantity, sum } from "../quantity.ts";
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
  sayImbalance(lines, faults);
  saySharedNumbers(entries, faults);
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
  else if (lines.every(({ sound }) => sound)) sayEntryImbalance(name, lines, faults);
  return { journal: first.journal, number: first.number, date: first.date, validatedOn: validations.at(-1) ?? null, lines };
}

function sayEntryImbalance(name: string, lines: readonly FecLine[], faults: FecFaults): void {
  const { debit, credit } = totalOf(lines);
  if (debit !== credit) faults.add("entry-unbalanced", lines[0]?.line ?? 0, "EcritureNum", name, gap(debit, credit));
}

/** The file as a whole: what a cut or a lost line leaves behind even when no number tells. */
function sayImbalance(lines: readonly FecLine[], faults: FecFaults): void {
  const { debit, credit } = totalOf(lines);
  if (debit !== credit && lines.every(({ sound }) => sound)) faults.add("file-unbalanced", 0, "Debit", "", gap(debit, credit));
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

function gap(debit: Quantity, credit: Quantity): string {
  return [debit, credit, debit - credit].map((quantity) => formatDecimal(quantity, 2, ",")).join(" ");
}
