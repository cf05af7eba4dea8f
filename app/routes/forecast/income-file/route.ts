import { monthOfYear } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadIncome } from "../income/load-income.ts";

/** What a unit expects to receive, as a file: what stands, with its own total. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { year, unit, label, campaign, incomes } = await loadIncome(scene);
  const { locale } = scene;
  const words = translatorFor(locale, "income");
  const standing = incomes.filter(({ withdrawn }) => !withdrawn);
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { unit, year: String(year) }), title: words("heading", { unit: label, year: String(year) }) },
    facts: [[words("campaign"), campaign.label]],
    columns: [
      { key: "number", head: words("number"), kind: "number" },
      { key: "payer", head: words("payer"), kind: "text", width: 30 },
      { key: "kind", head: words("kind"), kind: "text", width: 24 },
      { key: "month", head: words("month"), kind: "text" },
      { key: "certainty", head: words("certainty"), kind: "text" },
      amountColumn(locale, { key: "amount", head: words("amount"), resource: "CP" }),
      { key: "purpose", head: words("purpose"), kind: "text", width: 40 },
      { key: "line", head: words("line"), kind: "text", width: 30 },
    ],
    rows: standing.map((row) => [
      ...[row.number, row.payer, words(`kinds.${row.kind}`), monthOfYear(row.targetYear, row.month)],
      ...[words(`certainties.${row.certainty}`), row.amount, row.purpose, row.line],
    ]),
    totals: ["amount"],
    orientation: "landscape",
  });
});
