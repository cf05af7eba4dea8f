import { outcomeOf } from "#app/domain/arbitration/outcome.ts";
import { costSightOf, isCost } from "#app/domain/forecast/staff/cost-sight.ts";
import { sum } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { decisionsOf } from "#db/queries/arbitration/decision.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { filterIn } from "../decisions/filter.ts";
import { boardMeasures } from "../measure.ts";

/** The register under the filters of its page, every row of it: what was asked and decided in each measure of the year. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { db, year, url, access, locale, notFound } = scene;
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) throw notFound("campaign", url.searchParams.get("campaign") ?? String(year));
  const words = translatorFor(locale, "arbitration");
  const board = translatorFor(locale, "board");
  const resources = translatorFor(locale, "resources");
  const sight = costSightOf(access);
  const decisions = await decisionsOf(db, filterIn(scene, campaign.id));
  return await tableFileResponse(scene, {
    ...{ locale, fileName: board("register.fileName", { year: String(year) }), title: board("register.fileTitle", { year: String(year) }) },
    facts: [[words("title"), campaign.label]],
    columns: [
      { key: "number", head: words("columns.number"), kind: "number" },
      { key: "date", head: words("columns.date"), kind: "text" },
      { key: "scenario", head: board("register.scenario"), kind: "text", width: 20 },
      { key: "unit", head: board("fileColumns.unit"), kind: "text", width: 20 },
      { key: "request", head: board("fileColumns.request"), kind: "text", width: 40 },
      { key: "decision", head: words("columns.decision"), kind: "text" },
      ...boardMeasures.flatMap((measure) =>
        (["asked", "decided"] as const).map((key) =>
          amountColumn(locale, {
            key: `${measure} ${key}`,
            head: `${resources(`short.${measure}`)} ${board(`register.${key}`)}`,
            resource: measure,
          }),
        ),
      ),
      { key: "reason", head: words("columns.reason"), kind: "text", width: 50 },
      { key: "condition", head: board("fileColumns.condition"), kind: "text", width: 30 },
      { key: "author", head: words("columns.author"), kind: "text", width: 20 },
      { key: "corrects", head: board("register.corrects"), kind: "number" },
      { key: "standing", head: board("register.standing"), kind: "text" },
    ],
    rows: decisions.map((own) => [
      ...[own.number, formatInstant(own.decidedAt.toISOString()), own.scenario, own.unitLabel, `${own.requestNumber}. ${own.title}`],
      words(`outcomes.${outcomeOf(own.verb, own.amounts)}`),
      ...boardMeasures.flatMap((measure) => {
        const amounts = own.amounts.filter((amount) => amount.measure === measure && amount.targetYear === year);
        const seen = amounts.filter(
          ({ spendingClass }) => sight === "everywhere" || sight.has(own.unit) || !isCost(measure, spendingClass),
        );
        return [sum(seen.map(({ asked }) => asked)), sum(seen.map(({ decided }) => decided))];
      }),
      ...[own.reason, own.condition ?? "", own.decidedBy, own.corrects, own.standing ? board("register.inForce") : ""],
    ]),
    orientation: "landscape",
  });
});
