import type { LedgerImportReport } from "#app/commands/examine-ledger-file.ts";
import type { LedgerImport } from "#app/commands/import-ledger.ts";
import type { FecFault, FecRuleCount } from "#app/domain/fec/fault.ts";
import { formatDecimal } from "#app/domain/money.ts";
import type { Terminal } from "./terminal.ts";

/** The report of an import as text: what was read, each rule with its count and first lines, what is missing, what was done. */
export function importReport({ report, result }: LedgerImport, terminal: Terminal): string {
  const { say } = terminal;
  const lines = [
    ...headOf(report, terminal),
    ...report.rules.flatMap((rule) => ruleLines(rule, report, terminal)),
    ...missingLines(report, terminal),
  ];
  if (report.tolerated.length > 0) lines.push(say("report.tolerated", { rules: report.tolerated.join(", ") }));
  if (result.ok && result.value === null) lines.push(say("report.dryRun"));
  if (result.ok && result.value !== null) {
    const { entries, lines: count, matchings, fiscalYear } = result.value;
    lines.push(
      say("report.imported", { entries: String(entries), lines: String(count), matchings: String(matchings), year: String(fiscalYear) }),
    );
  }
  return lines.join("\n");
}

function headOf(report: LedgerImportReport, { say }: Terminal): string[] {
  const { fileName, sha256, exercise, lines, entries, journals, accounts, parties, debit, credit } = report;
  const counts = Object.entries({ lines, entries, journals, accounts, parties }).map(([name, count]) => [name, String(count)]);
  return [
    say("report.file", { name: fileName, sha256 }),
    exercise ? say("report.exercise", { ...exercise, year: String(exercise.year) }) : say("report.noExercise"),
    say("report.read", Object.fromEntries(counts)),
    say("report.totals", { debit: formatDecimal(debit), credit: formatDecimal(credit) }),
  ];
}

function ruleLines({ rule, severity, count, first }: FecRuleCount, { tolerated }: LedgerImportReport, terminal: Terminal): string[] {
  const { say } = terminal;
  const verdict = tolerated.includes(rule) ? "tolerated" : severity;
  const lines = [
    say("report.rule", { severity: say(`report.severity.${verdict}`), rule, count: String(count) }),
    ...first.map((fault) => faultLine(fault, terminal)),
  ];
  if (count > first.length) lines.push(say("report.more", { count: String(count - first.length) }));
  return lines;
}

function faultLine({ rule, line, column, value, expected }: FecFault, { say, sayRule }: Terminal): string {
  const words = sayRule(`rules.${rule}`, { value, expected });
  if (line === 0) return say("report.wholeFile", { words });
  return say("report.fault", { line: String(line), column: column === null ? "" : `, ${column}`, words });
}

/** The whole list: a person confirms what is created after having read it. */
function missingLines({ missing }: LedgerImportReport, { say }: Terminal): string[] {
  const { exercise, journals, accounts, parties } = missing;
  if (!exercise && journals.length + accounts.length + parties.length === 0) return [];
  const list = (codes: readonly { code: string; label: string }[]) => codes.map(({ code, label }) => `${code} ${label}`).join(" · ");
  return [
    say("report.toCreate", {
      exercise: exercise ? "yes" : "no",
      journals: String(journals.length),
      accounts: String(accounts.length),
      parties: String(parties.length),
    }),
    ...(journals.length > 0 ? [say("report.journals", { list: list(journals) })] : []),
    ...(accounts.length > 0 ? [say("report.accounts", { list: list(accounts) })] : []),
    ...(parties.length > 0 ? [say("report.parties", { list: list(parties) })] : []),
  ];
}
