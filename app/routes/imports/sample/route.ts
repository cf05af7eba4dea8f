import { usualHead } from "#app/domain/chorus/heads.ts";
import { fieldsOf, isExtractKind } from "#app/domain/chorus/kind.ts";
import { csvText, spreadsheetFormat } from "#app/domain/csv.ts";
import { guard } from "#app/http/guard.ts";
import { contentDisposition, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { sampleRows } from "./sample-rows.ts";

/** A file of a kind with its usual heads and a few rows that are not real: it may be filled in and given back as it is. */
export const loader = guard.loader({ capability: "execution.import", whole: true }, async (scene) => {
  const { params, notFound, locale, year, url } = scene;
  const kind = params["kind"] ?? "";
  if (!isExtractKind(kind)) throw notFound("file", kind);
  const words = translatorFor(locale, "extracts");
  const heads = fieldsOf(kind).map((field) => usualHead(kind, field));
  const rows = sampleRows(kind, year);
  const fileName = `modele-${kind}`;
  if (url.searchParams.get("format") === "csv") {
    return new Response(csvText([heads, ...rows], spreadsheetFormat), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": contentDisposition(`${fileName}.csv`),
        "Cache-Control": "private, no-store",
      },
    });
  }
  const columns = heads.map((head, index) => ({ key: `c${index}`, head, kind: "text" as const, width: 22 }));
  return await tableFileResponse(scene, {
    locale,
    fileName,
    title: words("samples.sheet", { kind: words(`kinds.${kind}`) }),
    facts: [],
    columns,
    rows,
  });
});
