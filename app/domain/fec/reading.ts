import type { Quantity } from "../quantity.ts";
import type { Exercise } from "../reference/fiscal-year.ts";
import type { FileCodes, OpenedAccount, PartTotal } from "./coherence.ts";
import type { FecHeader } from "./columns.ts";
import type { FileCharset, ReadingChoices, Separator } from "./dialect.ts";
import { type FecEntry, groupEntries } from "./entries.ts";
import { type FecFault, FecFaults, type FecRule, type FecRuleCount } from "./fault.ts";
import type { FecLine } from "./line.ts";
import { type FecMatching, groupMatchings } from "./matching.ts";
import { FecScan } from "./scan.ts";
import { surveyOf } from "./survey.ts";

/** What was read of a file, whatever it is worth, lines apart. */
export interface FecSummary {
  readonly charset: FileCharset;
  readonly separator: Separator | null;
  readonly lines: number;
  readonly entries: number;
  readonly debit: Quantity;
  readonly credit: Quantity;
  readonly accounts: number;
  readonly journals: number;
  readonly parties: number;
  readonly byJournal: readonly PartTotal[];
  readonly byMonth: readonly PartTotal[];
}

export interface FecReport extends FecSummary {
  readonly rules: readonly FecRuleCount[];
  /** The first ones, in the order of the file. */
  readonly faults: readonly FecFault[];
  /** Whether the file may be imported; `tolerated` names the defects that this leaves aside. */
  readonly admitted: boolean;
  readonly tolerated: readonly FecRule[];
}

/** A file held in memory; `faults` may still grow by what only the books know. */
export interface FecReading {
  readonly summary: FecSummary;
  readonly header: FecHeader | undefined;
  readonly lines: readonly FecLine[];
  readonly entries: readonly FecEntry[];
  readonly matchings: readonly FecMatching[];
  readonly codes: FileCodes;
  readonly opened: readonly OpenedAccount[];
  readonly faults: FecFaults;
}

/**
 * Reads a fichier des écritures comptables whole, in memory, and checks what the official validator checks and what it does not: balance
 * per entry and per file, impossible dates, order of columns, numbers, dates outside the exercise, lettering (`domain.md` §3.2).
 * A file of millions of lines is never held: `app/commands/stage-ledger-file.ts` scans it in the same way and asks the database the rest.
 */
export function readFec(bytes: Uint8Array, exercise?: Pick<Exercise, "firstDay" | "lastDay">, choices?: ReadingChoices): FecReading {
  const faults = new FecFaults();
  const survey = surveyOf(bytes);
  const lines: FecLine[] = [];
  const scan = new FecScan({ survey, faults, exercise, choices, onLine: (line) => lines.push(line) });
  const charset = choices?.charset ?? lawfulCharset(survey.charset);
  scan.push(new TextDecoder(charset).decode(bytes));
  scan.finish();
  const entries = groupEntries(lines, faults);
  const { header, coherence } = scan;
  return {
    summary: summaryOf(scan, charset, entries.length),
    header,
    lines,
    entries,
    matchings: groupMatchings(lines, faults),
    codes: coherence.codes(),
    opened: coherence.opened(),
    faults,
  };
}

/** Without a choice, what is not UTF-8 is read as the law's 8-bit set: letters of Windows-1252 are told there, not read. */
export function lawfulCharset(charset: FileCharset): FileCharset {
  return charset === "utf-8" ? charset : "iso-8859-15";
}

export function summaryOf({ header, coherence }: FecScan, charset: FileCharset, entries: number): FecSummary {
  const { journals, accounts, parties } = coherence.codes();
  const totals = coherence.totals();
  const { lines, debit, credit } = coherence.total;
  const given = (codes: readonly { code: string }[]) => codes.filter(({ code }) => code !== "").length;
  return {
    charset,
    separator: header?.separator ?? null,
    lines,
    entries,
    debit,
    credit,
    accounts: given(accounts),
    journals: given(journals),
    parties: given(parties),
    byJournal: totals.journals,
    byMonth: totals.months,
  };
}

/** `tolerate` admits what does not touch the books, and nothing else: `fault` rules refuse the file all the same. */
export function reportOf({ summary, faults }: Pick<FecReading, "summary" | "faults">, { tolerate }: { tolerate: boolean }): FecReport {
  const rules = faults.counts();
  const refused = rules.some(({ severity }) => severity === "fault" || (severity === "tolerable" && !tolerate));
  const tolerated = refused ? [] : rules.filter(({ severity }) => severity === "tolerable").map(({ rule }) => rule);
  return { ...summary, rules, faults: faults.all(), admitted: !refused, tolerated };
}
