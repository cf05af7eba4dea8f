import { csvText, spreadsheetFormat } from "#app/domain/csv.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { contentDisposition, tableFileResponse } from "#app/http/table-file.ts";

interface Sample {
  readonly fileName: string;
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A file to fill in and give back as it is: nothing but its heads and rows that are nobody's. */
export async function sampleFile(scene: LoaderScene, { fileName, title, heads, rows }: Sample): Promise<Response> {
  const { locale, url } = scene;
  if (url.searchParams.get("format") === "csv") {
    return new Response(csvText([heads, ...rows], spreadsheetFormat), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": contentDisposition(`${fileName}.csv`),
        "Cache-Control": "private, no-store",
      },
    });
  }
  const columns = heads.map((head, index) => ({ key: `c${index}`, head, kind: "text" as const, width: 18 }));
  return await tableFileResponse(scene, { locale, fileName, title, facts: [], columns, rows });
}
