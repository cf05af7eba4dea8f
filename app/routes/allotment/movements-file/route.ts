import { documentNumber } from "#app/domain/execution/document-number.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatDay } from "#app/ui/format/calendar.ts";
import { movementsPage } from "#db/queries/allotment-board.ts";
import { movementsAsked } from "../movements-filter.ts";

/** The movements that the page shows, all of its pages, as a file. */
export const loader = guard.loader({ capability: "allotment.read" }, async (scene) => {
  const { db, year, locale } = scene;
  const words = translatorFor(locale, "movements");
  const allotment = translatorFor(locale, "allotment");
  const { before: _, ...asked } = await movementsAsked(scene);
  const rows = await movementsPage(db, asked);
  const { query, kind, state, from, to } = asked;
  const facts: TableFact[] = [
    ...(query === "" ? [] : [[words("search"), query] as const]),
    ...(kind === undefined ? [] : [[allotment("movement"), allotment(`kind.${kind}`)] as const]),
    ...(state === undefined ? [] : [[allotment("state"), allotment(`states.${state}`)] as const]),
    ...(from === undefined ? [] : [[words("fromDay"), formatDay(from)] as const]),
    ...(to === undefined ? [] : [[words("toDay"), formatDay(to)] as const]),
  ];
  const amount = (key: string, head: string, resource: "AE" | "CP" | "ETPT") => amountColumn(locale, { key, head, resource });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("listHeading", { year: String(year) }), facts },
    columns: [
      { key: "number", head: allotment("number"), kind: "text" },
      { key: "on", head: allotment("day"), kind: "day" },
      { key: "kind", head: allotment("movement"), kind: "text", width: 20 },
      { key: "state", head: allotment("state"), kind: "text" },
      { key: "from", head: words("from"), kind: "text", width: 20 },
      { key: "to", head: words("to"), kind: "text", width: 20 },
      { key: "reason", head: allotment("reason"), kind: "text", width: 40 },
      { key: "act", head: words("actReference"), kind: "text", width: 20 },
      { key: "author", head: allotment("author"), kind: "text" },
      { key: "approver", head: words("approver"), kind: "text" },
      amount("ae", "AE", "AE"),
      amount("cp", "CP", "CP"),
      amount("staff", "ETPT", "ETPT"),
    ],
    rows: rows.map(
      ({ number, on, kind: own, state: now, from: giving, to: receiving, reason, actReference, author, approver, amounts }) => {
        const of = (resource: "AE" | "CP" | "ETPT") => amounts.find((each) => each.resource === resource)?.amount ?? null;
        return [
          ...[
            documentNumber("MV", year, number),
            on,
            allotment(`kind.${own}`),
            allotment(`states.${now}`),
            giving.join(", "),
            receiving.join(", "),
          ],
          ...[reason, actReference, author, approver ?? "", of("AE"), of("CP"), of("ETPT")],
        ];
      },
    ),
    orientation: "landscape",
  });
});
