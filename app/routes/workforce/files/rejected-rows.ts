import { bookOfFile, type FileSubject, fileOf, previewFile } from "#app/commands/workforce-file.ts";
import { cellText } from "#app/domain/forecast/import/book.ts";
import type { RowFault } from "#app/domain/forecast/import/headed-rows.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { wordsOf } from "#app/http/refusal.ts";
import { type TableFile, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";

/** The rows that are not taken, as they are written, each with what is wrong beside it: corrected, the file may be given again as it is. */
export async function rejectedRows<Plan extends { readonly faults: readonly RowFault[] }, Kept>(
  scene: LoaderScene,
  own: FileSubject<Plan, Kept>,
): Promise<{ readonly response: Response; readonly shown: number }> {
  const { db, locale, params, person, access, today, notFound } = scene;
  const id = params["file"] ?? "";
  const reader = { actor: { id: person.id, login: person.login, access }, today };
  const file = await fileOf(db, own, reader, id);
  if (!file) throw notFound("staffFile", id);
  const book = await bookOfFile(db, id);
  const plan = await previewFile(own, db, reader, id);
  const heads = own.check(book);
  if (!plan.ok || !heads.ok) throw notFound("file", id);
  const words = translatorFor(locale, "workforce");
  const { sheet, heads: names } = heads.value;
  const rows = book.sheets[sheet]?.rows ?? [];
  const table: TableFile = {
    ...{ locale, facts: [] },
    fileName: `${file.name.replace(/\.\w+$/, "")}-${words("files.rejectedFile")}`,
    title: words("files.rejectedTitle", { name: file.name }),
    columns: [
      { key: "row", head: words("files.row"), kind: "number" },
      { key: "reason", head: words("files.why"), kind: "text", width: 60 },
      ...names.map((head, index) => ({ key: `c${index}`, head, kind: "text" as const, width: 18 })),
    ],
    rows: plan.value.faults.map(({ row, refusal }) => [
      row,
      wordsOf(refusal, locale),
      ...names.map((_, index) => cellText(rows[row - 1]?.[index] ?? null)),
    ]),
  };
  return { response: await tableFileResponse(scene, table), shown: plan.value.faults.length };
}
