import { isCounted } from "#app/domain/alerts/alert.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { sentenceValues } from "#app/ui/format/alert-sentence.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { loadAlerts } from "../load-alerts.ts";

/** The alerts of the page, as its filters leave them. */
export const loader = guard.loader({ capability: "execution.read" }, async (scene) => {
  const { year, locale } = scene;
  const words = translatorFor(locale, "alerts");
  const resources = translatorFor(locale, "resources");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const { asked, alerts } = await loadAlerts(scene);
  const facts: TableFact[] = [
    [words("state"), words(`states.${asked.state}`)],
    ...(asked.level ? [[words("level"), words(`levels.${asked.level}`)] as const] : []),
    ...(asked.resource ? [[words("measure"), resources(`short.${asked.resource}`)] as const] : []),
  ];
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("fileName", { year: String(year) }), title: words("title", { year: String(year) }), facts },
    columns: [
      { key: "cause", head: words("causeHead"), kind: "text", width: 20 },
      { key: "unit", head: words("unit"), kind: "text", width: 20 },
      { key: "measure", head: words("measure"), kind: "text", width: 8 },
      { key: "level", head: words("level"), kind: "text", width: 10 },
      { key: "points", head: words("points"), kind: "text", width: 8 },
      { key: "documents", head: words("documents"), kind: "number" },
      amountColumn(locale, { key: "amount", head: words("amount") }),
      { key: "what", head: words("whatHead"), kind: "text", width: 60 },
      { key: "state", head: words("state"), kind: "text", width: 12 },
      { key: "since", head: words("since"), kind: "day" },
    ],
    rows: alerts.map((alert) => {
      const { cause, unitLabel, resource, level, size, amount, sign, state, openedOn } = alert;
      const counted = isCounted(cause);
      const gap = cause === "question" || counted ? "" : format.gap(BigInt(cause === "underuse" ? -size : size));
      return [
        ...[words(`causes.${cause}`), unitLabel, resources(`short.${resource}`), words(`levels.${level}`), gap, counted ? size : null],
        ...[resource === "ETPT" ? null : amount, words(`sentences.${sign}`, sentenceValues(format, alert))],
        ...[words(`isAt.${state}`), openedOn],
      ];
    }),
    orientation: "landscape",
  });
});
