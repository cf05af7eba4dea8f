import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { unitsWhere } from "#app/domain/access.ts";
import { standingsOf } from "#app/domain/arbitration/envelope.ts";
import { costSightOf } from "#app/domain/forecast/staff/cost-sight.ts";
import { guard } from "#app/http/guard.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { buttonClass } from "#app/ui/form/buttons.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { standingDecisions } from "#db/queries/arbitration/decision.ts";
import { askedTotals, decidedTotals, envelopesOf } from "#db/queries/arbitration/envelope.ts";
import { opinionsOn } from "#db/queries/arbitration/opinion.ts";
import { scenariosOf, shownScenario } from "#db/queries/arbitration/scenario.ts";
import { campaignUnits, shownCampaign } from "#db/queries/campaign.ts";
import { requestsOf } from "#db/queries/forecast/reading.ts";
import { references } from "#db/queries/forecast/reference.ts";
import { measureIn } from "../measure.ts";
import { BoardTable } from "./board-table.tsx";
import { Choices } from "./choices.tsx";
import { EnvelopeMeters } from "./envelope-meters.tsx";
import { boardRows } from "./rows.ts";

export const loader = guard.loader({ capability: "arbitration.read" }, async ({ db, year, access, url }) => {
  const measure = measureIn(url.searchParams);
  const campaign = await shownCampaign(db, year, url.searchParams.get("campaign"));
  if (!campaign) return { year, measure, campaign };
  const visible = unitsWhere(access, "arbitration.read");
  const scope = url.searchParams.get("unit");
  const units = scope === null ? visible : new Set([scope].filter((unit) => visible.has(unit)));
  const scenarios = await scenariosOf(db, campaign.id);
  const scenario = shownScenario(scenarios, url.searchParams.get("scenario"));
  const requests = (await requestsOf(db, campaign.id, units, costSightOf(access))).filter(({ state }) => state !== "draft");
  const decisions = scenario ? await standingDecisions(db, scenario.id, units) : new Map();
  const opinions = await opinionsOn(
    db,
    requests.map(({ id }) => id),
  );
  const whole = (await campaignUnits(db, campaign.id)).every((unit) => visible.has(unit));
  const pending = await askedTotals(db, campaign.id, { units: visible, undecidedIn: scenario?.id });
  return {
    ...{ year, measure, campaign, scenarios, scenario, whole, pending },
    rows: boardRows({ requests, decisions, opinions, references: await references(db, units, year, costSightOf(access)), measure, year }),
    standings: standingsOf({
      envelopes: whole ? await envelopesOf(db, campaign.id) : [],
      asked: await askedTotals(db, campaign.id, { units: visible }),
      decided: scenario ? await decidedTotals(db, scenario.id, { units: visible }) : [],
    }),
  };
});

export default function BoardPage() {
  const board = useLoaderData<typeof loader>();
  const { year, measure, campaign } = board;
  const words = useTranslations("arbitration");
  const heading = words("heading", { year: String(year) });
  if (!campaign || !("rows" in board)) {
    return (
      <Page title={heading}>
        <EmptyState title={words("noCampaign", { year: String(year) })}>{words("noCampaignHint")}</EmptyState>
      </Page>
    );
  }
  const { rows, scenarios, scenario, whole, standings, pending } = board;
  const requests = rows.filter((row) => row.requestId !== null);
  const counts = { decided: requests.filter((row) => row.outcome !== null).length, count: requests.length };
  return (
    <Page
      title={heading}
      message={scenario ? words("messageScenario", { ...counts, scenario: scenario.name }) : words("message", counts)}
      actions={(["envelopes", "scenarios", "decisions"] as const).map((place) => (
        <Link key={place} className={buttonClass()} to={`/${year}/arbitration/${place}?campaign=${campaign.id}`}>
          {words(`links.${place}`)}
        </Link>
      ))}
    >
      <Choices measure={measure} scenarios={scenarios} scenario={scenario} />
      {!scenario && (
        <Notice kind="information" title={words("noScenario")}>
          <Link to={`/${year}/arbitration/scenarios?campaign=${campaign.id}`}>{words("createScenario")}</Link>
        </Notice>
      )}
      {whole ? <EnvelopeMeters standings={standings} pending={pending} measure={measure} year={year} /> : <p>{words("notVisible")}</p>}
      <BoardTable rows={rows} measure={measure} year={year} scenario={scenario?.id} />
    </Page>
  );
}
