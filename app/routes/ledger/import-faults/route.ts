import type { FecRule } from "#app/domain/fec/fault.ts";
import { guard } from "#app/http/guard.ts";
import { snapshotRows, type TableRow, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import type { Db } from "#db/client.ts";
import { faultPage, type StoredFault, uploadById } from "#db/queries/ledger-import/upload.ts";
import { isUuid } from "../export-address.ts";

const pageSize = 1_000;

/** Every fault of a checked file, in the order of its lines: line, column, value, rule, how to correct it. */
export const loader = guard.loader({ capability: "ledger.import", whole: true }, async (scene) => {
  const { db, params, notFound, locale, services, organisation } = scene;
  const id = params["upload"] ?? "";
  const upload = isUuid(id) ? await uploadById(db, id) : undefined;
  if (!upload || upload.checkedAt === null) throw notFound("file", id);
  const words = translatorFor(locale, "ledgerImport");
  const rules = translatorFor(locale, "fec");
  const rowOf = ({ line, column, value, expected, rule }: StoredFault): TableRow => {
    const known = rule as FecRule;
    return [line > 0 ? line : null, column, value, rules(`rules.${known}`, { value, expected }), words(`remedy.${known}`)];
  };
  return await tableFileResponse(scene, {
    locale,
    fileName: `${upload.name.replace(/\.\w+$/, "")}-defauts`,
    title: words("fault.fileTitle", { name: upload.name }),
    facts: [[words("fault.sha256"), upload.sha256]],
    columns: [
      { key: "line", head: words("fault.line"), kind: "number" },
      { key: "column", head: words("fault.column"), kind: "text" },
      { key: "value", head: words("fault.value"), kind: "text", width: 30 },
      { key: "rule", head: words("fault.rule"), kind: "text", width: 60 },
      { key: "remedy", head: words("fault.remedy"), kind: "text", width: 60 },
    ],
    rows: snapshotRows(services.database, organisation, (own) => faultRows(own, id, rowOf)),
  });
});

async function* faultRows(db: Db, id: string, rowOf: (fault: StoredFault) => TableRow): AsyncGenerator<TableRow> {
  for (let last: StoredFault | null = null; ; ) {
    const page: StoredFault[] = await faultPage(db, id, last, pageSize);
    yield* page.map(rowOf);
    last = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}
