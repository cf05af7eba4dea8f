import { createWriteStream, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportLedger } from "#app/commands/export-ledger.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { type FecVariant, fecCharsets, fecDirections, fecLineEnds, fecSeparators, usualVariant } from "#app/domain/fec/variant.ts";
import type { LedgerExportRequest } from "#app/domain/ledger/ledger-export.ts";
import { ledgerWriter } from "#app/http/ledger-file.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import type { Database, Organisation } from "#db/client.ts";
import { fileContent } from "#db/queries/file.ts";
import { type ExportRow, exportNamed } from "#db/queries/ledger/exports.ts";
import { organisationNamed } from "./connection.ts";
import { type CliCommand, codeOf, exerciseOf } from "./ledger.ts";
import { type Given, oneOf, readOptions, requiredText, yearOption } from "./options.ts";
import { wordsOf } from "./refusal-words.ts";
import { Impossible, type Terminal, WrongUse } from "./terminal.ts";

const formats = ["fec", "fec-xml", "csv", "xlsx"] as const;
const flatOptions = ["separator", "charset", "line-end"] as const;

/** Makes an export as the page does, kept and entered into the register, and writes its bytes into a folder. */
export const ledgerExport: CliCommand = (args, terminal) => {
  const given = readOptions(args, { texts: ["year", "format", "out", "direction", ...flatOptions] }, terminal);
  const request = requestOf(given, terminal);
  const folder = path.resolve(requiredText(given, "out", terminal));
  return async ({ database, today }) => {
    const organisation = await organisationNamed(database, given.organisation, terminal);
    const { fiscalYear } = request;
    const { lastDay } = await database.read(organisation, (db) => exerciseOf(db, fiscalYear, organisation, terminal));
    const context = await systemContext(database, organisation, today);
    const { name, siren } = organisation;
    const at = formatInstant(new Date().toISOString());
    const subject = { lastDay, organisation: name, siren, locale: terminal.locale, by: "Enveloppe", at, from: "enveloppe" };
    const made = await exportLedger(context, request, ledgerWriter(request, subject));
    if (!made.ok) throw new Impossible(terminal.say("refused", { why: wordsOf(made.refusal, terminal) }));
    const kept = await database.read(organisation, (db) => exportNamed(db, fiscalYear, made.value.fileId));
    if (!kept) throw new Error("an export that was just kept is not there");
    const files = [
      kept,
      ...(kept.descriptionId === null ? [] : [{ id: kept.descriptionId, name: `${path.parse(kept.name).name}_description.txt` }]),
    ];
    for (const file of files) terminal.result(await written({ database, organisation, folder, terminal }, file));
    sayVerdict(kept, terminal);
    return 0;
  };
};

function requestOf(given: Given, terminal: Terminal): LedgerExportRequest {
  const fiscalYear = yearOption(given, terminal);
  const format = oneOf(requiredText(given, "format", terminal), "format", formats, terminal);
  const unused = format === "fec" ? [] : format === "fec-xml" ? flatOptions : ([...flatOptions, "direction"] as const);
  const stray = unused.find((option) => given.texts[option] !== undefined);
  if (stray !== undefined) throw new WrongUse(terminal.say("optionOfOtherFormat", { option: stray, format }));
  if (format === "csv" || format === "xlsx") return { fiscalYear, kind: "generalLedger", format };
  return { fiscalYear, kind: "fec", variant: variantOf(given, format, terminal) };
}

function variantOf({ texts }: Given, format: "fec" | "fec-xml", terminal: Terminal): FecVariant {
  const direction = oneOf(texts.direction ?? usualVariant.direction, "direction", fecDirections, terminal);
  if (format === "fec-xml") return { format: "xml", direction };
  return {
    format: "flat",
    direction,
    separator: oneOf(texts.separator ?? usualVariant.separator, "separator", fecSeparators, terminal),
    charset: oneOf(texts.charset ?? usualVariant.charset, "charset", fecCharsets, terminal),
    lineEnd: oneOf(texts["line-end"] ?? usualVariant.lineEnd, "line-end", fecLineEnds, terminal),
  };
}

/** What the file bears of its sources, and letters that its charset lacks, are said; neither holds the file back. */
function sayVerdict({ verdict, entries }: ExportRow, { say, message }: Terminal): void {
  if (verdict !== null) message(say("exportVerdict", { verdict, entries: entries ?? 0 }));
}

interface Place {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly folder: string;
  readonly terminal: Terminal;
}

/** Whole or not at all: under another name first. */
async function written({ database, organisation, folder, terminal }: Place, { id, name }: { id: string; name: string }): Promise<string> {
  const target = path.join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    await database.read(organisation, (db) => pipeline(Readable.from(fileContent(db, id)), createWriteStream(`${target}.part`)));
    renameSync(`${target}.part`, target);
  } catch (error) {
    rmSync(`${target}.part`, { force: true });
    throw new Impossible(terminal.say("unwritableFolder", { folder, code: codeOf(error) }));
  }
  return target;
}
