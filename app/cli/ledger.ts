import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { importLedger } from "#app/commands/import-ledger.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { csvText, exchangeFormat } from "#app/domain/csv.ts";
import { fecFileName } from "#app/domain/fec/exercise.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { readFec } from "#app/domain/fec/reading.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { type TrialBalance, trialBalance } from "#app/domain/ledger/trial-balance.ts";
import { formatDecimal } from "#app/domain/money.ts";
import type { Db, Organisation } from "#db/client.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import { exerciseNamed } from "#db/queries/ledger/exercise.ts";
import { trialBalanceLines } from "#db/queries/ledger/trial-balance.ts";
import { type Connection, organisationNamed } from "./connection.ts";
import { importReport } from "./import-report.ts";
import { exerciseOption, oneOf, readOptions, requiredText, yearOption } from "./options.ts";
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

export const ledgerExport: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["year", "format", "out"] }, terminal);
  const year = yearOption(given, terminal);
  oneOf(requiredText(given, "format", terminal), "format", ["fec"], terminal);
  const folder = path.resolve(requiredText(given, "out", terminal));
  return async ({ database }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const exported = await database.read(organisation, async (db) => {
      const exercise = await exerciseOf(db, year, organisation, terminal);
      const chunks: Uint8Array[] = [];
      const asked = { fiscalYear: year, variant: usualVariant, latin9: new Latin9Writer() };
      for await (const { bytes } of flatFec(db, asked)) chunks.push(bytes);
      return { exercise, chunks };
    });
    if (exported.chunks.length === 1) throw new Impossible(terminal.say("exportEmpty", { year: String(year) }));
    const content = Buffer.concat(exported.chunks);
    // Checked before it leaves, by the reader of every file: what the sources bear is said.
    const rules = readFec(content, exported.exercise)
      .faults.counts()
      .filter(({ severity }) => severity !== "notice");
    if (rules.length > 0) {
      terminal.message(terminal.say("exportFaults", { rules: rules.map(({ rule, count }) => `${rule} ${count}`).join(", ") }));
    }
    terminal.result(written(folder, fecFileName(organisation.siren, exported.exercise.lastDay), content, terminal));
    return 0;
  };
};

async function exerciseOf(db: Db, year: number, { slug }: Organisation, { say }: Terminal) {
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

function readable(file: string, { say }: Terminal): { file: Uint8Array; fileName: string } {
  try {
    return { file: readFileSync(file), fileName: path.basename(file) };
  } catch (error) {
    throw new Impossible(say("unreadableFile", { file, code: codeOf(error) }));
  }
}

/** Whole or not at all: under another name first. */
function written(folder: string, name: string, content: Uint8Array, { say }: Terminal): string {
  const target = path.join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${target}.part`, content);
    renameSync(`${target}.part`, target);
  } catch (error) {
    throw new Impossible(say("unwritableFolder", { folder, code: codeOf(error) }));
  }
  return target;
}

/** The code of a failure of the file system; anything else is not one, and goes on. */
function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error) return error.code;
  throw error;
}
