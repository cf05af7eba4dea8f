import path from "node:path";
import { importLedger } from "#app/commands/import-ledger.ts";
import { type LedgerSource, sourceOfPath } from "#app/commands/ledger-source.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { csvText, exchangeFormat } from "#app/domain/csv.ts";
import { type TrialBalance, trialBalance } from "#app/domain/ledger/trial-balance.ts";
import { formatDecimal } from "#app/domain/money.ts";
import type { Db, Organisation } from "#db/client.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { type Connection, organisationNamed } from "./connection.ts";
import { importReport } from "./import-report.ts";
import { exerciseOption, oneOf, readOptions, yearOption } from "./options.ts";
import { wordsOf } from "./refusal-words.ts";
import { type ExitCode, Impossible, type Terminal } from "./terminal.ts";

/** A command of the command line: options are read before anything connects. */
export type CliCommand = (args: readonly string[], terminal: Terminal) => (connection: Connection) => Promise<ExitCode>;

export const ledgerImport: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["exercise"], flags: ["dry-run", "create-accounts", "tolerate"], words: ["FICHIER"] }, terminal);
  const exercise = exerciseOption(given, terminal);
  const file = readable(given.words[0] ?? "", terminal);
  return async ({ database, today }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const context = await systemContext(database, organisation, today);
    const { flags } = given;
    const imported = await importLedger(context, {
      ...file,
      exercise,
      dryRun: flags.has("dry-run"),
      createAccounts: flags.has("create-accounts"),
      tolerate: flags.has("tolerate"),
    });
    terminal.result(importReport(imported, terminal));
    if (imported.result.ok) return 0;
    terminal.message(terminal.say("refused", { why: wordsOf(imported.result.refusal, terminal) }));
    return 1;
  };
};

export const ledgerTrialBalance: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["year", "format"] }, terminal);
  const year = yearOption(given, terminal);
  const format = oneOf(given.texts.format ?? "csv", "format", ["csv", "json"], terminal);
  return async ({ database }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const balance = await database.read(organisation, async (db) => {
      await exerciseOf(db, year, organisation, terminal);
      const lines = await trialBalanceLines(db, year);
      return trialBalance(
        lines.map(({ account, label, openingDebit, openingCredit, movementDebit, movementCredit }) => {
          return { account, label, debit: openingDebit + movementDebit, credit: openingCredit + movementCredit };
        }),
      );
    });
    terminal.result(format === "csv" ? balanceCsv(balance) : balanceJson(balance, organisation, year));
    return 0;
  };
};

export async function exerciseOf(db: Db, year: number, { slug }: Organisation, { say }: Terminal) {
  const exercise = await exerciseNamed(db, year);
  if (!exercise) throw new Impossible(say("unknownYear", { year: String(year), slug }));
  return exercise;
}

function balanceCsv({ rows }: TrialBalance): string {
  const amount = (cents: bigint) => ({ amount: formatDecimal(cents) });
  const cells = rows.map((row) => [row.account, row.label, amount(row.debit), amount(row.credit), amount(row.balance)]);
  return csvText([["account", "label", "debit", "credit", "balance"], ...cells], exchangeFormat);
}

/** Amounts as decimal text: a JSON number is a float for most readers. */
function balanceJson({ rows, total }: TrialBalance, { slug }: Organisation, year: number): string {
  const inEuros = (_name: string, value: unknown) => (typeof value === "bigint" ? formatDecimal(value) : value);
  return JSON.stringify({ organisation: slug, year, rows, total }, inEuros, 2);
}

function readable(file: string, { say }: Terminal): { file: LedgerSource; fileName: string } {
  try {
    return { file: sourceOfPath(file), fileName: path.basename(file) };
  } catch (error) {
    throw new Impossible(say("unreadableFile", { file, code: codeOf(error) }));
  }
}

/** The code of a failure of the file system; anything else is not one, and goes on. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error) return error.code;
  throw error;
}
