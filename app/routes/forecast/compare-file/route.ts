import { gapOf, hasMoved } from "#app/domain/forecast/comparison.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, type TableValue, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { loadComparison } from "../compare/load-comparison.ts";
import type { Side } from "../compare/side.ts";

const measures = ["AE", "CP", "ETPT", "DAY"] as const;

/** The comparison as a file: a row for each line and year, three columns for each measure; every line counts in the totals of what is shown. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { year, unit, label, campaign, from, to, lines, all, measure } = await loadComparison(scene);
  if (!from) throw scene.notFound("version", scene.url.searchParams.get("v") ?? "");
  const { locale } = scene;
  const words = translatorFor(locale, "compare");
  const resources = translatorFor(locale, "resources");
  const named = (side: Side) =>
    side.frozenAt === null ? words("now") : words("versionOn", { name: side.name ?? "", at: formatInstant(side.frozenAt.toISOString()) });
  const wanted = lines.filter((line) => (all || hasMoved(line)) && (measure === undefined || line.measure === measure));
  const shown = measures.filter((own) => wanted.some((line) => line.measure === own));
  const places = [...new Map(wanted.map((line) => [`${line.lineId} ${line.targetYear}`, line])).values()];
  const keys = shown.flatMap((own) => [`${own} before`, `${own} after`, `${own} gap`]);
  const facts: TableFact[] = [
    [words("campaign"), campaign.label],
    [words("before"), named(from)],
    [words("after"), named(to)],
    [words("shown"), words(all ? "everyLine" : "onlyMoved")],
  ];
  return await tableFileResponse(scene, {
    ...{
      locale,
      fileName: words("fileName", { unit, year: String(year) }),
      title: words("heading", { unit: label, year: String(year) }),
      facts,
    },
    columns: [
      { key: "request", head: words("request"), kind: "number" },
      { key: "line", head: words("line"), kind: "text", width: 34 },
      { key: "nature", head: words("nature"), kind: "text" },
      { key: "activity", head: words("activity"), kind: "text" },
      { key: "year", head: words("year"), kind: "text" },
      ...shown.flatMap((own) =>
        (["before", "after", "gap"] as const).map((key) =>
          amountColumn(locale, { key: `${own} ${key}`, head: `${resources(`short.${own}`)} ${words(key).toLowerCase()}`, resource: own }),
        ),
      ),
      { key: "who", head: words("who"), kind: "text" },
      { key: "at", head: words("at"), kind: "text" },
    ],
    rows: places.map(({ lineId, targetYear, ...place }): TableValue[] => {
      const own = wanted.filter((line) => line.lineId === lineId && line.targetYear === targetYear);
      const last = own
        .flatMap(({ at, author }) => (at && author ? [{ at, author }] : []))
        .sort((left, right) => right.at.getTime() - left.at.getTime())[0];
      return [
        ...[place.requestNumber, place.label, place.nature, place.activity, String(targetYear)],
        ...shown.flatMap((measureShown): TableValue[] => {
          const line = own.find((each) => each.measure === measureShown);
          return line ? [line.before, line.after, gapOf(line)] : [null, null, null];
        }),
        ...[last?.author ?? null, last ? formatInstant(last.at.toISOString()) : null],
      ];
    }),
    totals: keys,
    orientation: "landscape",
  });
});
