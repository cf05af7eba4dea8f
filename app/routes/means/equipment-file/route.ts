import { dueOf } from "#app/domain/means/equipment.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadMeans } from "../load-means.ts";

/** The machines of the page, as a file. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "means");
  const { lots } = await loadMeans(scene);
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("files.lots", { year: String(year) }), title: words("lot.list"), facts: [] },
    columns: [
      { key: "code", head: words("columns.code"), kind: "text" },
      { key: "label", head: words("columns.label"), kind: "text", width: 32 },
      { key: "kind", head: words("fields.kind"), kind: "text" },
      { key: "unit", head: words("columns.unit"), kind: "text" },
      { key: "count", head: words("fields.count"), kind: "number", unit: "" },
      amountColumn(locale, { key: "price", head: words("fields.unitPrice") }),
      amountColumn(locale, { key: "amount", head: words("columns.amount") }),
      { key: "acquired", head: words("fields.acquired"), kind: "text" },
      { key: "life", head: words("fields.life"), kind: "number", unit: "" },
      { key: "due", head: words("columns.due"), kind: "text" },
    ],
    rows: lots.map((lot) => [
      ...[lot.code, lot.label, words(`kinds.${lot.kind}`), lot.unit, lot.count, lot.unitPrice, lot.unitPrice * BigInt(lot.count)],
      ...[lot.acquired, lot.life, dueOf(lot)],
    ]),
    totals: ["amount"],
    orientation: "landscape",
  });
});
