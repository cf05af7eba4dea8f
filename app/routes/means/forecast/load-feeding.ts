import { type ForecastSource, sourceOf } from "#app/commands/bring-in-forecast.ts";
import { takesRequests } from "#app/domain/campaign/campaign.ts";
import { cellName } from "#app/domain/forecast/cell.ts";
import { type DetailOrigin, originKinds } from "#app/domain/forecast/detail.ts";
import { plannedYears } from "#app/domain/forecast/request.ts";
import { type FedCell, feedCells, sameOrigin } from "#app/domain/means/feed.ts";
import { yearOf } from "#app/domain/month.ts";
import type { LoaderScene } from "#app/http/guard.ts";
import { campaignsOf } from "#db/queries/campaign.ts";
import { detailsOf } from "#db/queries/forecast/detail.ts";
import { lineAt, sheetLines } from "#db/queries/forecast/grid.ts";
import { cellsOf } from "#db/queries/forecast/sheet.ts";
import { broughtBy } from "#db/queries/means/brought.ts";

type Asked = Pick<LoaderScene, "db" | "params" | "today" | "mayDo" | "notFound">;

/** The lease or the machines of the address, for whoever forecasts for the unit that answers for it. */
export async function originAt({
  db,
  params,
  today,
  mayDo,
  notFound,
}: Asked): Promise<{ readonly origin: DetailOrigin; readonly source: ForecastSource }> {
  const kind = originKinds.find((each) => each === params["kind"]) ?? "lease";
  const origin = { kind, code: params["code"] ?? "" };
  const source = await sourceOf(db, origin, today);
  if (!source || !mayDo("forecast.edit", source.unit)) throw notFound(kind, origin.code);
  return { origin, source };
}

interface ChosenLine {
  readonly lineId: string;
  readonly firstYear: number;
  readonly seenRevision: bigint;
  readonly cells: readonly FedCell[];
  /** Cells that hold a figure without a detail. */
  readonly typedCells: number;
  /** What falls due before or after the years of the sheet. */
  readonly leftOut: number;
  /** It was brought there before. */
  readonly stands: boolean;
}

/** The lines that the unit may still write in its open campaigns, and what would change in the one that is chosen. */
export async function loadFeeding(scene: LoaderScene) {
  const { db, year, url } = scene;
  const { origin, source } = await originAt(scene);
  const brought = await broughtBy(db, origin.kind, [origin.code]);
  const campaigns = (await Promise.all([year, year + 1].map((target) => campaignsOf(db, target)))).flat();
  const lines: { readonly label: string; readonly options: { readonly value: string; readonly label: string }[] }[] = [];
  for (const campaign of campaigns.filter(({ state }) => takesRequests(state))) {
    const own = await sheetLines(db, campaign.id, source.unit);
    const options = own
      .filter(({ spendingClass, requestState }) => spendingClass !== "personnel" && requestState === "draft")
      .map(({ id, requestNumber, label, natureLabel, activityLabel }) => ({
        value: id,
        label: `${requestNumber} · ${label || natureLabel} · ${activityLabel}`,
      }));
    if (options.length > 0) lines.push({ label: `${campaign.label} (${campaign.targetYear})`, options });
  }
  const open = new Set(lines.flatMap(({ options }) => options.map(({ value }) => value)));
  const asked = url.searchParams.get("line") ?? brought.find(({ lineId }) => open.has(lineId))?.lineId ?? "";
  const chosen = open.has(asked) ? await chosenLine(db, asked, origin, source) : null;
  return { year, origin, label: source.label, lines, chosen };
}

async function chosenLine(db: LoaderScene["db"], lineId: string, origin: DetailOrigin, source: ForecastSource): Promise<ChosenLine | null> {
  const place = (await lineAt(db, lineId))?.place;
  if (!place) return null;
  const { targetYear: firstYear, sheetRevision: seenRevision } = place;
  const cells = (await cellsOf(db, [lineId], "whole")).get(lineId) ?? [];
  const details = new Map((await detailsOf(db, [lineId])).map((own) => [cellName(own), own.lines]));
  const last = firstYear + plannedYears;
  const needs = source.needs(last);
  const fed = feedCells({ cells, details, firstYear }, origin, needs, "keep");
  return {
    ...{ lineId, firstYear, seenRevision, cells: fed },
    typedCells: fed.filter(({ before, brought, ...key }) => before !== null && before !== 0n && !details.has(cellName(key))).length,
    leftOut: needs.filter(({ month }) => yearOf(month) < firstYear || yearOf(month) > last).length,
    stands: [...details.values()].some((own) => own.some((line) => sameOrigin(line.origin, origin))),
  };
}
