import { formatsOf, reportFormats } from "#app/domain/reports/kind.ts";
import type { Report } from "#app/domain/reports/report.ts";
import { documentDocx, docxMediaType } from "#app/http/docx.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { documentPdf } from "#app/http/pdf.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { xlsxMediaType } from "#app/http/xlsx.ts";
import { translatorFor } from "#app/messages/index.ts";
import { type IssuedUnder, reportPaper, reportReader } from "./report-paper.ts";
import { reportWorkbook } from "./report-workbook.ts";

const mediaTypes = { pdf: "application/pdf", docx: docxMediaType, xlsx: xlsxMediaType } as const;

/** A document as the file that is asked for; a format that it does not come in is the 404 of a page. */
export async function reportFile(
  { url, locale, organisation, notFound }: LoaderScene,
  report: Report,
  issued: IssuedUnder | undefined,
): Promise<Response> {
  const asked = url.searchParams.get("format") ?? "";
  const format = reportFormats.find((each) => each === asked);
  if (!format || !formatsOf(report.kind).includes(format)) throw notFound("file", asked);
  const paper = () => reportPaper(report, locale, issued, organisation.name);
  const page = translatorFor(locale, "tableFile")("page");
  const bytes =
    format === "pdf"
      ? await documentPdf(paper())
      : format === "docx"
        ? await documentDocx(paper())
        : await reportWorkbook(report, locale, { issued, organisation: organisation.name, page });
  const name = reportReader(locale).words("composed.fileName", { kind: report.kind, year: String(report.year) });
  const tail = [report.subject?.code, issued && `n${issued.number}`].filter((each) => each !== undefined);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": mediaTypes[format],
      "Content-Disposition": contentDisposition(`${[name, ...tail].join("-")}.${format}`),
      "Cache-Control": "private, no-store",
    },
  });
}
