import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { documentDocx, docxMediaType } from "#app/http/docx.ts";
import { guard } from "#app/http/guard.ts";
import { documentPdf } from "#app/http/pdf.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { findNotification } from "#db/queries/allotment-notification.ts";
import { letterContent } from "../letter/letter-content.ts";
import { letterPaper } from "../letter/letter-paper.ts";

/** A letter as a file, to keep or to sign: what its reader sees of it. */
export const loader = guard.loader({ capability: "allotment.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, url, access, today, notFound, organisation, locale } = scene;
  const unit = params.unit ?? "";
  const notification = await findNotification(db, params.notification ?? "");
  const asked = notification?.fiscalYear === year ? { notification, unit, sight: costSightOf(access), today } : undefined;
  const letter = asked && (await letterContent(db, asked));
  const format = url.searchParams.get("format");
  if (!letter || (format !== "pdf" && format !== "docx")) throw notFound("letter", unit);
  const paper = letterPaper(letter, { locale, organisation: organisation.name });
  const name = translatorFor(locale, "allotment")("letter.file", { year: String(year), unit });
  return new Response(new Uint8Array(format === "pdf" ? await documentPdf(paper) : await documentDocx(paper)), {
    headers: {
      "Content-Type": format === "pdf" ? "application/pdf" : docxMediaType,
      "Content-Disposition": contentDisposition(`${name}.${format}`),
      "Cache-Control": "private, no-store",
    },
  });
});
