import { shareTold, untoldOf } from "#app/domain/review/bridge.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { parseSort } from "#app/ui/table/sort.ts";
import { unitsInScope } from "../../units/scope.ts";
import { loadReview } from "../load-review.ts";
import { sortedRows, sortKeys } from "../sorted-rows.ts";

const amounts = ["asked", "decided", "notified", "released", "used", "gap", "untold"] as const;

/** The units of the page, each with its way from the request to its payment and what is told of its gap. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { year, locale, url, notFound } = scene;
  const words = translatorFor(locale, "review");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const loaded = await loadReview(scene, await unitsInScope(scene, "execution.read"), "all");
  if (!loaded) throw notFound("year", String(year));
  const { shown, rows } = loaded;
  const { resource } = shown;
  const facts: TableFact[] = [
    [words("asOf"), format.day(shown.asOf)],
    [words("measure"), resource],
    [words("titles"), words(`classes.${shown.spendingClass}`)],
  ];
  const amount = (key: (typeof amounts)[number]) => amountColumn(locale, { key, head: words(`columns.${key}`, { resource }) });
  const sorted = sortedRows(rows, parseSort(url.searchParams, sortKeys, { key: "untold", descending: true }));
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("heading", { year: String(year) }), facts },
    columns: [
      { key: "unit", head: words("unit"), kind: "text", width: 24 },
      ...amounts.map(amount),
      { key: "told", head: words("columns.told"), kind: "text", width: 12 },
    ],
    rows: sorted.map(({ label, year: own }) => {
      const share = shareTold(own);
      return [
        ...[label, own.asked, own.decided, own.notified, own.released, own.used, own.used - own.released, untoldOf(own)],
        share === null ? "///" : format.share({ part: share, whole: 1000n }),
      ];
    }),
    totals: [...amounts],
    orientation: "landscape",
  });
});
