import type { Quantity } from "../quantity.ts";
import type { Exercise } from "../reference/fiscal-year.ts";
import { checkCoherence } from "./coherence.ts";
import type { FecHeader } from "./columns.ts";
import { decodeFec, type FecCharset, linesOf } from "./decode.ts";
import { type FecEntry, groupEntries, totalOf } from "./entries.ts";
import { type FecFault, FecFaults, type FecRule, type FecRuleCount } from "./fault.ts";
import { readHeader } from "./header.ts";
import { type FecLine, readLine } from "./line.ts";
import { type FecMatching, groupMatchings } from "./matching.ts";

/** A file as it was read, whatever it is worth; `faults` may still grow by what only the books know. */
export interface FecReading {
  readonly charset: FecCharset;
  readonly header: FecHeader | undefined;
  readonly lines: readonly FecLine[];
  readonly entries: readonly FecEntry[];
  readonly matchings: readonly FecMatching[];
  readonly faults: FecFaults;
}

export interface FecReport {
  readonly charset: FecCharset;
  readonly separator: "tab" | "pipe" | null;
  readonly lines: number;
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly accounts: number;
  readonly journals: number;
  readonly parties: number;
  readonly rules: readonly FecRuleCount[];
  /** The first ten thousand faults and notices, in the order of the file. */
  readonly faults: readonly FecFault[];
  /** Whether the file may be imported; `tolerated` names the defects that this leaves aside. */
  readonly admitted: boolean;
  readonly tolerated: readonly FecRule[];
}

/**
 * Reads a fichier des écritures comptables whole and checks what the official validator checks and what it does not: balance per entry
 * and per file, impossible dates, order of columns, numbers, dates outside the exercise, lettering (`domain.md` §3.2).
 */
export function readFec(bytes: Uint8Array, exercise?: Pick<Exercise, "firstDay" | "lastDay">): FecReading {
  const faults = new FecFaults();
  const decoded = decodeFec(bytes, faults);
  const { header, lines } = readLines(decoded, faults);
  const entries = groupEntries(lines, faults);
  checkCoherence(lines, entries, exercise, faults);
  return { charset: decoded.charset, header, lines, entries, matchings: groupMatchings(lines, faults), faults };
}

/** `tolerate` admits what does not touch the books, and nothing else: `fault` rules refuse the file all the same. */
export function reportOf(reading: FecReading, { tolerate }: { tolerate: boolean }): FecReport {
  const { charset, header, lines, entries, faults } = reading;
  const rules = faults.counts();
  const refused = rules.some(({ severity }) => severity === "fault" || (severity === "tolerable" && !tolerate));
  const distinct = (codeOf: (line: FecLine) => string | null) => new Set(lines.map(codeOf).filter((code) => code)).size;
  return {
    charset,
    separator: header ? (header.separator === "\t" ? "tab" : "pipe") : null,
    lines: lines.length,
    entries: entries.length,
    ...totalOf(lines),
    accounts: distinct(({ account }) => account),
    journals: distinct(({ journal }) => journal),
    parties: distinct(({ party }) => party),
    rules,
    faults: faults.all(),
    admitted: !refused,
    tolerated: refused ? [] : rules.filter(({ severity }) => severity === "tolerable").map(({ rule }) => rule),
  };
}

function readLines(
  decoded: Parameters<typeof linesOf>[0],
  faults: FecFaults,
): { header: FecHeader | undefined; lines: readonly FecLine[] } {
  const lines: FecLine[] = [];
  let header: FecHeader | undefined;
  let trailing: boolean | undefined;
  for (const { line, text, ended } of linesOf(decoded)) {
    if (line === 1) {
      header = readHeader(text, faults);
      if (!header) break;
      continue;
    }
    if (!header) break;
    const cells = text.split(header.separator);
    const closed = cells.length > 1 && cells.at(-1) === "";
    if (trailing === undefined) {
      trailing = closed && cells.length === header.width + 1;
      if (trailing) faults.add("trailing-separator", line);
    }
    // What the first line does, each line does: else a tab inside a text would pass for the end of the line.
    if (trailing && closed) cells.pop();
    else if (trailing) cells.push("");
    if (sayBrokenLine(text, cells, { line, ended, header }, faults)) continue;
    lines.push(readLine(cells, line, header, faults));
  }
  if (lines.length === 0 && faults.counts().every(({ severity }) => severity !== "fault")) faults.add("file-empty", 0);
  return { header, lines };
}

/** A line that is not one: nothing of it is read. */
function sayBrokenLine(
  text: string,
  cells: readonly string[],
  { line, ended, header }: { line: number; ended: boolean; header: FecHeader },
  faults: FecFaults,
): boolean {
  if (text.trim() === "" || cells.every((cell) => cell.trim() === "")) {
    faults.add("line-blank", line);
    return true;
  }
  if (cells.length < header.width && !ended) {
    faults.add("file-truncated", line, null, String(cells.length), String(header.width));
    return true;
  }
  if (cells.length !== header.width) {
    faults.add("field-count", line, null, String(cells.length), String(header.width));
    return true;
  }
  const stray = header.separator === "\t" ? "|" : "\t";
  const index = cells.findIndex((cell) => cell.includes(stray) || cell.includes("\r"));
  if (index >= 0)
    faults.add("separator-in-text", line, header.names[index] ?? null, cells[index] ?? "", header.separator === "\t" ? "|" : "tab");
  return false;
}
