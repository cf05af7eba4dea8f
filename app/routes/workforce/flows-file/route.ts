import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { unitsInScope } from "../../units/scope.ts";
import { loadOverview } from "../overview/load-overview.ts";

const kinds = ["entry", "transferIn", "exit", "transferOut", "ratio"] as const;

/** Entries and exits of the year, month by month, counted: nobody is named. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "workforce");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const { months, flows, day } = await loadOverview(scene, await unitsInScope(scene, "planning.read"));
  // Twelve months of that presence: what lists of full-time equivalents show.
  const column = (key: (typeof kinds)[number] | "net") => amountColumn(locale, { key, head: words(`flows.${key}`), resource: "ETPT" });
  return await tableFileResponse(scene, {
    ...{ locale, fileName: `${words("lists.flowsFile")}-${year}`, title: words("lists.movesTitle", { year: String(year) }) },
    facts: [[words("lists.on"), format.day(day)]],
    columns: [{ key: "month", head: words("figure.month"), kind: "text" }, ...kinds.map(column), column("net")],
    rows: months.flatMap((month, index) => {
      const own = flows[index];
      if (!own) return [];
      const net = own.entry + own.transferIn - own.exit - own.transferOut + own.ratio;
      return [[format.month(month, "longWithYear"), ...kinds.map((kind) => own[kind] * 12n), net * 12n]];
    }),
    totals: [...kinds, "net"],
  });
});
