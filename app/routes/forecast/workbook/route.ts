import { cellName } from "#app/domain/forecast/cell.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { grouped } from "#app/domain/grouped.ts";
import type { BudgetResource } from "#app/domain/quantity.ts";
import { guard } from "#app/http/guard.ts";
import { type BoomerangLine, boomerangBytes } from "#app/http/sheet-file/boomerang.ts";
import { contentDisposition } from "#app/http/table-file.ts";
import { xlsxMediaType } from "#app/http/xlsx.ts";
import { translatorFor } from "#app/messages/index.ts";
import { formatterFor } from "#app/ui/format/formatter.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { unitLabel } from "#db/queries/forecast/reading.ts";
import { sheetReferences } from "../unit/sheet/read-references.ts";
import { sheetOf } from "../unit/sheet/read-sheet.ts";
import { yearsOf } from "../unit/sheet/totals-bar.tsx";
import { measures } from "../unit/sheet/view.ts";

/** The years after the campaign's that the grid shows, and those that hold amounts beyond. */
const yearsAfter = 2;

/** The sheet of a unit as a workbook to work in elsewhere: the four measures, what may not change locked, what it held remembered. */
export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params["unit"] }, async (scene) => {
  const { db, year, params, url, access, mayDo, notFound, locale, person, today, services } = scene;
  const unit = params["unit"] ?? "";
  const label = await unitLabel(db, unit, `${year}-01-01`);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (label === undefined || !campaign) throw notFound("sheet", unit);
  const view = costView(costSightOf(access), unit);
  const sheet = await sheetOf(db, campaign, { unit, mayEdit: mayDo("forecast.edit", unit), view });
  const words = translatorFor(locale, "sheetImport");
  const resources = translatorFor(locale, "resources");
  const format = formatterFor(locale, translatorFor(locale, "units"));
  const cells = grouped(sheet.cells, ({ lineId }) => lineId);
  const detailed = grouped(sheet.details ?? [], ({ lineId }) => lineId);
  const known = await sheetReferences(db, sheet, { campaign, unit, today, view });
  const past = new Map(known.lines.map(({ line, references }) => [line, references]));
  const heads = translatorFor(locale, "references");
  const lines = sheet.lines.map((line): BoomerangLine => {
    const details = new Map((detailed.get(line.id) ?? []).map(({ count, ...key }) => [cellName(key), count]));
    const { campaignState, mayEdit, seesCosts } = sheet;
    return { ...line, campaignState, mayEdit, seesCosts, cells: cells.get(line.id) ?? [], details };
  });
  const shown = Array.from({ length: yearsAfter }, (_, index) => year + 1 + index);
  const years = [...new Set([...shown, ...sheet.cells.map(({ targetYear }) => targetYear)])].sort((left, right) => left - right);
  const bytes = await boomerangBytes({
    memory: {
      ...{ campaign: campaign.id, unit, revision: sheet.revision, year },
      sheets: new Map(measures.map((measure): [string, BudgetResource] => [resources(`short.${measure}`), measure])),
    },
    ...{ lines, years },
    beside: (["executed", "notified", "landing", "guidance"] as const).map((column) => ({
      head: heads(`columns.${column}`, yearsOf(known.present)),
      of: (line, measure) => past.get(line)?.find((own) => own.measure === measure)?.[column] ?? null,
    })),
    facts: [
      words("title", { year: String(year), unit: label }),
      words("campaign", { campaign: campaign.label }),
      words("taken", {
        day: format.day(today),
        by: person.name,
        from: new URL(`/${year}/forecast/${unit}`, services.settings.origin).href,
      }),
      words("guide", {
        unit: measures
          .map((measure) => format.unit(measure, "exact"))
          .filter((own, index, all) => all.indexOf(own) === index)
          .join(", "),
      }),
    ],
    words: {
      keys: [
        words("key.request"),
        words("key.requestTitle"),
        words("key.nature"),
        words("key.natureLabel"),
        words("key.activity"),
        words("key.label"),
      ],
      column: ({ targetYear, month }) => {
        if (month === undefined) return String(targetYear);
        return month === 0
          ? words("wholeYear", { year: String(targetYear) })
          : format.month(`${targetYear}-${String(month).padStart(2, "0")}`, "short");
      },
      ...{ total: words("total"), take: words("take"), yes: words("yes"), no: words("no"), wrongAmount: words("wrongAmount") },
    },
  });
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": xlsxMediaType,
      "Content-Disposition": contentDisposition(`${words("fileName", { unit, year: String(year) })}.xlsx`),
      "Cache-Control": "private, no-store",
    },
  });
});
