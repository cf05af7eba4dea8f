import { timeColumns } from "#app/domain/workload/time-file.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { sampleFile } from "../../workforce/files/sample-file.ts";

/** A file of time with its heads and two rows that are nobody's: it may be filled in and given back as it is. */
export const loader = guard.loader({ capability: "workload.time" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "workload");
  return await sampleFile(scene, {
    ...{ fileName: words("timeFiles.sampleFile"), title: words("timeFiles.title") },
    heads: timeColumns.map((column) => words(`columns.${column === "unit" ? "team" : column}`)),
    rows: [
      [words("timeFiles.sampleItem", { rank: 1 }), "DR44", words("timeFiles.sampleProfile"), `${year}-01`, "12,5"],
      [words("timeFiles.sampleItem", { rank: 2 }), "DR44", words("timeFiles.sampleProfile"), `${year}-01`, "3"],
    ],
  });
});
