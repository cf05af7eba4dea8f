import { guard } from "#app/http/guard.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { type TableFile, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { changeRows, shownChanges } from "../import/change-rows.ts";
import { faultRows, faultsOf } from "../import/fault-rows.ts";
import { type ReadImport, readImport } from "../import/read-import.ts";

/** All that a file changes, or all that is refused of it, by the answers of the page: the page itself shows the first ones. */
export const loader = guard.loader({ capability: "forecast.edit", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { url, notFound } = scene;
  const read = await readImport(scene);
  if (!read) throw notFound("file", "");
  return await tableFileResponse(
    scene,
    url.searchParams.get("of") === "changes" ? await changesFile(scene, read) : faultsFile(scene, read),
  );
});

function faultsFile({ locale, year, params }: LoaderScene, read: ReadImport): TableFile {
  const unit = params["unit"] ?? "";
  const words = translatorFor(locale, "sheetImportFaults");
  return {
    ...{ locale, fileName: words("fileName", { unit, year: String(year) }), title: words("fileTitle") },
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
  };
}

async function changesFile({ db, locale, year, params }: LoaderScene, read: ReadImport): Promise<TableFile> {
  const unit = params["unit"] ?? "";
  const [words, resources] = [translatorFor(locale, "sheetImport"), translatorFor(locale, "resources")];
  const faults = translatorFor(locale, "sheetImportFaults");
  const rows = await changeRows(db, read, shownChanges(read), locale);
  return {
    ...{ locale, fileName: words("changesName", { unit, year: String(year) }), title: words("changesTitle") },
    facts: [
      [faults("unit"), unit],
      [faults("file"), read.kept.name],
    ],
    columns: [
      { key: "line", head: words("page.line"), kind: "text", width: 40 },
      { key: "measure", head: words("page.measure"), kind: "text" },
      { key: "period", head: words("page.period"), kind: "text" },
      ...(["at", "before", "after", "gap"] as const).map((key) => ({ key, head: words(`page.${key}`), kind: "text" as const })),
      { key: "note", head: words("page.note"), kind: "text", width: 40 },
    ],
    rows: rows.map(({ line, measure, targetYear, month, at, before, after, gap, note }) => [
      ...[line, resources(`short.${measure}`), month ? `${String(month).padStart(2, "0")}/${targetYear}` : String(targetYear)],
      ...[at, before, after, gap, note],
    ]),
    orientation: "landscape",
  };
}
