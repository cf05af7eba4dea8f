import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { rebuildBalances } from "#app/commands/rebuild-balances.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { anchorLedger } from "#app/commands/take-anchors.ts";
import { translatorFor } from "#app/messages/index.ts";
import { anchorFileOf } from "#db/anchor-file.ts";
import { type CheckName, type CheckResult, checkNames, runChecks } from "#db/check.ts";
import { Database } from "#db/client.ts";
import { faultValues, type LedgerFault, verifyLedger } from "#db/verify.ts";
import { organisationNamed } from "./connection.ts";
import type { CliCommand } from "./ledger.ts";
import { oneOf, readOptions } from "./options.ts";
import { wordsOf } from "./refusal-words.ts";
import { Impossible, type Terminal } from "./terminal.ts";

/** A verification reads everything in one snapshot: each of its statements may take long. */
const patience = { connections: 1, statementTimeoutMs: 3_600_000 };

/** Exit 0 and one line when all agrees; else 1, each fault in the order of exercises, journals and numbers, the first one named last. */
export const ledgerVerify: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["anchor"], flags: ["json"] }, terminal);
  const file = given.texts.anchor;
  const content = file === undefined ? undefined : contentOf(file, terminal);
  return async ({ access, database }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const anchorFile = content === undefined ? undefined : { organisation: organisation.slug, content };
    // The verifier has the rights of a reader, and no other.
    const reader = new Database(access.reader, patience);
    try {
      const { faults, ...counts } = await reader.read(organisation, (db) => verifyLedger(db, { anchorFile }));
      const { entries, lines, postings, anchors } = counts;
      if (counts.faultCount === 0) {
        terminal.result(terminal.say("verified", { entries, lines, postings, anchors }));
        return 0;
      }
      terminal.result(faults.map((fault) => (given.flags.has("json") ? asJson(fault) : sentenceOf(fault, terminal))).join("\n"));
      terminal.message(terminal.say("verificationFailed", { count: counts.faultCount, entries }));
      const [first] = faults;
      if (first) terminal.message(terminal.say("firstFault", { fault: sentenceOf(first, terminal) }));
      return 1;
    } finally {
      await reader.close();
    }
  };
};

/** Anchors what has moved, and brings the file up to it. */
export const ledgerAnchor: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["out"] }, terminal);
  return async ({ database, anchorDir }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const file = given.texts.out === undefined ? anchorFileOf(anchorDir, organisation.slug) : path.resolve(given.texts.out);
    const written = await anchorLedger(database, organisation, { reason: "hand", file });
    terminal.message(terminal.say("anchored", { added: written.added, last: String(written.last) }));
    terminal.result(written.file);
    return 0;
  };
};

/** Silent and 0 when well; else 1 and each fault under its check. */
export const checkLedger: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["only"], flags: ["json", "list"] }, terminal);
  const only = given.texts.only?.split(",").map((name) => oneOf(name.trim(), "only", checkNames, terminal));
  return async ({ access, database }) => {
    if (given.flags.has("list")) {
      const words = translatorFor(terminal.locale, "proof");
      terminal.result(checkNames.map((name) => `${name}\t${words(`check.${name}`)}`).join("\n"));
      return 0;
    }
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const reader = new Database(access.reader, patience);
    try {
      const results = await reader.read(organisation, (db) => runChecks(db, { only }));
      const failed = results.filter(({ faultCount }) => faultCount > 0);
      if (given.flags.has("json")) terminal.result(asJson(results));
      else if (failed.length > 0) terminal.result(failed.flatMap((result) => linesOf(result, terminal)).join("\n"));
      return failed.length > 0 ? 1 : 0;
    } finally {
      await reader.close();
    }
  };
};

/** Writes maintained balances anew where they drifted from the lines; an act of the system, with its audit. */
export const ledgerRebuildBalances: CliCommand = (args, terminal) => {
  const given = readOptions(args, { flags: ["dry-run"] }, terminal);
  return async ({ database, today }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const balances: CheckName[] = [
      "account-balances",
      "journal-balances",
      "party-balances",
      "unit-balances",
      "stage-positions",
      "sheet-totals",
    ];
    const drifted = (await database.read(organisation, (db) => runChecks(db, { only: balances }))).filter(
      ({ faultCount }) => faultCount > 0,
    );
    if (drifted.length === 0) {
      terminal.message(terminal.say("balancesSound"));
      return 0;
    }
    terminal.result(drifted.flatMap((result) => linesOf(result, terminal)).join("\n"));
    if (given.flags.has("dry-run")) return 1;
    const rebuilt = await rebuildBalances(await systemContext(database, organisation, today));
    if (!rebuilt.ok) throw new Impossible(wordsOf(rebuilt.refusal, terminal));
    terminal.message(terminal.say("balancesRebuilt", { count: rebuilt.value.rows }));
    return 0;
  };
};

function linesOf({ name, faultCount, faults }: CheckResult, { locale, say }: Terminal): string[] {
  const words = translatorFor(locale, "proof");
  const more = faultCount > faults.length ? [say("report.more", { count: faultCount - faults.length })] : [];
  const places = faults.map(
    ({ place, expected, found }) => `  ${words("difference", { place, expected: `${expected}`, found: `${found}` })}`,
  );
  return [say("failedCheck", { name, words: words(`check.${name}`) }), ...places, ...more];
}

function sentenceOf(fault: LedgerFault, { locale }: Terminal): string {
  return translatorFor(locale, "proof")(`fault.${fault.kind}`, faultValues(fault) as never);
}

function asJson(value: unknown): string {
  return JSON.stringify(value, (_name, field) => (typeof field === "bigint" ? field.toString() : field));
}

function contentOf(file: string, { say }: Terminal): string {
  if (!existsSync(file)) throw new Impossible(say("unreadableFile", { file, code: "ENOENT" }));
  return readFileSync(file, "utf8");
}
