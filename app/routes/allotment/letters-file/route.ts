import { documentNumber } from "#app/domain/execution/document-number.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { documentsPdf } from "#app/http/pdf.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { visibleUnits } from "#db/queries/access.ts";
import { findNotification } from "#db/queries/allotment-notification.ts";
import { letterContents } from "../letter/letter-content.ts";
import { letterPaper, pageOf } from "../letter/letter-paper.ts";

/** The letters of a notification that the reader may see, one after the other in one file. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, params, access, today, notFound, organisation, locale } = scene;
  const id = params.notification ?? "";
  const notification = await findNotification(db, id);
  const visible = (await visibleUnits(db, access, "allotment.read", today)).map(({ code }) => code);
  const asked = notification?.fiscalYear === year ? { notification, units: visible, sight: costSightOf(access), today } : undefined;
  const letters = asked ? await letterContents(db, asked) : [];
  if (!notification || letters.length === 0) throw notFound("notification", id);
  const papers = letters.map((letter) => letterPaper(letter, { locale, organisation: organisation.name }));
  const words = translatorFor(locale, "allotment");
  const title = words("letter.files", { year: String(year) });
  const reference = documentNumber("MV", year, notification.movement);
  const whole = {
    ...{ locale, title, subtitle: "", author: notification.author, at: notification.at, pageOf: pageOf(locale) },
    footer: words("letter.footerAll", { organisation: organisation.name, reference, count: letters.length }),
  };
  return new Response(new Uint8Array(await documentsPdf(whole, papers)), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": contentDisposition(`${title}.pdf`),
      "Cache-Control": "private, no-store",
    },
  });
});
