import { guard } from "#app/http/guard.ts";
import { type TableColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { conventionOf } from "#db/queries/workforce/settings.ts";
import { staffSpans } from "#db/queries/workforce/span.ts";
import { unitsInScope } from "../../units/scope.ts";
import { dataProcessingRows } from "../data-processing.ts";
import { dayOf } from "../day.ts";

/** Functions of automated data processing, counted by unit, without names. */
export const loader = guard.loader({ capability: "workforce.people" }, async (scene) => {
  const { db, locale, year } = scene;
  const words = translatorFor(locale, "workforce");
  const units = await unitsInScope(scene, "workforce.people");
  const spans = await staffSpans(db, { units: units.map(({ code }) => code), from: `${year}-01-01`, to: `${year}-12-31` });
  const rows = dataProcessingRows(scene, units, spans, await dayOf(scene), await conventionOf(db, year));
  const etpt = (key: "fte" | "etpt", head: string): TableColumn => ({ key, head, kind: "amount", resource: "ETPT", unit: "" });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("dataProcessing.fileName", { year: String(year) }), title: words("dataProcessing.title"), facts: [] },
    columns: [
      { key: "code", head: words("dataProcessing.code"), kind: "text" },
      { key: "unit", head: words("columns.unit"), kind: "text", width: 36 },
      { key: "heads", head: words("standing.heads"), kind: "number", unit: "" },
      etpt("fte", words("standing.fte")),
      etpt("etpt", words("standing.said")),
    ],
    rows: rows.map(({ code, label, heads, fte, etpt: of }) => [code, label, heads, fte * 12n, of]),
    totals: ["heads", "fte", "etpt"],
  });
});
