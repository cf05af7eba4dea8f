import { presentYear } from "#app/domain/campaign/kind.ts";
import { guard } from "#app/http/guard.ts";
import { amountColumn, tableFileResponse } from "#app/http/table-file.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatInstant } from "#app/ui/format/calendar.ts";
import { loadPanorama } from "../index/load-panorama.ts";

/** The units of a campaign as a file, filtered and sorted as the page is: how far each is, what it asks, against what it executed. */
export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { year, locale, url, notFound } = scene;
  const panorama = await loadPanorama(scene);
  if (!panorama) throw notFound("campaign", url.searchParams.get("campaign") ?? String(year));
  const { campaign, rows, partial } = panorama;
  const words = translatorFor(locale, "campaigns");
  const staff = translatorFor(locale, "staff");
  return await tableFileResponse(scene, {
    ...{ locale, fileName: words("panoramaFile", { year: String(year) }), title: words("units", { label: campaign.label }) },
    facts: partial ? [["", staff("withoutCosts")]] : [],
    columns: [
      { key: "code", head: words("columns.code"), kind: "text" },
      { key: "unit", head: words("columns.unit"), kind: "text", width: 30 },
      { key: "state", head: words("columns.state"), kind: "text" },
      { key: "filled", head: words("columns.filledPercent"), kind: "number" },
      amountColumn(locale, { key: "cp", head: words("asked", { measure: "CP" }), resource: "CP" }),
      amountColumn(locale, {
        key: "previous",
        head: words("columns.previous", { year: String(presentYear(campaign) - 1) }),
        resource: "CP",
      }),
      amountColumn(locale, { key: "delta", head: words("columns.delta"), resource: "CP" }),
      { key: "activity", head: words("columns.lastActivity"), kind: "text" },
      { key: "deadline", head: words("columns.deadline"), kind: "day" },
      { key: "reminders", head: words("columns.reminded"), kind: "number" },
    ],
    rows: rows.map((row) => [
      ...[row.unit, row.label, row.late ? words("lateWord") : words(`progress.${row.progress}`), row.percent],
      ...[row.cp, row.previous, row.delta, row.lastActivity ? formatInstant(row.lastActivity.toISOString()) : null, row.deadline],
      row.reminders,
    ]),
    totals: ["cp"],
    orientation: "landscape",
  });
});
