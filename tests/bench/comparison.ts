import { randomUUID } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { usualVariant } from "#app/domain/fec/variant.ts";
import { FileKeeper } from "#db/queries/file.ts";
import type { ExportRow } from "#db/queries/ledger/exports.ts";
import type { SmallOrganisation } from "#tests/support/small-organisation.ts";
import { measureApart } from "./apart.ts";
import { type FecFileOptions, writeFecFile } from "./fec-file.ts";
import { atMost, type BenchResult } from "./report.ts";

const relabelled = 100;

/** Two kept FEC of half of the lines each, of which one entry in a hundred bears another label: the file of every line that differs. */
export async function* comparison(books: SmallOrganisation, lines: number): AsyncGenerator<BenchResult, void> {
  const pair = {
    before: await keptFec(books, { lines: lines / 2, year: 2025 }),
    after: await keptFec(books, { lines: lines / 2, year: 2025, relabelled }),
  };
  const ours = await measureApart("comparison", books, { pair: JSON.stringify(pair) });
  const count = pair.before.lines + pair.after.lines;
  const work = `comparison of ${count} lines, ${ours.count} written`;
  yield* [
    atMost(1, { work, value: ours.seconds, unit: "s", limit: (60 * count) / 1_000_000 }),
    atMost(1, { work: `${work}, memory`, value: ours.peakMegabytes, unit: "MB", limit: 300 }),
  ];
}

/** A made FEC among the kept files, as the register of exports would tell it. */
async function keptFec(books: SmallOrganisation, options: FecFileOptions): Promise<ExportRow> {
  const folder = mkdtempSync(path.join(tmpdir(), "enveloppe-bench-"));
  const file = path.join(folder, "made.txt");
  try {
    const { lines, entries } = await writeFecFile(file, options);
    const id = randomUUID();
    const { actor } = await books.system();
    const kept = await books.database.write(books.organisation, async (db) => {
      const keeper = new FileKeeper(db, id);
      for await (const bytes of createReadStream(file)) await keeper.write(bytes as Uint8Array);
      return await keeper.finish({ id, purpose: "ledgerExport", name: "made.txt", mediaType: "text/plain", author: actor.id, detail: {} });
    });
    return {
      ...{ ...kept, kind: "fec", format: "flat", variant: usualVariant, lines, entries, verdict: null },
      ...{ closingNumber: null, descriptionId: null, author: "", at: "2026-06-15T08:00:00Z" },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
