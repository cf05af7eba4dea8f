import { gapBetween } from "#app/domain/arbitration/scenario/comparison.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, type TableValue, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadComparison } from "../scenario-compare/load-comparison.ts";

/** The comparison as a file: a row for each line that the page's filters let through, a column for each scenario, and the gap. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, campaign, compared, measure, filter, lines, choices } = await loadComparison(scene);
  const { locale } = scene;
  if (compared.length < 2) throw scene.notFound("scenario", scene.url.searchParams.get("of") ?? "");
  const words = translatorFor(locale, "scenarios");
  const compare = translatorFor(locale, "compare");
  const resources = translatorFor(locale, "resources");
  const facts: TableFact[] = [
    [compare("campaign"), campaign.label],
    [words("compare.which"), compared.map(({ name }) => name).join(" · ")],
    [compare("measureHead"), resources(`short.${measure}`)],
    [words("filterUnit"), choices.find(({ value }) => value === filter.unit)?.label ?? words("allUnits")],
    [words("filterShown"), words(filter.all ? "everyLine" : "compare.onlyDifferent")],
  ];
  const gapHead = words(compared.length > 2 ? "compare.spread" : "compare.gap");
  return await tableFileResponse(scene, {
    ...{
      locale,
      fileName: words("compare.fileName", { year: String(year) }),
      title: words("compare.heading", { year: String(year) }),
      facts,
    },
    columns: [
      { key: "unit", head: words("columns.unit"), kind: "text", width: 20 },
      { key: "request", head: compare("request"), kind: "text", width: 34 },
      { key: "line", head: compare("line"), kind: "text", width: 30 },
      { key: "nature", head: compare("nature"), kind: "text" },
      { key: "activity", head: compare("activity"), kind: "text" },
      ...compared.map(({ id, name }) => amountColumn(locale, { key: id, head: name, resource: measure })),
      amountColumn(locale, { key: "gap", head: gapHead, resource: measure }),
    ],
    rows: lines.map(({ unitLabel, requestNumber, requestTitle, label, nature, activity, amounts }): TableValue[] => [
      ...[unitLabel, `${requestNumber}. ${requestTitle}`, label, nature, activity],
      ...amounts,
      gapBetween({ amounts }),
    ]),
    totals: [...compared.map(({ id }) => id), "gap"],
    orientation: "landscape",
  });
});
