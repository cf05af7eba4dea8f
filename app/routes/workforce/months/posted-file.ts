import { lastDayOf, type Month, monthOfYear } from "#app/domain/month.ts";
import { type Quantity, sum } from "#app/domain/quantity.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { monthFacts } from "#db/queries/execution-months.ts";

interface PostedFile {
  readonly kind: "staffing" | "workload";
  readonly fileName: string;
  readonly title: string;
  /** What is told beside the budget book. */
  readonly said: string;
  readonly units: readonly { readonly code: string; readonly label: string }[];
  readonly toldOf: (month: Month) => readonly { readonly unit: string; readonly amount: Quantity }[];
}

/** Each unit in each month of the year: what is told, what the budget book holds, and the gap of the months that are over. */
export async function postedFile(scene: LoaderScene, { kind, fileName, title, said, units, toldOf }: PostedFile): Promise<Response> {
  const { db, year, locale, today } = scene;
  const words = translatorFor(locale, "workforce");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const codes = units.map(({ code }) => code);
  const facts = await monthFacts(db, year, kind, codes);
  const resource = kind === "staffing" ? "ETPT" : "DAY";
  const amount = (key: string, head: string) => amountColumn(locale, { key, head, resource });
  const of = (some: readonly { readonly unit: string; readonly amount: Quantity }[], unit: string) =>
    sum(some.filter((own) => own.unit === unit).map((own) => own.amount));
  return await tableFileResponse(scene, {
    ...{ locale, fileName: `${fileName}-${year}`, title, facts: [[words("lists.on"), format.day(today)]] },
    columns: [
      { key: "month", head: words("figure.month"), kind: "text", width: 16 },
      { key: "unit", head: words("columns.unit"), kind: "text", width: 12 },
      { key: "label", head: words("lists.unitLabel"), kind: "text", width: 36 },
      ...[amount("said", said), amount("posted", words("months.inBook")), amount("gap", words("months.gap"))],
    ],
    rows: Array.from({ length: 12 }, (_, index) => monthOfYear(year, index + 1)).flatMap((month) => {
      const [told, posted] = [toldOf(month), facts.filter((own) => own.month === month)];
      return units.flatMap(({ code, label }) => {
        const [own, booked] = [of(told, code), of(posted, code)];
        if (own === 0n && booked === 0n) return [];
        const counts = lastDayOf(month) <= today || booked !== 0n;
        return [[month, code, label, own, booked, counts ? booked - own : null]];
      });
    }),
    totals: ["said", "posted", "gap"],
  });
}
