import { Readable } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { translatorFor } from "#app/messages/index.ts";
import type { Locale } from "#app/messages/locale.ts";
import { formatDay, formatInstant } from "#app/ui/format/calendar.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { refusalPage } from "./guard/asked.ts";
import type { LoaderScene } from "./scene.ts";
import { csvPieces } from "./table-file/csv.ts";
import { type TableColumn, type TableFact, type TableFile, type TableFormat, tableFormats } from "./table-file/description.ts";
import { pdfOf } from "./table-file/pdf.ts";
import { xlsxBytes, xlsxMediaType } from "./xlsx.ts";

export type { MarkedRow, TableColumn, TableFact, TableFile, TableFormat, TableRow, TableValue } from "./table-file/description.ts";
export { snapshotRows } from "./table-file/snapshot-rows.ts";

/** Who takes the file out, when and from which address: added to its facts. */
export interface Taken {
  readonly by: string;
  /** « 31/08/2026 14:02 ». */
  readonly at: string;
  readonly from: string;
}

const mediaTypes = { csv: "text/csv; charset=utf-8", xlsx: xlsxMediaType, pdf: "application/pdf" } as const;

/**
 * The answer of a resource route beside a page (`…/trial-balance/file?format=xlsx&…` with the page's own filters): the table as a file,
 * written as it is read. An unknown format is the 404 of a page; too many rows for paper are refused with the other formats named.
 */
export async function tableFileResponse(scene: LoaderScene, file: TableFile): Promise<Response> {
  const format = formatAsked(scene.url);
  if (!format) throw scene.notFound("file", scene.url.searchParams.get("format") ?? "");
  const taken = takenBy(scene);
  const headers = {
    "Content-Type": mediaTypes[format],
    "Content-Disposition": contentDisposition(`${file.fileName}.${format}`),
    // What is compressed on its way is no longer waited for.
    "Cache-Control": "private, no-store, no-transform",
  };
  if (format !== "pdf") return new Response(streamOf(tableFileBytes(file, format, taken), scene.drained), { headers });
  const pdf = await pdfOf(file, factLines(file, taken).slice(0, -1), footerOf(file.locale, taken));
  if (!pdf.ok) throw refusalPage(pdf.refusal, scene.locale);
  return new Response(new Uint8Array(pdf.value), { headers });
}

/** The bytes of a table, as they are made: for a response, a job or the command line. */
export function tableFileBytes(file: TableFile, format: "csv" | "xlsx", taken: Taken): AsyncIterable<Uint8Array> {
  if (format === "csv") return encoded(csvPieces(file));
  const words = translatorFor(file.locale, "tableFile");
  return xlsxBytes({
    title: file.title,
    facts: factLines(file, taken),
    author: taken.by,
    columns: file.columns,
    rows: file.rows,
    ...(file.totals && { totals: file.totals }),
    words: { total: words("total"), page: words("page") },
    landscape: file.orientation ? file.orientation === "landscape" : file.columns.length >= 6,
  });
}

/** The columns of amounts bear their unit in the head: « Débit (€) ». */
export function amountColumn(locale: Locale, column: Omit<TableColumn, "kind" | "unit">): TableColumn {
  const unit = formatterFor(locale, translatorFor(locale, "units")).unit(column.resource ?? "EUR");
  return { ...column, kind: "amount", unit };
}

/** `attachment` under this name, in ASCII for old programs and in full for the others. */
export function contentDisposition(name: string): string {
  return `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** Bytes that are made as they go out, no faster than they are read; whoever stops reading stops their making. */
export function streamOf(bytes: AsyncIterable<Uint8Array>, drained: LoaderScene["drained"]): ReadableStream<Uint8Array> {
  const paced = async function* () {
    for await (const chunk of bytes) {
      if (drained && !(await drained())) return;
      yield chunk;
    }
  };
  return Readable.toWeb(Readable.from(paced(), { objectMode: true, highWaterMark: 1 })) as NodeStream as ReadableStream<Uint8Array>;
}

function formatAsked({ searchParams }: URL): TableFormat | undefined {
  const asked = searchParams.get("format");
  return tableFormats.find((format) => format === asked);
}

/** The address is that of the page, not of its file; the day is that of the organisation, which the demo may pin. */
function takenBy({ person, today, url, services }: LoaderScene): Taken {
  const page = new URL(url.pathname.replace(/\/file$/, "") + url.search, services.settings.origin);
  page.searchParams.delete("format");
  const hour = formatInstant(new Date().toISOString()).slice(-5);
  return { by: person.name, at: `${formatDay(today)} ${hour}`, from: page.href };
}

/** What the figures are on one line, who took them out and when on the next, where they come from on the last. */
function factLines({ locale, facts }: TableFile, { by, at, from }: Taken): string[] {
  const words = translatorFor(locale, "tableFile");
  const said = ([label, value]: TableFact) => words("fact", { label, value });
  return [...(facts.length > 0 ? [facts.map(said).join(" · ")] : []), `${words("taken", { at, by })} · ${from}`];
}

function footerOf(locale: Locale, { by, at }: Taken): string {
  return translatorFor(locale, "tableFile")("taken", { at, by });
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece, "utf8");
}
