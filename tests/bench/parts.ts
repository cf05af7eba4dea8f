import { createHash } from "node:crypto";
import path from "node:path";
import { importLedger } from "#app/commands/import-ledger.ts";
import { sourceOfPath } from "#app/commands/ledger-source.ts";
import { systemContext } from "#app/commands/system-context.ts";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { Database } from "#db/client.ts";
import { accessOf } from "#db/queries/access.ts";
import { flatFec } from "#db/queries/fec-file.ts";
import type { ExportPair } from "#db/queries/ledger/export-comparison.ts";
import { allowLongWork } from "#db/queries/ledger/exports.ts";
import { verifyLedger } from "#db/verify.ts";
import type { PartMeasure, PartPlace } from "./apart.ts";
import { libraryWorkbook, ourWorkbook } from "./workbook.ts";

/** The parts that `measureApart` runs: each does its work once and says how much of it there was. */
interface Given {
  readonly place: PartPlace;
  readonly options: Readonly<Record<string, string | number>>;
}

const hour = 3_600_000;

const parts: Readonly<Record<string, (given: Given) => Promise<number>>> = {
  /** The FEC of the year, its digest taken on the way as an export takes it, its bytes let go. */
  "fec-export": async ({ place, options }) => {
    const database = new Database(place.access.app, { connections: 1, statementTimeoutMs: hour });
    const hash = createHash("sha256");
    let lines = 0;
    await database.read(place.organisation, async (db) => {
      await allowLongWork(db);
      const asked = { fiscalYear: Number(options["fiscalYear"]), variant: usualVariant, latin9: new Latin9Writer() };
      for await (const chunk of flatFec(db, asked)) {
        hash.update(chunk.bytes);
        lines += chunk.lines;
      }
    });
    hash.digest();
    await database.close();
    return lines;
  },

  /** A made FEC, from its file to the posted books: accounts, journals and parties are created on the way. */
  "fec-import": async ({ place, options }) => {
    const database = new Database(place.access.app, { connections: 2, statementTimeoutMs: hour });
    const context = await systemContext(database, place.organisation, "2026-06-15");
    const file = String(options["file"]);
    const imported = await importLedger(context, {
      file: sourceOfPath(file),
      fileName: path.basename(file),
      createAccounts: true,
      tolerate: false,
      dryRun: false,
    });
    await database.close();
    if (!imported.result.ok) throw new Error(`refused: ${imported.result.refusal.kind}`);
    return imported.report.lines;
  },

  /** Every line that two kept FEC do not say alike, as the file that a person takes. */
  comparison: async ({ place, options }) => {
    // Read here: words and the drawing of papers would weigh on the memory of every other part.
    const { snapshotRows, tableFileBytes } = await import("#app/http/table-file.ts");
    const { differenceFile, differenceRows } = await import("#app/routes/ledger/export-comparison/difference-file.ts");
    const database = new Database(place.access.app, { connections: 1, statementTimeoutMs: hour });
    const pair = JSON.parse(String(options["pair"])) as ExportPair;
    const rows = snapshotRows(database, place.organisation, (db) => differenceRows(db, pair, "fr"));
    const file = { ...differenceFile("fr", 2025, pair), rows };
    let lines = 0;
    const taken = { by: "C. Martin", at: "15/06/2026 10:00", from: "/" };
    for await (const bytes of tableFileBytes(file, "csv", taken)) lines += Buffer.from(bytes).toString("latin1").split("\n").length - 1;
    await database.close();
    return lines;
  },

  /** Every digest and link of the books, as the reader that may do nothing else. */
  verification: async ({ place }) => {
    const database = new Database(place.access.reader, { connections: 1, statementTimeoutMs: hour });
    const report = await database.read(place.organisation, (db) => verifyLedger(db));
    await database.close();
    if (report.faultCount > 0) throw new Error(`${report.faultCount} faults were found`);
    return report.lines;
  },

  /** A file given to the sheet of a unit, from its bytes to the committed cells. */
  "sheet-import": async ({ place, options }) => {
    const { appliedFile, previewedFile } = await import("./import-flow.ts");
    const database = new Database(place.access.app, { connections: 2, statementTimeoutMs: hour });
    const { organisation } = place;
    const id = BigInt(String(options["userId"]));
    const access = await database.read(organisation, (db) => accessOf(db, id, "2026-06-15"));
    const context = { database, organisation, actor: { id, login: "head", access }, key: "", today: "2026-06-15" };
    const file = { name: "banc.xlsx", bytes: new Uint8Array(Buffer.from(String(options["bytes"]), "base64")) };
    const written = await appliedFile(context, await previewedFile(context, String(options["campaignId"]), file));
    await database.close();
    return written;
  },

  workbook: async ({ options }) => (await ourWorkbook(Number(options["rows"]))).rows,
  "workbook-of-library": async ({ options }) => (await libraryWorkbook(Number(options["rows"]))).rows,
};

const given = JSON.parse(await read(process.stdin)) as Given;
const part = parts[process.argv[2] ?? ""];
if (!part) throw new Error(`There is no part ${process.argv[2]}.`);
const begun = performance.now();
const count = await part(given);
const seconds = (performance.now() - begun) / 1000;
// maxRSS is in kibibytes.
const measure: PartMeasure = { seconds, count, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) };
process.stdout.write(JSON.stringify(measure));

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}
