import { isLocale } from "#app/messages/locale.ts";
import { sentenceOf } from "#app/server/sentence.ts";
import { type Connection, connect } from "./connection.ts";
import { type CliCommand, ledgerImport, ledgerTrialBalance } from "./ledger.ts";
import { ledgerExport } from "./ledger-export.ts";
import { migrateAll, organisationCreate } from "./organisation.ts";
import { checkLedger, ledgerAnchor, ledgerRebuildBalances, ledgerVerify } from "./proof.ts";
import { type ExitCode, Impossible, type Streams, type Terminal, terminalIn, WrongUse } from "./terminal.ts";

const commands: Readonly<Record<string, CliCommand>> = {
  migrate: migrateAll,
  "organisation create": organisationCreate,
  "ledger import": ledgerImport,
  "ledger trial-balance": ledgerTrialBalance,
  "ledger export": ledgerExport,
  "ledger verify": ledgerVerify,
  "ledger anchor": ledgerAnchor,
  "ledger rebuild-balances": ledgerRebuildBalances,
  check: checkLedger,
};

/** Runs one command. 0: done; 1: refused, and why is on standard error; 2: not understood. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const terminal = terminalIn(localeOf(args), streams);
  try {
    return await runCommand(args, terminal);
  } catch (error) {
    if (error instanceof WrongUse) {
      terminal.message(error.message);
      return 2;
    }
    terminal.message(error instanceof Impossible ? error.message : sentenceOf(error));
    return 1;
  }
}

async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const words = args.slice(0, args[0] === "migrate" || args[0] === "check" ? 1 : 2);
  if (args[0] === "help" || args.includes("--help")) {
    terminal.result(terminal.say("usage"));
    return 0;
  }
  const command = commands[words.join(" ")];
  if (!command)
    throw new WrongUse(args.length === 0 ? terminal.say("usage") : terminal.say("unknownCommand", { command: words.join(" ") }));
  const work = command(args.slice(words.length), terminal);
  const connection = await connect();
  const settled = closeOnSignal(connection);
  try {
    return await work(connection);
  } finally {
    settled();
    await connection.close();
  }
}

/** A command that is interrupted leaves no server behind; PostgreSQL undoes what was not committed. The answer ends the watch. */
function closeOnSignal(connection: Connection): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const end = () => void connection.close().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
}

/** Needed before anything is understood, for what is not understood is said in it too. */
function localeOf(args: readonly string[]): "fr" | "en" {
  const asked = args.find((word) => word.startsWith("--lang="))?.slice("--lang=".length) ?? args[args.indexOf("--lang") + 1];
  return args.some((word) => word.startsWith("--lang")) && asked !== undefined && isLocale(asked) ? asked : "fr";
}
