import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { bandName } from "../schedule/band-name.ts";
import { loadSchedule } from "../schedule/load-schedule.ts";

/** Units by years of payment, then what each year may pay. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { locale } = scene;
  const words = translatorFor(locale, "outstanding");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const { year, on, unit, bands, byUnit } = await loadSchedule(scene);
  const facts: TableFact[] = [
    [words("asOf"), format.day(on)],
    ...(unit === null ? [] : [[words("unit"), unit] as const]),
    ...bands.flatMap((band): TableFact[] => {
      if (band.cover === null || band.coverKind === null) return [];
      return [[`${words(`schedule.kind.${band.coverKind}`)} ${band.year}`, format.amountWithUnit(band.cover, "CP")]];
    }),
  ];
  const keys = bands.map((band) => String(band.year));
  return await tableFileResponse(scene, {
    ...{
      locale,
      fileName: words("schedule.fileName", { year: String(year) }),
      title: words("schedule.heading", { year: String(year) }),
      facts,
    },
    columns: [
      { key: "unit", head: words("unit"), kind: "text", width: 32 },
      ...bands.map((band) => amountColumn(locale, { key: String(band.year), head: bandName(words, band), resource: "CP" })),
      amountColumn(locale, { key: "total", head: words("schedule.total"), resource: "CP" }),
    ],
    rows: byUnit.map((own) => {
      const due = own.bands.map((band) => band.due);
      return [`${own.unit} · ${own.label}`, ...due, sum(due)];
    }),
    totals: [...keys, "total"],
    orientation: "landscape",
  });
});
