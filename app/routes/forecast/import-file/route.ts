import { guard } from "#app/http/guard.ts";
import { tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { faultRows, faultsOf } from "../import/fault-rows.ts";
import { readImport } from "../import/read-import.ts";

/** All that is refused of a file, by the answers of the page: the page itself shows the first ones. */
export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { locale, year, params, notFound } = scene;
  const unit = params["unit"] ?? "";
  const read = await readImport(scene);
  if (!read) throw notFound("file", "");
  const words = translatorFor(locale, "sheetImportFaults");
  return await tableFileResponse(scene, {
    locale,
    fileName: words("fileName", { unit, year: String(year) }),
    title: words("fileTitle"),
    facts: [
      [words("unit"), unit],
      [words("file"), read.kept.name],
    ],
    columns: [
      { key: "at", head: words("at"), kind: "text", width: 16 },
      { key: "text", head: words("text"), kind: "text", width: 24 },
      { key: "reason", head: words("fault"), kind: "text", width: 80 },
    ],
    rows: faultRows(faultsOf(read.preview, read.chosen), read.book, locale).map(({ at, text, reason }) => [at, text, reason]),
    orientation: "landscape",
  });
});
