import { stillPlanned } from "#app/domain/execution/planned/expense.ts";
import { paymentsText } from "#app/domain/execution/planned/payments.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { plannedExpenses } from "#db/queries/planned/expense.ts";
import { plannedFilter } from "../load-planned.ts";

/** The planned expenses that the page shows, all of its pages, as a file. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, locale } = scene;
  const words = translatorFor(locale, "planned");
  const { after: _, ...filter } = await plannedFilter(scene);
  const rows = await plannedExpenses(db, filter);
  const facts: TableFact[] = [
    ...(filter.query === "" ? [] : [[words("search"), filter.query] as const]),
    ...(filter.state === undefined ? [] : [[words("state"), words(`states.${filter.state}`)] as const]),
  ];
  const amount = (key: string, head: string, resource: "AE" | "CP" = "AE") => amountColumn(locale, { key, head, resource });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("heading", { year: String(year) }), facts },
    columns: [
      { key: "number", head: words("number"), kind: "number" },
      { key: "unit", head: words("unit"), kind: "text" },
      { key: "object", head: words("object"), kind: "text", width: 40 },
      { key: "state", head: words("state"), kind: "text" },
      { key: "month", head: words("month"), kind: "text" },
      { key: "payments", head: words("payments"), kind: "text", width: 30 },
      { key: "supplier", head: words("supplier"), kind: "text" },
      { key: "line", head: words("line"), kind: "text", width: 30 },
      amount("amount", words("amount")),
      amount("matched", words("matched")),
      amount("open", words("open")),
      { key: "commitments", head: words("commitments"), kind: "text", width: 24 },
    ],
    rows: rows.map((row) => [
      ...[Number(row.number), row.unit, row.object, words(`states.${row.state}`), row.month],
      ...[paymentsText(row.payments).replaceAll("\n", " ; "), row.supplier, row.line],
      ...[row.amount, row.matched, stillPlanned(row), row.commitments],
    ]),
    totals: ["amount", "matched", "open"],
    orientation: "landscape",
  });
});
