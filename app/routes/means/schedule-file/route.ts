import { meansYears } from "#app/domain/means/years.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadMeans } from "../load-means.ts";

/** AE and CP of each lease and each lot of machines, year by year: what a spreadsheet sums up as it likes. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { locale, year } = scene;
  const words = translatorFor(locale, "means");
  const { leases, lots, replaced, years } = await loadMeans(scene);
  const [first, last] = [years[0]?.year ?? year, years.at(-1)?.year ?? year];
  const told = [
    ...leases.map(({ code, site, unit, schedule }) => ({
      ...{ what: words("files.lease"), code, label: site, unit },
      years: meansYears([schedule], [], first, last),
    })),
    ...lots.map(({ id, code, label, unit }) => ({
      ...{ what: words("files.equipment"), code, label, unit },
      years: meansYears(
        [],
        replaced.filter(({ lot }) => lot.id === id),
        first,
        last,
      ),
    })),
  ];
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("files.schedule", { year: String(year) }), title: words("years.title"), facts: [] },
    columns: [
      { key: "what", head: words("columns.what"), kind: "text" },
      { key: "code", head: words("columns.code"), kind: "text" },
      { key: "label", head: words("columns.label"), kind: "text", width: 32 },
      { key: "unit", head: words("columns.unit"), kind: "text" },
      { key: "year", head: words("columns.year"), kind: "text" },
      ...(["ae", "rent", "charges", "equipment", "cp"] as const).map((key) => amountColumn(locale, { key, head: words(`columns.${key}`) })),
    ],
    rows: told.flatMap(({ what, code, label, unit, years: own }) =>
      own
        .filter(({ ae, cp }) => ae !== 0n || cp !== 0n)
        .map(({ year: each, ae, rent, charges, equipmentCp, cp }) => [
          ...[what, code, label, unit, String(each)],
          ...[ae, rent, charges, equipmentCp, cp],
        ]),
    ),
    totals: ["ae", "rent", "charges", "equipment", "cp"],
    orientation: "landscape",
  });
});
