import { monthOf, monthsBetween } from "#app/domain/month.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { outstandingPage } from "#db/queries/execution-outstanding.ts";
import { outstandingFilter } from "../outstanding/load-outstanding.ts";

/** As many as a workbook of one sheet holds with ease. */
const most = 100_000;

/** Every commitment of the page's filter, all of its pages. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { db, year, locale } = scene;
  const words = translatorFor(locale, "outstanding");
  const execution = translatorFor(locale, "execution");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const filter = await outstandingFilter(scene);
  const { on, query, committedIn, still, due } = filter;
  const rows = await outstandingPage(db, { ...filter, limit: most });
  const facts: TableFact[] = [
    [words("asOf"), format.day(on)],
    ...(query === "" ? [] : [[execution("search"), query] as const]),
    ...(committedIn === undefined ? [] : [[words("committedIn"), String(committedIn)] as const]),
    ...(still === undefined || still === "moving" ? [] : [[words("stillFor"), words(`atLeast.${still}`)] as const]),
    ...(due === undefined ? [] : [[words("due"), String(due.year)] as const]),
  ];
  const amount = (key: string, head: string) => amountColumn(locale, { key, head });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("heading", { year: String(year) }), facts },
    columns: [
      { key: "number", head: execution("number"), kind: "text" },
      { key: "committedIn", head: words("committedIn"), kind: "text", width: 8 },
      { key: "on", head: execution("day"), kind: "day" },
      { key: "label", head: execution("label"), kind: "text", width: 40 },
      { key: "party", head: execution("party"), kind: "text", width: 28 },
      { key: "units", head: words("unit"), kind: "text" },
      amount("committed", execution("step.committed")),
      amount("paid", execution("step.paid")),
      amount("outstanding", execution("outstanding")),
      amount("owed", words("column.owed")),
      amount("accrued", words("column.accrued")),
      amount("uncertified", words("column.uncertified")),
      { key: "lastMoved", head: words("lastMoved"), kind: "day" },
      { key: "months", head: words("monthsStill"), kind: "number" },
    ],
    rows: rows.map((row) => [
      ...[row.number, String(row.committedIn), row.committedOn, row.label, row.party, row.units.join(", ")],
      ...[row.committed, row.paid, row.outstanding, row.owed, row.accrued, row.uncertified],
      ...[row.lastMoved, monthsBetween(monthOf(row.lastMoved), monthOf(on))],
    ]),
    totals: ["committed", "paid", "outstanding", "owed", "accrued", "uncertified"],
    orientation: "landscape",
  });
});
