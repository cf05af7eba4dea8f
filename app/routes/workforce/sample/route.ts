import { staffColumns } from "#app/domain/workforce/people-file.ts";
import { guard } from "#app/http/guard.ts";
import { translatorFor } from "#app/messages/index.ts";
import { sampleFile } from "../files/sample-file.ts";

/** A file of people with its heads and two rows that are nobody's: it may be filled in and given back as it is. */
export const loader = guard.loader({ capability: "workforce.edit" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "workforce");
  const rows = [
    ["M900001", words("files.sampleName", { rank: 1 }), "DR44", "A", "100", `${year}-09-01`, "", "", "", words("files.sampleProfile"), ""],
    ["M900002", words("files.sampleName", { rank: 2 }), "DR44", "B", "80", `${year}-03-01`, `${year}-12-31`, "", "", "", ""],
  ];
  const heads = staffColumns.map((column) => words(`columns.${column}`));
  return await sampleFile(scene, { fileName: words("files.sampleFile"), title: words("files.title"), heads, rows });
});
