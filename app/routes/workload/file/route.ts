import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { yearOfWork } from "#db/queries/workload/plan.ts";
import { unitsInScope } from "../../units/scope.ts";

/** The plan of works: each item by team and profile, month by month, candidates apart by their standing. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, today, locale } = scene;
  const words = translatorFor(locale, "workload");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const units = await unitsInScope(scene, "planning.read");
  const { months, items, known, profiles } = await yearOfWork(db, { units: units.map(({ code }) => code), year, today });
  const labels = new Map(profiles.map(({ code, label }) => [code, label]));
  const places = new Map(known.map((own) => [`${own.item} ${own.unit} ${own.profile}`, own] as const));
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("title", { year: String(year) }) },
    facts: [[words("columns.at"), format.day(today)]],
    columns: [
      ...(["item", "kind", "standing", "team", "profile"] as const).map((key) => ({
        key,
        head: words(`columns.${key}`),
        kind: "text" as const,
        width: 24,
      })),
      ...months.map((month) => amountColumn(locale, { key: month, head: format.month(month), resource: "DAY" })),
      amountColumn(locale, { key: "year", head: words("columns.year"), resource: "DAY" }),
    ],
    rows: [...places].flatMap(([name, { item, unit, profile }]) => {
      const own = items.get(item);
      if (!own) return [];
      const days = months.map((month) =>
        sum(known.filter((each) => `${each.item} ${each.unit} ${each.profile}` === name && each.month === month).map((each) => each.days)),
      );
      return [
        [
          `${own.code} · ${own.label}`,
          words(`kinds.${own.kind}`),
          words(`standings.${own.standing}`),
          unit,
          labels.get(profile) ?? profile,
          ...days,
          sum(days),
        ],
      ];
    }),
    totals: [...months, "year"],
    orientation: "landscape",
  });
});
