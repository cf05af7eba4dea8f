import type { ExtractReport } from "#app/commands/check-extract.ts";
import { bookOf } from "#app/commands/keep-sheet-import.ts";
import { fromStored } from "#app/commands/stored-value.ts";
import { columnNames, columnsFor, type ExtractChoices, headOf, sheetOf } from "#app/domain/chorus/choices.ts";
import type { ExtractField } from "#app/domain/chorus/kind.ts";
import { cellText, type FileBook } from "#app/domain/forecast/import/book.ts";
import { filledSheets } from "#app/domain/forecast/import/mapping.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import type { Db } from "#db/client.ts";
import { bookOfImport, type ChorusImport, chorusImportById, postedWithBytes, rememberedChoices } from "#db/queries/chorus/import.ts";

const sampleRows = 8;

/** How an extract is written, as far as its page shows it. */
export interface ShownReading {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly head: number;
  readonly names: readonly string[];
  /** The first rows under the heads, as texts. */
  readonly sample: readonly (readonly string[])[];
  readonly columns: Readonly<Partial<Record<ExtractField, string>>>;
  readonly charset: string | null;
  readonly separator: string | null;
  readonly mojibake: boolean;
}

/** An extract that exists, or the page of one that does not. */
export async function extractAt(db: Db, { params, notFound }: Pick<LoaderScene, "params" | "notFound">): Promise<ChorusImport> {
  const id = params["import"] ?? "";
  const kept = await chorusImportById(db, id);
  if (!kept) throw notFound("file", id);
  return kept;
}

/** An extract with how it is read and what its check found; the reading is left out once it is imported. */
export async function loadExtract(scene: LoaderScene) {
  const { db } = scene;
  const { report, choices, ...kept } = await extractAt(db, scene);
  const chosen = choices as ExtractChoices;
  const remembered = kept.checkedAt === null ? await rememberedChoices(db, kept.kind, kept.site) : undefined;
  const again =
    kept.state === "waiting" ? await postedWithBytes(db, { kind: kept.kind, sha256: Buffer.from(kept.sha256, "hex") }) : undefined;
  return {
    kept,
    choices: chosen,
    report: report === null ? null : (fromStored(report) as ExtractReport),
    remembered: remembered ? { by: remembered.by, at: remembered.at } : null,
    again: again ? { id: again.id, by: again.postedBy ?? "", at: again.postedAt } : null,
    reading: kept.state === "waiting" ? readingOf(bookOf({ book: await bookOfImport(db, kept.id) }), kept, chosen) : null,
  };
}

function readingOf(book: FileBook, { kind }: Pick<ChorusImport, "kind">, choices: ExtractChoices): ShownReading {
  const index = sheetOf(book, choices);
  const sheet = book.sheets[index] ?? {
    name: "",
    rows: [],
    isHidden: false,
    hiddenRows: [],
    hiddenColumns: [],
    isFiltered: false,
    merged: [],
  };
  const head = headOf(sheet, kind, choices);
  const names = columnNames(sheet, head);
  const columns = Object.fromEntries([...columnsFor(kind, names, choices)].map(([field, column]) => [field, names[column] ?? ""]));
  return {
    sheets: filledSheets(book).map((own) => book.sheets[own]?.name ?? ""),
    ...{ sheet: sheet.name, head, names, columns },
    sample: sheet.rows.slice(head, head + sampleRows).map((row) => names.map((_, column) => cellText(row[column] ?? null).slice(0, 60))),
    charset: book.charset ?? null,
    separator: book.separator ?? null,
    mojibake: book.mojibake === true,
  };
}
