import type { FlowPlace } from "#app/domain/cube/flow.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { unitsInScope } from "../../units/scope.ts";
import { loadFlows } from "../flows/load-flows.ts";
import { placeName } from "../flows/shown.ts";

/** Every flow of the page, none of them put with others. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { year, locale } = scene;
  const words = translatorFor(locale, "flows");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const shown = await loadFlows(scene, await unitsInScope(scene, "execution.read"));
  const { flows, measure, stage, way, asOf, place } = shown;
  const facts: TableFact[] = [
    [words("asOf"), format.day(asOf)],
    ...(place.asOf ? [[words("knownOn"), format.day(place.asOf.on)] as const] : []),
    [words("measure"), measure],
    [words("stage"), words(`stages.${stage}`)],
    [words("way"), words(`ways.${way}`)],
  ];
  const nameOf = (own: FlowPlace) => placeName(own, shown, words);
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("heading", { year: String(year) }), facts },
    columns: [
      { key: "from", head: words("from"), kind: "text", width: 36 },
      { key: "to", head: words("towards"), kind: "text", width: 36 },
      amountColumn(locale, { key: "amount", head: words("amount"), resource: measure }),
    ],
    rows: flows.map(({ from, to, amount }) => [nameOf(from), nameOf(to), amount]),
  });
});
