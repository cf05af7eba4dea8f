import { compareExtract } from "#app/commands/compare-extract.ts";
import { bookOf } from "#app/commands/keep-sheet-import.ts";
import type { ExtractChoices } from "#app/domain/chorus/choices.ts";
import type { ExtractFault } from "#app/domain/chorus/read-rows.ts";
import { cellText } from "#app/domain/forecast/import/book.ts";
import { grouped } from "#app/domain/grouped.ts";
import { guard } from "#app/http/guard.ts";
import { speechIn } from "#app/http/speech.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { bookOfImport } from "#db/queries/chorus/import.ts";
import { exercise } from "#db/queries/execution-reference.ts";
import { extractAt } from "../extract/load-extract.ts";

/** The rows that are not taken, as they are written, each with what is wrong beside it: corrected, the file may be given again as it is. */
export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { db, locale, notFound } = scene;
  const kept = await extractAt(db, scene);
  const days = await exercise(db, kept.fiscalYear);
  if (!days || kept.checkedAt === null) throw notFound("file", kept.id);
  const book = bookOf({ book: await bookOfImport(db, kept.id) });
  const { kind, site, asOf } = kept;
  const asked = { kind, site, asOf, exercise: days, choices: kept.choices as ExtractChoices, importId: kept.id, lock: false };
  const { sheet, names, faults } = await compareExtract(db, { ...asked, book: () => Promise.resolve(book) });
  const words = translatorFor(locale, "extracts");
  const say = speechIn(locale);
  const reasonOf = ({ field, kind: fault, text, against = "" }: ExtractFault) => {
    const least = fault === "below-requested" ? say.quantity("EUR", BigInt(against)) : against;
    return `${words(`fields.${field}`)} : ${words(`faults.${fault}`, { text, against: least })}`;
  };
  const rows = book.sheets[sheet]?.rows ?? [];
  return await tableFileResponse(scene, {
    locale,
    fileName: `${kept.name.replace(/\.\w+$/, "")}-rejets`,
    title: words("report.rejectedTitle", { name: kept.name }),
    facts: [[words("asOf"), say.day(kept.asOf)]],
    columns: [
      { key: "row", head: words("report.row"), kind: "number" },
      { key: "reason", head: words("report.reason"), kind: "text", width: 60 },
      ...names.map((name, index) => ({ key: `c${index}`, head: name, kind: "text" as const, width: 18 })),
    ],
    rows: [...grouped(faults, ({ row }) => String(row)).values()].map((own) => {
      const row = own[0]?.row ?? 0;
      return [row, own.map(reasonOf).join(" ; "), ...names.map((_, index) => cellText(rows[row - 1]?.[index] ?? null))];
    }),
  });
});
