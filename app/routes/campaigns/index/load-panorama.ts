import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import type { LoaderScene } from "#app/http/scene.ts";
import { parseSort } from "#app/ui/table/sort.ts";
import { calendarOf, lateWindowsOf } from "#db/queries/campaign/calendar.ts";
import { panoramaOf } from "#db/queries/campaign/panorama.ts";
import { shownCampaign } from "#db/queries/campaign.ts";
import { stateFilters } from "./filters.ts";
import { panoramaRows, returnsOf, sorted, sortKeys } from "./panorama-rows.ts";

/** The units of the campaign that the address names, filtered and sorted as it says: for the page and for its file. */
export async function loadPanorama({ db, year, access, today, url }: Pick<LoaderScene, "db" | "year" | "access" | "today" | "url">) {
  const search = url.searchParams;
  const campaign = await shownCampaign(db, year, search.get("campaign"));
  if (!campaign) return undefined;
  const visible = unitsWhere(access, "planning.read");
  const sight = costSightOf(access);
  const scope = search.get("unit");
  const calendar = await calendarOf(db, campaign.id);
  const conduct = { campaign, calendar, late: await lateWindowsOf(db, campaign.id), today };
  const units = scope === null ? visible : new Set([scope].filter((unit) => visible.has(unit)));
  const all = panoramaRows(await panoramaOf(db, campaign, units, sight), conduct);
  const state = stateFilters.find((own) => own === search.get("state"));
  const rows = all.filter((row) => state === undefined || (state === "late" ? row.late : row.progress === state));
  const sort = search.has("sort") ? parseSort(search, sortKeys, { key: "unit", descending: false }) : undefined;
  return {
    ...{ campaign, calendar, sort, state },
    rows: sorted(rows, sort),
    counts: { all: all.length, late: all.filter((row) => row.late).length, done: all.filter(isDone).length },
    /** What personnel costs is left out of some of them. */
    partial: all.some(({ unit }) => costView(sight, unit) !== "whole"),
    returns: returnsOf(all, conduct),
  };
}

function isDone({ progress }: { readonly progress: string }): boolean {
  return progress === "submitted" || progress === "accepted";
}
