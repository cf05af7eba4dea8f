import { randomUUID } from "node:crypto";
import { fecDescription } from "#app/domain/fec/description.ts";
import { type ExaminedFec, FecExamination, type FecExpectation } from "#app/domain/fec/examination/examination.ts";
import { fecFileName } from "#app/domain/fec/exercise.ts";
import type { Transliteration } from "#app/domain/fec/latin9.ts";
import type { FecVariant } from "#app/domain/fec/variant.ts";
import type { Db, Organisation } from "#db/client.ts";
import { FileKeeper, fileContent, type KeptFile } from "#db/queries/file.ts";
import type { CheckedFec } from "#db/queries/ledger/exports.ts";

/** What the snapshot of the books said of the file that was written from it. */
export interface WrittenFec {
  readonly exercise: { readonly firstDay: string; readonly lastDay: string };
  readonly accounts: NonNullable<FecExpectation["accounts"]>;
  readonly journals: readonly { readonly code: string; readonly label: string }[];
}

interface FecToCheck extends WrittenFec {
  readonly organisation: Organisation;
  readonly author: bigint;
  readonly file: KeptFile;
  readonly variant: FecVariant;
  readonly replaced: readonly Transliteration[];
  readonly signal?: AbortSignal | undefined;
  /** Called with the lines that were read back so far. */
  readonly onRead?: ((lines: number) => void) | undefined;
}

/** Reads the bytes that were kept back, judges them, and keeps the description that goes with them, in the transaction of the export. */
export async function checkExportedFec(db: Db, given: FecToCheck): Promise<CheckedFec> {
  const examined = await examine(db, given);
  const descriptionId = await keepDescription(db, given, examined);
  const { entries, debit, credit, verdict, findings } = examined;
  return { entries, debit, credit, verdict, findings, replaced: given.replaced, descriptionId };
}

async function examine(db: Db, { organisation, file, variant, exercise, accounts, signal, onRead }: FecToCheck): Promise<ExaminedFec> {
  const expected = { name: file.name, siren: organisation.siren, ...exercise, accounts };
  const examination = new FecExamination({ variant, expected });
  for await (const bytes of fileContent(db, file.id)) {
    signal?.throwIfAborted();
    examination.push(bytes);
    onRead?.(examination.lines);
  }
  return examination.finish();
}

async function keepDescription(
  db: Db,
  { organisation, author, file, variant, exercise, journals, replaced }: FecToCheck,
  { lines, entries, debit, credit }: ExaminedFec,
): Promise<string> {
  const { name, siren } = organisation;
  const text = fecDescription({
    ...file,
    organisation: name,
    siren,
    ...exercise,
    variant,
    lines,
    entries,
    debit,
    credit,
    journals,
    replaced,
  });
  const id = randomUUID();
  const keeper = new FileKeeper(db, id);
  await keeper.write(Buffer.from(text, "utf8"));
  const described = fecFileName(siren, exercise.lastDay, "description");
  const detail = { describes: file.id };
  await keeper.finish({ id, purpose: "ledgerExport", name: described, mediaType: "text/plain; charset=utf-8", author, detail });
  return id;
}
