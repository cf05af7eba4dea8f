import type { Quantity } from "#app/domain/quantity.ts";
import { ceilingOf, schemesOf } from "#app/domain/workforce/ceiling.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { type CeilingRow, loadCeiling } from "../ceiling/load-ceiling.ts";

const steps = [
  "previous",
  "perimeter",
  "transfers",
  "technical",
  "fullYearEffect",
  "impact",
  "schemes",
  "ceiling",
  "voted",
  "gap",
] as const;
const said = ["saidFullYear", "saidImpact"] as const;

/** The bridge of the ceiling, nature by nature. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "workforce");
  const { rows, hasPeople } = await loadCeiling(scene);
  const shown = [...steps, ...(hasPeople ? said : [])];
  return await tableFileResponse(scene, {
    ...{ locale, fileName: `${words("lists.ceilingFile")}-${year}`, title: words("ceiling.title", { year: String(year) }), facts: [] },
    columns: [
      { key: "label", head: words("category"), kind: "text" },
      ...shown.map((key) => amountColumn(locale, { key, head: words(`ceiling.${key}`), resource: "ETPT" })),
    ],
    rows: rows.map((row) => [row.label, ...shown.map((key) => amountOf(row, key))]),
    ...{ totals: shown, orientation: "landscape" },
  });
});

function amountOf(row: CeilingRow, key: (typeof steps | typeof said)[number]): Quantity {
  if (key === "schemes") return schemesOf(row);
  if (key === "ceiling") return ceilingOf(row);
  return key === "gap" ? row.voted - ceilingOf(row) : row[key];
}
