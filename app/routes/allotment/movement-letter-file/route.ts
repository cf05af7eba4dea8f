import { documentNumber } from "#app/domain/execution/document-number.ts";
import { documentDocx, docxMediaType } from "#app/http/docx.ts";
import { guard } from "#app/http/guard.ts";
import { documentPdf } from "#app/http/pdf.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { movementAt } from "../movement/load-movement.ts";
import { movementPaper } from "../movement-letter/letter-paper.ts";

/** The letter of a movement as a file, to keep or to sign. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { year, params, url, notFound, organisation, locale } = scene;
  const document = await movementAt(scene);
  const format = url.searchParams.get("format");
  if (document.state !== "posted" || (format !== "pdf" && format !== "docx")) throw notFound("letter", params.movement ?? "");
  const units = [...new Set(document.lines.flatMap(({ fromLabel, toLabel }) => [fromLabel, toLabel]))];
  const paper = movementPaper(document, { locale, organisation: organisation.name, units });
  const name = translatorFor(locale, "movements")("letter.file", { number: documentNumber("MV", year, document.number) });
  return new Response(new Uint8Array(format === "pdf" ? await documentPdf(paper) : await documentDocx(paper)), {
    headers: {
      "Content-Type": format === "pdf" ? "application/pdf" : docxMediaType,
      "Content-Disposition": contentDisposition(`${name}.${format}`),
      "Cache-Control": "private, no-store",
    },
  });
});
