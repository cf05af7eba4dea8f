import { guard } from "#app/http/guard.ts";
import { amountColumn, type TableFact, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { seenProposal } from "../proposing/load-kept.ts";

/** A proposal as a file: a row for each request, in the measure that the page shows. */
export const loader = guard.loader({ capability: "arbitration.read" }, async (scene) => {
  const { locale, year } = scene;
  const { proposal, picture, campaign, measure, costs } = await seenProposal(scene);
  const words = translatorFor(locale, "proposal");
  const forecast = translatorFor(locale, "forecast");
  const resources = translatorFor(locale, "resources");
  const staff = translatorFor(locale, "staff");
  const named = { year: String(year - 1) };
  const nameOf = ({ spendingClass, targetYear, measure: own, label }: (typeof picture.limits)[number]) =>
    [label, forecast(`classes.${spendingClass}`), `${resources(`short.${own}`)} ${targetYear}`].filter(Boolean).join(" · ");
  const names = new Map(picture.limits.map((own) => [own.id, nameOf(own)]));
  const facts: TableFact[] = [
    [words("file.campaign"), campaign.label],
    [words("kept.way"), words(`ways.${proposal.way}`, named)],
    ...(proposal.way === "computed" ? ([[words("kept.criteria"), proposal.criteriaName ?? words("criteria.usual")]] as TableFact[]) : []),
    [words("kept.author"), `${proposal.author}, ${formatInstant(proposal.at.toISOString())}`],
    ...(costs ? [] : ([["", staff("withoutCosts")]] as TableFact[])),
  ];
  const column = (key: string) =>
    amountColumn(locale, { key, head: `${resources(`short.${measure}`)} ${words(`columns.${key as "asked"}`)}`, resource: measure });
  return await tableFileResponse(scene, {
    ...{
      locale,
      fileName: words("file.name", { number: proposal.number, year: String(year) }),
      title: words("number", { number: proposal.number }),
      facts,
    },
    columns: [
      { key: "unit", head: words("file.unit"), kind: "text" },
      { key: "number", head: words("file.number"), kind: "number" },
      { key: "title", head: words("columns.request"), kind: "text", width: 40 },
      { key: "obligation", head: words("file.obligation"), kind: "text" },
      { key: "rank", head: words("file.rank"), kind: "text" },
      column("asked"),
      column("proposed"),
      column("gap"),
      { key: "outcome", head: words("file.outcome"), kind: "text" },
      { key: "binding", head: words("columns.binding"), kind: "text", width: 30 },
    ],
    rows: picture.rows.map((row) => [
      ...[row.unit, row.number, row.title, forecast(`obligations.${row.obligation}`), row.rank === null ? null : String(row.rank)],
      ...[row.asked, row.proposed, row.proposed - row.asked],
      ...[words(`outcomes.${row.outcome}`), row.binding.map((id) => names.get(id) ?? id).join(", ")],
    ]),
    totals: ["asked", "proposed", "gap"],
    orientation: "landscape",
  });
});
