import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadMeans } from "../load-means.ts";

/** The sites of the page, as a file. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "means");
  const { rows } = await loadMeans(scene);
  const metres = (key: "surface" | "netSurface" | "each"): TableColumn => ({
    ...({ key, head: words(`columns.${key}`), kind: "amount", resource: "DAY", unit: "m²" } as const),
  });
  const count = (key: "workstations" | "residents"): TableColumn => ({ key, head: words(`columns.${key}`), kind: "number", unit: "" });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("files.sites", { year: String(year) }), title: words("list", { year: String(year) }), facts: [] },
    columns: [
      { key: "code", head: words("columns.code"), kind: "text" },
      { key: "label", head: words("columns.site"), kind: "text", width: 30 },
      { key: "address", head: words("columns.address"), kind: "text", width: 30 },
      { key: "town", head: words("columns.town"), kind: "text" },
      { key: "unit", head: words("columns.unit"), kind: "text" },
      { key: "units", head: words("columns.units"), kind: "text", width: 24 },
      ...[metres("surface"), metres("netSurface"), count("workstations"), count("residents"), metres("each")],
      amountColumn(locale, { key: "cost", head: words("columns.cost") }),
      amountColumn(locale, { key: "costEach", head: words("columns.costEach") }),
      { key: "next", head: words("columns.next"), kind: "day" },
    ],
    rows: rows.map(({ site, units, use, cost, next }) => [
      ...[site.code, site.label, site.address, site.town, site.unit, units.join(", ")],
      ...[site.surface, site.netSurface, site.workstations, use?.residents ?? null, use?.surfacePerResident ?? null],
      ...[cost, use?.costPerWorkstation ?? null, next?.decideBy ?? null],
    ]),
    totals: ["cost"],
    orientation: "landscape",
  });
});
