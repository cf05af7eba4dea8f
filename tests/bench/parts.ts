import { createHash } from "node:crypto";
import { Latin9Writer } from "#app/domain/fec/latin9.ts";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { Database } from "#db/client.ts";
import { flatFec } from "#db/queries/fec-file.ts";
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
