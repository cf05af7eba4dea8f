import { isWhole } from "#app/domain/arbitration/envelope-scope.ts";
import type { Basis } from "#app/domain/arbitration/hypothesis.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { loadEnvelopes } from "../envelopes/load-envelopes.ts";
import { rateText, signOf } from "../envelopes-set/hypothesis-words.ts";
import { measureIn } from "../measure.ts";

/** The tree of ceilings in the measure that the page shows, as a file. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { year, locale, url, notFound } = scene;
  const shown = await loadEnvelopes(scene);
  if (!shown?.whole) throw notFound("campaign", url.searchParams.get("campaign") ?? String(year));
  const measure = measureIn(url.searchParams);
  const words = translatorFor(locale, "envelopes");
  const forecast = translatorFor(locale, "forecast");
  const arbitration = translatorFor(locale, "arbitration");
  const hypothesis = ({ basis, rate, basisYear }: { basis: Basis; rate: number; basisYear: number | null }) =>
    words(`bases.${basis}`, { year: String(basisYear ?? ""), sign: signOf(rate), rate: rateText(Math.abs(rate)) });
  const rows = shown.rows.filter((row) => row.measure === measure);
  return await tableFileResponse(scene, {
    ...{
      locale,
      fileName: words("fileName", { year: String(year) }),
      title: words("table", { measure: translatorFor(locale, "resources")(measure) }),
    },
    facts: [
      ["", shown.campaign.label],
      [arbitration("scenario"), shown.scenario?.name ?? ""],
    ],
    columns: [
      { key: "class", head: words("columns.class"), kind: "text" },
      { key: "scope", head: words("columns.scope"), kind: "text", width: 40 },
      { key: "hypothesis", head: words("columns.hypothesis"), kind: "text", width: 24 },
      ...shown.years.map((own) =>
        amountColumn(locale, { key: String(own), head: words("columns.year", { year: String(own) }), resource: measure }),
      ),
      amountColumn(locale, { key: "floor", head: words("columns.floor", { year: String(year) }), resource: measure }),
      amountColumn(locale, { key: "asked", head: words("columns.asked", { year: String(year) }), resource: measure }),
      amountColumn(locale, { key: "decided", head: words("columns.decided", { year: String(year) }), resource: measure }),
    ],
    rows: rows.map((row) => {
      const kept = row.years.find((own) => own.kept !== undefined)?.kept;
      return [
        ...[
          forecast(`classes.${row.spendingClass}`),
          isWhole(row.scope) ? words("whole") : row.scope.label,
          kept ? hypothesis(kept) : null,
        ],
        ...row.years.map(({ envelope }) => envelope),
        ...[kept?.floor ?? null, row.asked, row.decided],
      ];
    }),
    orientation: "landscape",
  });
});
