import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { searchOf } from "#app/http/search.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { ProgressTable } from "#app/ui/planning/progress-table.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { progressRows } from "../../campaigns/progress-rows.ts";
import { unitCodesInScope } from "../../units/scope.ts";

export const loader = guard.loader({ capability: "planning.read" }, async (scene) => {
  const { db, year, access, today, url } = scene;
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const { unit: scope = null, group } = searchOf(url);
  const visible = group === undefined ? unitsWhere(access, "planning.read") : await unitCodesInScope(scene, "planning.read");
  const rows = campaign ? await progressRows(db, campaign, visible, { today, scope, sight: costSightOf(access) }) : [];
  const editable = unitsWhere(access, "forecast.edit");
  const awaiting = rows.filter(({ unit, progress }) => editable.has(unit) && progress !== "submitted" && progress !== "accepted");
  const sight = costSightOf(access);
  return { year, campaign, rows, awaiting: awaiting.length, partial: rows.some(({ unit }) => costView(sight, unit) !== "whole") };
});

export default function ForecastUnitsPage() {
  const { year, campaign, rows, awaiting, partial } = useLoaderData<typeof loader>();
  const words = useTranslations("forecast");
  const format = useFormat();
  const heading = words("heading", { year: String(year) });
  if (!campaign) {
    return (
      <Page title={heading}>
        <EmptyState title={words("noCampaign", { year: String(year) })}>{words("noCampaignHint")}</EmptyState>
      </Page>
    );
  }
  return (
    <Page title={heading} message={words("message", { count: awaiting })}>
      <ProgressTable
        caption={words("campaignLine", { label: campaign.label, day: format.day(campaign.closesOn) })}
        rows={rows}
        to={(unit) => `/${year}/forecast/${unit}?campaign=${campaign.id}`}
        closesOn={campaign.closesOn}
        empty={<EmptyState title={words("rowsCount", { count: 0 })} />}
      />
      <CostsLeftOut when={partial} />
    </Page>
  );
}
