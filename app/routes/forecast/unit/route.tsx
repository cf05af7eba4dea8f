import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { stepLockFor } from "#app/commands/campaign-windows.ts";
import { findingsOf } from "#app/commands/find-faults.ts";
import { takesRequests } from "#app/domain/campaign/campaign.ts";
import { askedBy, presentYear } from "#app/domain/campaign/kind.ts";
import { costSightOf, costView } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { ownerOf } from "#app/http/page-owner.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ButtonRow, buttonClass } from "#app/ui/form/buttons.tsx";
import { useFormat } from "#app/ui/format/formatter.ts";
import { CostsLeftOut } from "#app/ui/planning/costs-left-out.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { shownCampaign } from "#db/queries/campaign.ts";
import { openThreadPlaces } from "#db/queries/forecast/comments.ts";
import { incomeByUnit } from "#db/queries/forecast/income.ts";
import { requestsOf, sheetRevision, unitLabel } from "#db/queries/forecast/reading.ts";
import { references } from "#db/queries/forecast/reference.ts";
import { teamAddress } from "../../workload/addresses.ts";
import { ComponentTable } from "../component-table.tsx";
import { askedWork } from "./asked-work.ts";
import { baselineLines } from "./baseline-lines.ts";
import { BesideSheet } from "./beside-sheet.tsx";
import { NewMeasures } from "./new-measures.tsx";
import { ProfileTable } from "./profile-table.tsx";
import { RequestTable } from "./request-table.tsx";
import { sheetReferences } from "./sheet/read-references.ts";
import { sheetOf } from "./sheet/read-sheet.ts";
import { Sheet } from "./sheet/sheet.tsx";
import { sheetState } from "./sheet/sheet-state.ts";
import { TotalsTable } from "./totals-table.tsx";
import { unitTotals } from "./unit-totals.ts";

export const loader = guard.loader({ capability: "planning.read", unit: ({ params }) => params.unit }, async (scene) => {
  const { db, year, params, url, today, organisation, person, access, mayDo, newKey, notFound } = scene;
  const unit = params.unit ?? "";
  const label = await unitLabel(db, unit, `${year}-01-01`);
  if (label === undefined) throw notFound("unit", unit);
  const sight = costSightOf(access);
  const view = costView(sight, unit);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  const asked = campaign !== undefined && (await sheetRevision(db, campaign.id, unit)) !== undefined;
  const requests = asked ? await requestsOf(db, campaign.id, new Set([unit]), sight) : [];
  const mayEdit = mayDo("forecast.edit", unit);
  const window = asked ? await stepLockFor(db, scene, { campaignId: campaign.id, unit }, "writing") : undefined;
  const sheet = asked ? await sheetOf(db, campaign, { unit, mayEdit, view, window }) : undefined;
  return {
    ...{ sheet, year, unit, label, campaign, asked, requests, owner: ownerOf(organisation, person) },
    seesCosts: view === "whole",
    totals: unitTotals(requests, campaign ? await references(db, [unit], presentYear(campaign) + 1, sight) : [], year),
    income: asked ? ((await incomeByUnit(db, campaign, new Set([unit])))[0] ?? { unit, sure: 0n, probable: 0n }) : undefined,
    plan: teamAddress(year, unit),
    workload: asked ? await askedWork(db, { campaign: campaign.id, unit, year, today }) : [],
    talk: asked
      ? {
          threads: await openThreadPlaces(db, campaign.id, unit),
          findings: mayEdit ? await findingsOf(db, { campaignId: campaign.id, unit, today, view }) : [],
        }
      : undefined,
    maySubmit: asked && takesRequests(campaign.state) && mayDo("forecast.submit", unit) && requests.some(({ state }) => state === "draft"),
    mayEdit: asked && takesRequests(campaign.state) && mayEdit && !window,
    rankKeys: Object.fromEntries(
      requests.filter(({ kind }) => kind === "newMeasure").flatMap(({ id }) => [`${id} up`, `${id} down`].map((name) => [name, newKey()])),
    ),
    compared: sheet && campaign && (await sheetReferences(db, sheet, { campaign, unit, today, view })),
  };
});

/** The three ways to begin a sheet; the first takes over what was executed or asked last year. */
function Starts({ place: { year, unit, campaign } }: { readonly place: { year: number; unit: string; campaign: string } }) {
  const words = useTranslations("forecast.starts");
  const sheet = `/${year}/forecast/${unit}`;
  return (
    <ButtonRow>
      <Link className={buttonClass("primary")} to={`/${year}/campaigns/${campaign}/starts?units=${unit}`}>
        {words("lastYear")}
      </Link>
      <Link className={buttonClass()} to={`${sheet}/import?campaign=${campaign}`}>
        {words("import")}
      </Link>
      <Link className={buttonClass()} to={`${sheet}/requests/new?campaign=${campaign}`}>
        {words("write")}
      </Link>
    </ButtonRow>
  );
}

const noTalk = { threads: [], findings: [] };

export default function ForecastUnitPage() {
  const page = useLoaderData<typeof loader>();
  const { year, unit, label, campaign, asked, requests, owner, totals, sheet, compared, talk, seesCosts, maySubmit, mayEdit } = page;
  const { income, workload, plan, rankKeys } = page;
  const baseline = useMemo(() => (sheet ? baselineLines(sheet) : []), [sheet]);
  const read = useMemo(() => sheet && sheetState(sheet), [sheet]);
  const place = useMemo(() => ({ year, unit, campaign: campaign?.id ?? "", owner }), [year, unit, campaign?.id, owner]);
  const words = useTranslations("forecast");
  const campaigns = useTranslations("campaigns");
  const checks = useTranslations("checks");
  const format = useFormat();
  /** A campaign that asks for the rest of a year says from which month: what came before is known. */
  const campaignWords = (own: NonNullable<typeof campaign>) => {
    const line = words("campaignLine", { label: own.label, day: format.day(own.closesOn) });
    const { by, years, fromMonth } = askedBy(own.kind, year);
    if (by === "years") return line;
    const month = format.month(`${year}-${String(fromMonth).padStart(2, "0")}`);
    return `${line}. ${campaigns("asks.months", { years: years.join(", "), month })}`;
  };
  const add = mayEdit && (
    <Link className={buttonClass(maySubmit ? "plain" : "primary")} to={`/${year}/forecast/${unit}/requests/new?campaign=${campaign?.id}`}>
      {words("newRequest")}
    </Link>
  );
  const submit = maySubmit && (
    <Link className={buttonClass("primary")} to={`/${year}/forecast/${unit}/submission?campaign=${campaign?.id}`}>
      {checks("action")}
    </Link>
  );
  return (
    <Page
      title={words("unitHeading", { unit: label, year: String(year) })}
      crumbs={[{ label: words("title"), to: `/${year}/forecast` }]}
      message={campaign && campaignWords(campaign)}
      actions={
        add || submit ? (
          <>
            {add}
            {submit}
          </>
        ) : undefined
      }
    >
      {!campaign && <EmptyState title={words("noCampaign", { year: String(year) })}>{words("noCampaignHint")}</EmptyState>}
      {campaign && !asked && <EmptyState title={words("notAsked", { unit: label, campaign: campaign.label })} />}
      {read && compared && read.lines.length > 0 && (
        <Sheet key={`${unit} ${place.campaign}`} read={read} compared={compared} place={place} unitLabel={label} talk={talk ?? noTalk} />
      )}
      {asked && requests.length === 0 && (
        <EmptyState title={words("noRequest", { unit: label, year: String(year) })}>{mayEdit && <Starts place={place} />}</EmptyState>
      )}
      {requests.length > 0 && <RequestTable requests={requests} year={year} />}
      <NewMeasures {...{ year, unit, requests }} mayMove={mayEdit} seenRevision={sheet?.revision ?? 0n} keys={rankKeys} />
      {asked && <TotalsTable totals={totals} year={year} present={campaign ? presentYear(campaign) : year} />}
      <CostsLeftOut when={asked && !seesCosts} />
      <ComponentTable lines={baseline} />
      <ProfileTable year={year} plan={plan} workload={workload} />
      {income && <BesideSheet place={place} income={income} />}
    </Page>
  );
}
